// Answers that are not what was asked for, in the form of DataKit's API: `{"error_code":"datakit.xxx","message":"…"}`.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

export function sendError(reply: FastifyReply, status: number, code: string, message: string) {
  return reply
    .code(status)
    .type('application/json')
    .send({ error_code: `datakit.${code}`, message })
}

/** @param message what asks for the token; how to show it is added */
export function sendUnauthorized(reply: FastifyReply, message: string) {
  reply.header('www-authenticate', 'Bearer')
  const how = 'send "Authorization: Bearer <token>", or ?token=<token>'
  return sendError(reply, 401, 'unauthorized', `${message}; ${how}`)
}

/** Gives routes that do not exist and requests that fail the common form. */
export function answerErrors(server: FastifyInstance): void {
  server.setNotFoundHandler((request, reply) => {
    const message = `no route ${request.method} ${pathOf(request)}`
    return sendError(reply, 404, 'notFound', message)
  })
  server.setErrorHandler((error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
    const status = error.statusCode ?? 500
    const message = status < 500 ? error.message : 'the request could not be answered'
    return sendError(reply, status, status < 500 ? 'badRequest' : 'internalError', message)
  })
}

/** The path of a request without its query, which may hold a token. */
export function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0]!
}
