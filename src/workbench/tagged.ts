// A document made from something that changes rarely: made once for each state of it, and not sent to who has it.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

export class Tagged<T> {
  private made: { readonly from: T; readonly text: string; readonly tag: string } | undefined

  /**
   * @param state what the document is made from; another one when it changes
   * @param make JSON of it
   */
  constructor(
    private readonly state: () => T,
    private readonly make: (state: T) => string,
  ) {}

  send(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { text, tag } = this.now()
    reply.header('etag', tag).header('cache-control', 'no-cache')
    const known = request.headers['if-none-match'] ?? ''
    if (known.split(/\s*,\s*/).includes(tag)) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(text)
  }

  private now() {
    const from = this.state()
    if (this.made?.from === from) return this.made
    const text = this.make(from)
    const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
    this.made = { from, text, tag }
    return this.made
  }
}
