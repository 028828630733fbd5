// `POST /v1/write/logging`: records over HTTP. The route reads the request and answers; what the records are, and how they go
// on, is known to the sink. The answer is 200 only when all of them are in the buffer.
//
//   body ─▶ decompress ─▶ read once, to refuse it whole ─▶ feed ─▶ 200
//   400 not understood · 413 too large · 503 with Retry-After: no room, try again
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { MalformedBody } from '../point/wire-record.js'
import { sendError } from './answer.js'
import { BodyFault, Place, Room } from './body.js'
import { type Format, readQuery, type WriteQuery } from './write-query.js'

/** Where records go. */
export interface WriteSink {
  /** Whether nothing can be taken now. */
  readonly full: boolean
  /** Counts the records of a body. @throws MalformedBody */
  count(body: WriteBody): Promise<number>
  /** The records as they were understood. */
  echo(body: WriteBody, form: 'lp' | 'json'): Promise<string>
  /** Resolves when all records are in the buffer, or, with false, when that takes too long. */
  feed(body: WriteBody, remoteAddress: string): Promise<boolean>
}

export interface WriteBody {
  readonly bytes: Buffer
  readonly format: Format
  readonly query: WriteQuery
}

export interface WriteLimits {
  /** Of one body, decompressed. */
  readonly maxBodyBytes: number
  /** Of all bodies that are in memory. */
  readonly totalBytesInFlight: number
}

const RETRY_AFTER_SECONDS = 1

const MALFORMED: Readonly<Record<Format, string>> = {
  v1: 'invalidLinePoint',
  v2: 'invalidProtobufPoint',
  json: 'invalidJSONPoint',
}

export function writeRoutes(
  sink: WriteSink,
  limits: WriteLimits,
): (server: FastifyInstance) => void {
  // One body at least, as sent and unfolded, always has room.
  const room = new Room(Math.max(limits.totalBytesInFlight, 2 * limits.maxBodyBytes))
  return (server) => {
    // Other routes keep their parsers: bodies are streams in here only.
    server.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
      scope.post('/v1/write/logging', (request, reply) =>
        answer(request, reply, sink, new Place(room, limits.maxBodyBytes)),
      )
      scope.post('/v1/write/:category', (request, reply) => {
        const { category } = request.params as { category: string }
        return sendError(reply, 400, 'invalidCategory', `"${category}" is not taken, only logging`)
      })
    })
  }
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  sink: WriteSink,
  place: Place,
): Promise<FastifyReply> {
  try {
    return await write(request, reply, sink, place)
  } catch (error) {
    if (!(error instanceof BodyFault)) throw error
    const { status, code, message } = error
    if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS)
    return sendError(reply, status, code, message)
  } finally {
    place.leave()
  }
}

async function write(
  request: FastifyRequest,
  reply: FastifyReply,
  sink: WriteSink,
  place: Place,
): Promise<FastifyReply> {
  const query = readQuery(request)
  if (sink.full && !query.dry) throw full('nothing was taken')
  const stream = request.body as Readable | undefined
  if (!stream) throw new BodyFault(400, 'emptyBody', 'the body is empty')
  const bytes = await place.read(stream, query.compression)
  if (bytes.length === 0) throw new BodyFault(400, 'emptyBody', 'the body is empty')
  const body: WriteBody = { bytes, format: query.format, query }
  await check(body, sink)
  if (!query.dry && !(await sink.feed(body, request.ip)))
    throw full('some records may have been taken')
  if (query.echo === undefined) return reply.code(200).send()
  reply.type(query.echo === 'json' ? 'application/json' : 'text/plain; charset=utf-8')
  return reply.code(200).send(await sink.echo(body, query.echo))
}

/** Nothing of a body is taken when a part of it is not understood. */
async function check(body: WriteBody, sink: WriteSink): Promise<void> {
  let count: number
  try {
    count = await sink.count(body)
  } catch (error) {
    if (!(error instanceof MalformedBody)) throw error
    throw new BodyFault(400, MALFORMED[body.format], error.message)
  }
  if (count === 0) throw new BodyFault(400, 'noPoints', 'the body has no points')
}

function full(detail: string): BodyFault {
  return new BodyFault(503, 'bufferFull', `the buffer is full, ${detail}; send them again`)
}
