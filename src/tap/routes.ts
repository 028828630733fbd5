// `GET /v1/tap?source=&script=&status=&host=&matched=&text=&count=&rate=`: records as they go through, one JSON object a line.
// Read-only; what is left out is said. Names may be repeated.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendError } from '../receive/answer.js'
import type { Routes } from '../receive/api.js'
import { QueryFault, readTapQuery } from './query.js'
import { TAP_LIMITS } from './shape.js'
import type { TapHub } from './tap.js'

const RETRY_AFTER_SECONDS = 5

export function tapRoutes(hub: TapHub): Routes {
  return (server) => {
    // A HEAD request would take a place and never give it back.
    const options = { exposeHeadRoute: false }
    server.get('/v1/tap', options, (request, reply) => answer(hub, request, reply))
  }
}

function answer(hub: TapHub, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  try {
    const query = readTapQuery(request.query as Parameters<typeof readTapQuery>[0])
    if (hub.refusal) return refuse(hub.refusal, reply)
    reply.header('cache-control', 'no-store').type('application/x-ndjson')
    return reply.send(hub.open(query))
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error
    return sendError(reply, 400, 'invalidTapQuery', error.message)
  }
}

function refuse(reason: 'closed' | 'full', reply: FastifyReply): FastifyReply {
  if (reason === 'closed') return sendError(reply, 503, 'stopping', 'the server stops')
  reply.header('retry-after', RETRY_AFTER_SECONDS)
  const message = `${TAP_LIMITS.taps} taps are open, and there is no place for more`
  return sendError(reply, 429, 'tooManyTaps', message)
}
