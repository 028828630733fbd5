// Who may ask the HTTP API what. This host may ask everything. Other hosts may ask what is public, and the rest with a token;
// when no token is configured, the rest is closed to them. What a page of another site may have had a browser on this host ask
// (own-site.ts) is refused, unless it tells nothing or is listed as public. What takes logs does so under any name of this host,
// and wherever it is open to all, but not from a page of another site.
//
//   loopback ──▶ usual route, own, token ───▶ answered
//            └─▶ made by another site ──────▶ 403
//   other host ──▶ public route ────────────▶ answered
//              ├─▶ the page ───▶ a token is configured ▶ answered: it holds no data, and a browser has none to show yet
//              └─▶ any other ──▶ token shown ▶ answered
//                            ├─▶ no such ───▶ 401
//                            └─▶ no token configured ▶ 403
import type { FastifyReply, FastifyRequest } from 'fastify'
import { parseAddress } from '../util/address.js'
import { readTokens } from '../util/secret-files.js'
import { pathOf, sendError, sendUnauthorized } from './answer.js'
import type { ReceiveEvents } from './events.js'
import type { ReceiveOptions } from './options.js'
import { foreignness, foreignOrigin } from './own-site.js'
import { Refreshed } from './refreshed.js'
import { showsToken } from './tokens.js'

export type AccessOptions = Pick<
  ReceiveOptions,
  'apiAddress' | 'publicApis' | 'apiTokenFile' | 'secretsRefreshMs'
>

export interface AccessEvents extends Pick<ReceiveEvents, 'secretRenewed' | 'secretRefused'> {
  /** Another host asked for what is not public: without a token that counts, or where there is none. */
  requestRefused(reason: 'token' | 'not_public', remoteAddress: string): void
}

/** These tell how the program does, and nothing of what goes through it. */
const TELLING = ['/v1/ping', '/v1/health', '/healthz', '/readyz', '/metrics']
/** Takes logs as the log port does; a token, where there is one, closes it. */
const TAKING = ['/v1/write/logging', '/v1/write/:category']

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route answers is the same for everyone, such as the files of the page. */
    holdsNoData?: boolean
  }
}

export class Access {
  private readonly tokens?: Refreshed<readonly Buffer[]>
  /** Routes open to other hosts. */
  private readonly open: readonly string[]
  /** Routes that this host may ask under any name. */
  private readonly usual: readonly string[]
  /** Those among them and among the open ones that a page of another site may not make it ask. */
  private readonly taking: readonly string[]
  private readonly host: string

  /** @throws FileFault when the file of tokens cannot be used */
  constructor(
    private readonly options: AccessOptions,
    private readonly events: AccessEvents,
  ) {
    const { apiAddress, publicApis, apiTokenFile } = options
    if (apiTokenFile) {
      this.tokens = new Refreshed<readonly Buffer[]>(() => readTokens(apiTokenFile).digests, {
        changed: () => events.secretRenewed('token', apiAddress),
        failed: (error) => events.secretRefused('token', error.message),
      })
    }
    const preset = this.tokens ? TELLING : [...TELLING, ...TAKING]
    this.host = parseAddress(apiAddress)?.host ?? ''
    const isLocal = isLoopback(this.host)
    this.usual = [...TELLING, ...TAKING, ...publicApis]
    this.taking = TAKING.filter((route) => !publicApis.includes(route))
    this.open = isLocal ? [] : publicApis.length > 0 ? publicApis : preset
  }

  /** Follows the file of tokens until `close`. */
  watch(): void {
    this.tokens?.start(this.options.secretsRefreshMs)
  }

  close(): void {
    this.tokens?.stop()
  }

  /** True when the request may be answered; otherwise it has been. */
  admits(request: FastifyRequest, reply: FastifyReply): boolean {
    const isLocal = isLoopback(request.socket.remoteAddress ?? '')
    const isOpen = isLocal ? this.isUsual(request) : this.isPublic(request)
    if (isOpen && !isAmong(this.taking, request)) return true
    if (this.tokens && showsToken(request, this.tokens.value)) return true
    if (!isLocal && !isOpen) return this.refuse(request, reply)
    const { headers } = request
    const foreign = isOpen ? foreignOrigin(headers) : foreignness(headers, this.host)
    return foreign === undefined || this.refuseForeign(request, reply, foreign)
  }

  private isUsual(request: FastifyRequest): boolean {
    return request.routeOptions.config.holdsNoData === true || isAmong(this.usual, request)
  }

  private isPublic(request: FastifyRequest): boolean {
    if (this.tokens && request.routeOptions.config.holdsNoData) return true
    return isAmong(this.open, request)
  }

  private refuseForeign(request: FastifyRequest, reply: FastifyReply, why: string): false {
    this.events.requestRefused('not_public', request.ip)
    const remedy = isAmong(this.taking, request)
      ? 'list it in ENV_HTTP_PUBLIC_APIS'
      : 'ask as localhost or by address, or show the token of the API'
    const message = `${pathOf(request)} is not answered to other sites: ${why}; ${remedy}`
    sendError(reply, 403, 'foreignSite', message)
    return false
  }

  private refuse(request: FastifyRequest, reply: FastifyReply): false {
    const path = pathOf(request)
    this.events.requestRefused(this.tokens ? 'token' : 'not_public', request.ip)
    if (this.tokens) {
      sendUnauthorized(reply, `${path} asks other hosts for a token`)
      return false
    }
    const remedy = 'list it in ENV_HTTP_PUBLIC_APIS, or set ENV_LOGFWDSERVER_API_TOKEN_FILE'
    sendError(
      reply,
      403,
      'publicAccessDisabled',
      `${path} is open to this host only, not to ${request.ip}; ${remedy}`,
    )
    return false
  }
}

function isAmong(routes: readonly string[], request: FastifyRequest): boolean {
  return routes.includes(request.routeOptions.url ?? '') || routes.includes(pathOf(request))
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^(?:::ffff:)?127\./.test(host)
}
