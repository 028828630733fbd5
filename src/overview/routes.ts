// `GET /v1/overview`: the state of the node as JSON.
import type { Routes } from '../receive/api.js'
import type { Overview } from './shape.js'

export function overviewRoutes(read: () => Promise<Overview>): Routes {
  return (server) => {
    server.get('/v1/overview', async (_request, reply) =>
      reply.header('cache-control', 'no-store').send(await read()),
    )
  }
}
