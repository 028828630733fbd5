// Answers that are not what was asked for, in the form of DataKit's API: `{"error_code":"datakit.xxx","message":"…"}`.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

export function sendError(reply: FastifyReply, status: number, code: string, message: string) {
  return reply
    .code(status)
    .type('application/json')
    .send({ error_code: `datakit.${code}`, message })
}

/** Gives routes that do not exist and requests that fail the common form. */
export function answerErrors(server: FastifyInstance): void {
  server.setNotFoundHandler((request, reply) => {
    const message = `no route ${request.method} ${request.url}`
    return sendError(reply, 404, 'notFound', message)
  })
  server.setErrorHandler((error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
    const status = error.statusCode ?? 500
    const message = status < 500 ? error.message : 'the request could not be answered'
    return sendError(reply, status, status < 500 ? 'badRequest' : 'internalError', message)
  })
}
