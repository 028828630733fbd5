// The local Dataway: takes what a real one takes, over real HTTP, and keeps the newest records in memory to be looked
// at. It is the receiver of the first minute, of the demo and of the tests.
//
//   POST /v1/write/:category   the wire of a Dataway: v1, line protocol, and v2, protobuf
//   GET  /v1/ntp               the time
//   GET  /records?limit=&source=   newest records as JSON, for people
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { LineProtocolReader } from '../encode/line-protocol-parse.js'
import { ProtobufReader } from '../encode/protobuf-parse.js'
import { type RecordJson, recordJson } from '../point/record-json.js'
import { MalformedBody, readAll, type WireRecord as StoredRecord } from '../point/wire-record.js'
import { formatAddress } from '../util/address.js'
import { BodyError, LARGEST_BODY, readBody } from './body.js'
import { type Fault, Faults } from './faults.js'
import { Ring } from './ring.js'

export type { StoredRecord }

export interface LocalDatawayOptions {
  /** 0, the default, lets the system choose. */
  readonly port?: number
  readonly host?: string
  /** Newest records that are kept. */
  readonly maxRecords?: number
  /** The clock that `/v1/ntp` tells and that records without a time get, Unix milliseconds. */
  readonly now?: () => number
}

/** A write request with its body decompressed. */
export interface WriteRequest {
  readonly category: string
  /** Path and query as they came. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Bytes of the body as they were sent. */
  readonly sentBytes: number
}

/** A write request and what it was answered; undefined when there was no answer. */
export interface AnsweredRequest extends WriteRequest {
  readonly status: number | undefined
}

export interface DatawayCounts {
  /** Write requests, whatever the answer. */
  readonly requests: number
  /** Records of the requests that were accepted. */
  readonly points: number
  /** Their bytes before and as sent. */
  readonly rawBytes: number
  readonly sentBytes: number
}

const MAX_RECORDS = 10_000
/** Requests are kept whole, so only a few of them. */
const MAX_REQUESTS = 1000

interface Watch {
  readonly reached: () => boolean
  readonly resolve: () => void
}

export class LocalDataway {
  /** Its root, without a slash at the end. */
  url = ''

  private server: FastifyInstance | undefined
  private readonly faults = new Faults()
  private readonly kept: Ring<StoredRecord>
  private readonly requestRing = new Ring<AnsweredRequest>(MAX_REQUESTS)
  private counted = { requests: 0, points: 0, rawBytes: 0, sentBytes: 0 }
  private watches: Watch[] = []

  private readonly now: () => number

  constructor(private readonly options: LocalDatawayOptions = {}) {
    this.now = options.now ?? Date.now
    this.kept = new Ring(options.maxRecords ?? MAX_RECORDS)
  }

  async start(): Promise<void> {
    if (this.server) return
    this.server = this.routes()
    const { host = '127.0.0.1', port = 0 } = this.options
    await this.server.listen({ host, port })
    const at = this.server.server.address() as AddressInfo
    this.url = `http://${formatAddress({ host: at.address, port: at.port })}`
  }

  /** Stops listening and closes what is open, answered or not. */
  async stop(): Promise<void> {
    const { server } = this
    this.server = undefined
    await server?.close()
  }

  /** The newest records, oldest first. */
  records(): StoredRecord[] {
    return this.kept.items()
  }

  /** The newest write requests, oldest first. */
  requests(): AnsweredRequest[] {
    return this.requestRing.items()
  }

  /**
   * The newest records as JSON, newest first, and what was counted.
   * @param maxText characters of all of them together; the first that goes beyond is the last
   */
  newest(
    { limit, source }: RecordsQuery,
    maxText = Number.POSITIVE_INFINITY,
  ): DatawayCounts & { readonly records: RecordJson[] } {
    const all = this.kept.items().reverse()
    const chosen = source === undefined ? all : all.filter(({ name }) => name === source)
    let text = 0
    const shown = chosen.slice(0, limit).filter((record) => {
      const fits = text <= maxText
      text += textOf(record)
      return fits
    })
    return { ...this.counted, records: shown.map(recordJson) }
  }

  get counts(): DatawayCounts {
    return this.counted
  }

  /** Answers requests with a fault from now on. Several faults are tried in the order they were given. */
  fail(fault: Fault): void {
    this.faults.add(fault)
  }

  /** Takes back all faults. */
  heal(): void {
    this.faults.clear()
  }

