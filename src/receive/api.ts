// The HTTP API: `/v1/ping`, health, readiness and metrics. What it says comes from outside; further routes are added by
// whoever owns them. Only this host is answered, unless the configuration opens routes or the whole address.
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Address, parseAddress } from '../util/address.js'
import { answerErrors, sendError } from './answer.js'
import type { ReceiveOptions } from './options.js'

export type ApiOptions = Pick<ReceiveOptions, 'apiAddress' | 'publicApis' | 'maxBodyBytes'>

export interface Health {
  readonly ok: boolean
  /** Sent as JSON beside `ok`. */
  readonly detail: Readonly<Record<string, unknown>>
}

/** What the API tells. */
export interface ApiSources {
  readonly version: string
  readonly commit: string
  readonly host: string
  /** Whether the process works: a supervisor restarts one that does not. */
  health(): Health
  /** Whether sidecars and Dataway can be served now. */
  readiness(): Health
  metrics(): Promise<{ readonly type: string; readonly text: string }>
}

/** Adds routes before the server starts. */
export type Routes = (server: FastifyInstance) => void

const REQUEST_TIMEOUT_MS = 60_000

export class Api {
  private readonly server: FastifyInstance
  private readonly address: Address | undefined
  private readonly startedAt: number
  private starting: Promise<Address> | undefined
  private stopping: Promise<void> | undefined

  constructor(
    private readonly options: ApiOptions,
    private readonly sources: ApiSources,
    routes: readonly Routes[] = [],
    private readonly now: () => number = performance.now.bind(performance),
  ) {
    this.startedAt = now()
    this.address = parseAddress(options.apiAddress)
    this.server = Fastify({
      bodyLimit: options.maxBodyBytes,
      requestTimeout: REQUEST_TIMEOUT_MS,
      forceCloseConnections: true,
    })
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
  async inject(path: string, remoteAddress: string) {
    return this.server.inject({ url: path, remoteAddress })
  }

  private async listen(): Promise<Address> {
    if (!this.address) throw new Error(`"${this.options.apiAddress}" is not an address`)
    const { host, port } = this.address
    await this.server.listen({ host, port })
    const bound = this.server.server.address()
    return { host, port: typeof bound === 'object' && bound ? bound.port : port }
  }

  private async end(): Promise<void> {
    await this.starting?.catch(() => {})
    await this.server.close()
  }

  private addRoutes(): void {
    const { server, sources } = this
    server.addHook('onRequest', (request, reply, done) => {
      if (this.answers(request)) done()
      else forbid(request, reply)
    })
    server.get('/v1/ping', () => ({ content: this.ping() }))
    server.get('/healthz', (_request, reply) => sendHealth(reply, sources.health()))
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

  /** Other hosts are answered on the listed routes, or on all when the address is open and none is listed. */
  private answers(request: FastifyRequest): boolean {
    if (isLoopback(request.socket.remoteAddress ?? '')) return true
    const { publicApis } = this.options
    if (publicApis.length === 0) return !isLoopback(this.address?.host ?? '')
    return publicApis.includes(request.routeOptions.url ?? '')
  }
}

function sendHealth(reply: FastifyReply, { ok, detail }: Health) {
  return reply.code(ok ? 200 : 503).send({ ok, ...detail })
}

function forbid(request: FastifyRequest, reply: FastifyReply): void {
  const message = `${request.routeOptions.url ?? request.url} is not open to ${request.ip}`
  sendError(reply, 403, 'publicAccessDisabled', message)
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^(?:::ffff:)?127\./.test(host)
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
