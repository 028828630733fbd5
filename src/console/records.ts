// `GET /v1/records?limit=&source=`: the newest records of the local Dataway, on the API's own listener, for what came before
// the page was opened. With a Dataway elsewhere there is none to ask, and the answer is 404.
import { sendError } from '../receive/answer.js'
import type { Routes } from '../receive/api.js'

/** What keeps records to be looked at. */
export interface RecordStore {
  newest(query: RecordsQuery, maxText: number): unknown
}

export interface RecordsQuery {
  /** The newest so many. */
  readonly limit: number
  readonly source?: string
}

/** Characters: an answer is made at once, and records may be large. */
const MAX_TEXT = 4 * 1024 * 1024

const QUERY = {
  type: 'object',
  properties: {
    limit: { type: 'integer', minimum: 0, maximum: 10_000, default: 100 },
    source: { type: 'string' },
  },
} as const

/** @param store of the moment; undefined while there is none */
export function recordsRoutes(store: () => RecordStore | undefined): Routes {
  return (server) => {
    server.get('/v1/records', { schema: { querystring: QUERY } }, (request, reply) => {
      const found = store()
      if (found) return found.newest(request.query as RecordsQuery, MAX_TEXT)
      return sendError(reply, 404, 'noLocalDataway', 'records go to a Dataway elsewhere')
    })
  }
}
