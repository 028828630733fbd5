// Who comes in through a log port: its certificate, the tokens that count, and the places there are. Sidecars know neither
// TLS nor tokens, so a port asks for what is configured only.
import type { Server as HttpServer } from 'node:http'
import type { Server as HttpsServer, ServerOptions } from 'node:https'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { FastifyRequest } from 'fastify'
import { readTls, readTokens, type Tls, type TlsFiles } from '../util/secret-files.js'
import type { ReceiveEvents, RefusalReason, Secret } from './events.js'
import type { FairQueue } from './fair-queue.js'
import type { Listener, ReceiveOptions } from './options.js'
import { Refreshed } from './refreshed.js'
import { showsToken } from './tokens.js'

export type EntranceOptions = Pick<
  ReceiveOptions,
  | 'maxConnections'
  | 'maxConnectionsOfAddress'
  | 'tlsCert'
  | 'tlsKey'
  | 'tlsCa'
  | 'tokenFile'
  | 'secretsRefreshMs'
>

const SHARED_CONTEXT = { minVersion: 'TLSv1.2' } as const

export class Entrance {
  private readonly tls?: Refreshed<Tls>
  private readonly tokens?: Refreshed<readonly Buffer[]>
  private server: HttpServer | HttpsServer | undefined

  /** @throws FileFault when the files of the certificate or the tokens cannot be used */
  constructor(
    private readonly listener: Listener,
    private readonly options: EntranceOptions,
    private readonly queue: FairQueue,
    private readonly events: ReceiveEvents,
  ) {
    const files = tlsOf(listener, options)
    const tokenFile = listener.tokenFile ?? options.tokenFile
    if (files) this.tls = this.refreshed('certificate', () => readTls(files))
    if (tokenFile) this.tokens = this.refreshed('token', () => readTokens(tokenFile).digests)
  }

  /** What the server is made with; nothing for one without TLS. */
  get serverOptions(): ServerOptions | null {
    if (this.tls === undefined) return null
    const asks = this.tls.value.ca !== undefined
    return { ...this.context, requestCert: asks, rejectUnauthorized: asks }
  }

  /** Follows the files until `close`. */
  watch(server: HttpServer | HttpsServer): void {
    this.server = server
    this.tls?.start(this.options.secretsRefreshMs)
    this.tokens?.start(this.options.secretsRefreshMs)
  }

  close(): void {
    this.tls?.stop()
    this.tokens?.stop()
  }

  /** Why the request does not become a connection. */
  refusal(request: FastifyRequest): RefusalReason | undefined {
    if (this.tokens && !showsToken(request, this.tokens.value)) return 'token'
    if (!request.ws) return undefined
    if (this.queue.connections >= this.options.maxConnections) return 'too_many'
    const ofAddress = this.queue.connectionsOf(request.ip)
    return ofAddress >= this.options.maxConnectionsOfAddress ? 'too_many_of_address' : undefined
  }

  private get context() {
    const { cert, key, ca } = this.tls!.value
    return { ...SHARED_CONTEXT, cert, key, ca }
  }

  private refreshed<T>(what: Secret, make: () => T): Refreshed<T> {
    return new Refreshed(make, {
      changed: () => {
        if (what === 'certificate') (this.server as HttpsServer).setSecureContext(this.context)
        this.events.secretRenewed(what, this.listener.address)
      },
      failed: (error) => this.events.secretRefused(what, error.message),
    })
  }
}

/** The certificate of a port, whose own stands before the one of all. */
function tlsOf({ tls }: Listener, options: EntranceOptions): TlsFiles | undefined {
  const { tlsCert: cert, tlsKey: key, tlsCa: ca } = options
  return tls ?? (cert && key ? { cert, key, ca } : undefined)
}

/** What broke a connection before its request: nothing when the peer went away, or its time was over, which is told already. */
export function brokenBy(error: NodeJS.ErrnoException, socket: Socket): RefusalReason | undefined {
  const { code = '' } = error
  if ((socket as TLSSocket).authorizationError) return 'client_certificate'
  if (code.includes('CERTIFICATE')) return 'client_certificate'
  if (code.startsWith('HPE_')) return 'bad_request'
  if (code.endsWith('_TIMEOUT')) return 'handshake_timeout'
  return code === 'ECONNRESET' || code === 'EPIPE' ? undefined : 'tls'
}
