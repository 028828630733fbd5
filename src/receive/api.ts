// The HTTP API: `/v1/ping`, health, readiness and metrics. What it says comes from outside; further routes are added by
// whoever owns them. Who may ask what is in access.ts.
import type { Socket } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { type Address, parseAddress } from '../util/address.js'
import { Access, type AccessEvents, type AccessOptions } from './access.js'
import { answerErrors } from './answer.js'
import type { ReceiveOptions } from './options.js'

export type ApiOptions = AccessOptions & Pick<ReceiveOptions, 'maxBodyBytes' | 'handshakeTimeoutMs'>

export interface Health {
  readonly ok: boolean
  /** What keeps it from being so, for `/v1/health`. */
  readonly failed?: readonly FailedComponent[]
  /** Sent as JSON beside `ok`. */
  readonly detail: Readonly<Record<string, unknown>>
}

/** A part of the program that makes no progress any more. */
export interface FailedComponent {
  readonly name: string
}

/** What the API tells. */
export interface ApiSources {
  readonly version: string
  readonly commit: string
  readonly host: string
  /** Whether the process works: a supervisor restarts one that does not. */
  health(): Health | Promise<Health>
  /** Whether sidecars and Dataway can be served now. */
  readiness(): Health
  metrics(): Promise<{ readonly type: string; readonly text: string }>
}

/** Adds routes before the server starts. */
export type Routes = (server: FastifyInstance) => void

const REQUEST_TIMEOUT_MS = 60_000
const MAX_HEADER_BYTES = 16 * 1024
/** Scrapers, probes and people are few; a further connection is closed at once. */
const MAX_CONNECTIONS = 512
/** How often Node looks for requests whose time is over. */
const LATE_CHECK_MS = 1000

export interface ApiEvents extends Omit<AccessEvents, 'requestRefused'> {
  /** As of AccessEvents; or there is no place for another connection, or what came is no request. */
  requestRefused(reason: 'token' | 'not_public' | 'too_many' | 'bad_request', address: string): void
  /** @param api route, `other` where there is none */
  requestAnswered(api: string, method: string, status: number): void
}

const SILENT: ApiEvents = {
  requestRefused() {},
  requestAnswered() {},
  secretRenewed() {},
  secretRefused() {},
}

export interface ApiTools {
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number
  readonly events?: ApiEvents
}

export class Api {
  private readonly server: FastifyInstance
  private readonly now: () => number
  private readonly events: ApiEvents
  private readonly access: Access
  private readonly address: Address | undefined
  private readonly startedAt: number
  private starting: Promise<Address> | undefined
  private stopping: Promise<void> | undefined

  constructor(
    private readonly options: ApiOptions,
    private readonly sources: ApiSources,
    routes: readonly Routes[] = [],
    { now = performance.now.bind(performance), events = SILENT }: ApiTools = {},
  ) {
    this.now = now
    this.events = events
    this.startedAt = now()
    this.access = new Access(options, events)
    this.address = parseAddress(options.apiAddress)
    this.server = Fastify({
      bodyLimit: options.maxBodyBytes,
      requestTimeout: REQUEST_TIMEOUT_MS,
      forceCloseConnections: true,
      http: {
        maxHeaderSize: MAX_HEADER_BYTES,
        headersTimeout: Math.min(options.handshakeTimeoutMs, REQUEST_TIMEOUT_MS),
        connectionsCheckingInterval: Math.min(options.handshakeTimeoutMs, LATE_CHECK_MS),
      },
    })
    this.server.server.maxConnections = MAX_CONNECTIONS
    this.watchRefusals()
    answerErrors(this.server)
    this.addRoutes()
    for (const add of routes) add(this.server)
  }

  /** Listens; the answer is the address that it listens on, with the port that port 0 became. */
  start(): Promise<Address> {
    this.starting ??= this.listen()
    return this.starting
  }

  stop(): Promise<void> {
    this.stopping ??= this.end()
    return this.stopping
  }

  /** The answer to a GET from some address, without a socket. */
  async inject(path: string, remoteAddress: string, headers: Record<string, string> = {}) {
    return this.server.inject({ url: path, remoteAddress, headers })
  }

  private async listen(): Promise<Address> {
    if (!this.address) throw new Error(`"${this.options.apiAddress}" is not an address`)
    const { host, port } = this.address
    await this.server.listen({ host, port })
    this.access.watch()
    const bound = this.server.server.address()
    return { host, port: typeof bound === 'object' && bound ? bound.port : port }
  }

  private async end(): Promise<void> {
    await this.starting?.catch(() => {})
    this.access.close()
    await this.server.close()
  }

  /** What never becomes a request. */
  private watchRefusals(): void {
    const { server } = this.server
    server.on('drop', (from) => this.events.requestRefused('too_many', from?.remoteAddress ?? ''))
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return
      this.events.requestRefused('bad_request', (socket as Socket).remoteAddress ?? '')
    })
  }

  private addRoutes(): void {
    const { server, sources } = this
    server.addHook('onResponse', (request, reply, done) => {
      const api = request.routeOptions.url ?? 'other'
      this.events.requestAnswered(api, request.method, reply.statusCode)
      done()
    })
    server.addHook('onRequest', (request, reply, done) => {
      if (this.access.admits(request, reply)) done()
    })
    server.get('/v1/ping', () => ({ content: this.ping() }))
    server.get('/healthz', async (_request, reply) => sendHealth(reply, await sources.health()))
    server.get('/v1/health', async (_request, reply) => sendLive(reply, await sources.health()))
    server.get('/readyz', (_request, reply) => sendHealth(reply, sources.readiness()))
    server.get('/metrics', async (_request, reply) => {
      const { type, text } = await sources.metrics()
      return reply.type(type).send(text)
    })
  }

  private ping() {
    const { version, commit, host } = this.sources
    return { version, uptime: durationText(this.now() - this.startedAt), host, commit }
  }
}

function sendHealth(reply: FastifyReply, { ok, detail }: Health) {
  return reply.code(ok ? 200 : 503).send({ ok, ...detail })
}

/** Liveness in the form of DataKit's API. */
function sendLive(reply: FastifyReply, { ok, failed = [] }: Health) {
  const checked = new Date().toISOString()
  return reply
    .code(ok ? 200 : 503)
    .send({ live: ok, checked_at: checked, failed_components: failed })
}

/** `1h2m3s`, as DataKit writes durations. */
export function durationText(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const tail = `${seconds % 60}s`
  if (hours > 0) return `${hours}h${minutes}m${tail}`
  return minutes > 0 ? `${minutes}m${tail}` : tail
}