  /** Resolves when the counts satisfy the condition. */
  until(reached: (counts: DatawayCounts) => boolean): Promise<void> {
    if (reached(this.counted)) return Promise.resolve()
    return new Promise((resolve) => {
      this.watches.push({ reached: () => reached(this.counted), resolve })
    })
  }

  /** The newest records when so many have been accepted, or when the time is over. */
  async waitFor(points: number, timeoutMs: number): Promise<StoredRecord[]> {
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs)
    })
    await Promise.race([this.until((counts) => counts.points >= points), timeout])
    clearTimeout(timer)
    return this.records()
  }

  private routes(): FastifyInstance {
    const server = fastify({ bodyLimit: LARGEST_BODY, forceCloseConnections: true })
    server.removeAllContentTypeParsers()
    server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
    server.post('/v1/write/:category', (request, reply) => this.write(request, reply))
    server.get('/v1/ntp', () => ({ timestamp_sec: Math.floor(this.now() / 1000) }))
    server.get('/records', { schema: { querystring: RECORDS_QUERY } }, (request) =>
      this.newest(request.query as RecordsQuery),
    )
    return server
  }

  private async write(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const write = await readWrite(request)
    const fault = this.faults.take(write)
    if (fault) return this.answerFault(fault, write, reply)
    this.store(write)
    this.remember(write, 200)
    return reply.code(200).send()
  }

  private answerFault(fault: Fault, write: WriteRequest, reply: FastifyReply): FastifyReply {
    const { status, delayMs = 0, headers = {}, body, raw } = fault
    if (fault.takes) this.store(write)
    this.remember(
      write,
      status === 'reset' || delayMs === Number.POSITIVE_INFINITY ? undefined : status,
    )
    const answer = (): void => {
      if (raw !== undefined) writeRaw(reply, raw, status === 'reset')
      else if (status === 'reset') reply.raw.destroy()
      else void reply.code(status).headers(headers).send(body)
    }
    if (delayMs === 0) answer()
    else if (delayMs !== Number.POSITIVE_INFINITY) setTimeout(answer, delayMs).unref()
    return reply
  }

  private store(write: WriteRequest): void {
    const records = readRecords(write, BigInt(this.now()) * 1_000_000n)
    for (const record of records) this.kept.push(record)
    this.counted.points += records.length
    this.counted.rawBytes += write.body.length
    this.counted.sentBytes += write.sentBytes
  }

  private remember(write: WriteRequest, status: number | undefined): void {
    this.requestRing.push({ ...write, status })
    this.counted.requests++
    const met = this.watches.filter(({ reached }) => reached())
    this.watches = this.watches.filter((watch) => !met.includes(watch))
    for (const { resolve } of met) resolve()
  }
}

export interface RecordsQuery {
  readonly limit: number
  readonly source?: string
}

const RECORDS_QUERY = {
  type: 'object',
  properties: {
    limit: { type: 'integer', minimum: 0, default: 100 },
    source: { type: 'string' },
  },
} as const

/** Characters of the texts of a record. */
function textOf({ tags, fields }: StoredRecord): number {
  const texts = [...Object.values(tags), ...Object.values(fields)]
  return texts.reduce<number>((sum, one) => sum + (typeof one === 'string' ? one.length : 0), 0)
}

/** Past the server, which knows nothing of it. */
function writeRaw(reply: FastifyReply, raw: string, close: boolean): void {
  reply.hijack()
  const { socket } = reply.raw
  socket?.write(raw, () => {
    if (close) socket.destroy()
  })
}

async function readWrite(request: FastifyRequest): Promise<WriteRequest> {
  const sent = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const { category } = request.params as { category: string }
  const { url, headers } = request
  const body = await readBody(sent, headers['content-encoding'])
  return { category, url, headers, body, sentBytes: sent.length }
}

/**
 * All records of a body or none: a real Dataway takes no part of one either.
 * @param now time of records that carry none, Unix nanoseconds
 */
function readRecords({ body, headers }: WriteRequest, now: bigint): StoredRecord[] {
  const isProtobuf = headers['content-type']?.includes('protobuf')
  try {
    if (isProtobuf) return readAll(new ProtobufReader(body, now))
    return readAll(new LineProtocolReader(body.toString(), now))
  } catch (cause) {
    if (!(cause instanceof MalformedBody)) throw cause
    throw new BodyError(400, cause.message, { cause })
  }
}
