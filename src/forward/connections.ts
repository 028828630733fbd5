// Connections to a Dataway: straight or through a proxy, with the certificates that are trusted and shown.

import { isIP } from 'node:net'
import { rootCertificates } from 'node:tls'
import { type Dispatcher, Pool, ProxyAgent } from 'undici'
import { readTrust } from '../util/secret-files.js'
import type { ForwardOptions } from './options.js'

const MOST_CONNECTIONS = 64
const KEEP_ALIVE_MS = 90_000

/** The options that count for connections. */
export type ConnectionOptions = Pick<
  ForwardOptions,
  'proxy' | 'tlsInsecure' | 'tlsCa' | 'tlsCert' | 'tlsKey' | 'timeoutMs'
>

/**
 * Opens nothing before there is a request.
 * @throws FileFault for certificates that cannot be used
 */
export function connectionsTo(origin: string, options: ConnectionOptions): Dispatcher {
  // The time of a request is bounded as a whole, by the signal.
  const pool = {
    connections: MOST_CONNECTIONS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
  }
  const { proxy, timeoutMs } = options
  const tls = { ...trustOf(options), timeout: timeoutMs }
  if (proxy === undefined) return new Pool(origin, { ...pool, connect: tls })
  const { cert: _cert, key: _key, ...proxyTls } = tls
  return new ProxyAgent({
    ...pool,
    uri: proxy,
    requestTls: { ...tls, ...nameOf(origin) },
    proxyTls: { ...proxyTls, ...nameOf(proxy) },
    proxyTunnel: false,
  })
}

/** Authorities of the file are trusted beside those that Node knows. */
function trustOf({ tlsInsecure, tlsCa, tlsCert, tlsKey }: ConnectionOptions) {
  const { ca, cert, key } = readTrust({ ca: tlsCa, cert: tlsCert, key: tlsKey })
  return {
    rejectUnauthorized: !tlsInsecure,
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
    ...(cert === undefined ? {} : { cert, key }),
  }
}

/** The name that the certificate must have; through a proxy it has to be said. */
function nameOf(url: string): { servername?: string } {
  const { hostname } = new URL(url)
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? { servername: hostname } : {}
}
