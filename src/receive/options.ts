// Options of the receiver: the log port, which takes the sidecars' messages, and the HTTP API.
import { defaultsOf, type OptionsOf, option } from '../util/option.js'
import type { TlsFiles } from '../util/secret-files.js'

const KIB = 1024
const MIB = 1024 * KIB

/** One port on which sidecars are served: one `[inputs.logfwdserver]`. */
export interface Listener {
  /** `host:port`; `parseAddress` takes it apart. */
  readonly address: string
  /** Tags added to every record of this port that has no tag of the same key. */
  readonly tags: Readonly<Record<string, string>>
  /** Where it was configured: `file:line`, a variable, or `default`. */
  readonly origin: string
  /** Its own certificate, in place of the one of all ports. */
  readonly tls?: TlsFiles | undefined
  /** File with its own tokens, in place of those of all ports. */
  readonly tokenFile?: string | undefined
}

/** Least characters of a token that is not warned of. */
export const LEAST_TOKEN = 16

export const DEFAULT_ADDRESS = '0.0.0.0:9533'

const DEFAULT_LISTENER: Listener = { address: DEFAULT_ADDRESS, tags: {}, origin: 'default' }

export const RECEIVE = {
  listeners: option<readonly Listener[]>(
    [DEFAULT_LISTENER],
    'Ports on which sidecars are served, each with the tags of its input.',
  ),
  apiAddress: option('localhost:9529', 'Address of the HTTP API.'),
  publicApis: option<readonly string[]>(
    [],
    'Routes of the HTTP API open to other hosts without a token; those that only tell how this program does when empty.',
  ),
  maxFrameBytes: option(
    32 * MIB,
    'Largest message of a sidecar; a larger one closes its connection.',
  ),
  maxConnections: option(4096, 'Most connections of sidecars at a time; further ones are refused.'),
  maxConnectionsOfAddress: option(1000, 'Most connections of sidecars from one address at a time.'),
  handshakeTimeoutMs: option(10_000, 'Time a connection has for TLS and its request head.'),
  connectionBytesInFlight: option(
    4 * MIB,
    'Bytes taken from one connection and not yet in the buffer, beyond which it is not read.',
  ),
  totalBytesInFlight: option(
    64 * MIB,
    'Bytes taken from all connections and not yet in the buffer, beyond which none is read.',
  ),
  unfinishedBytes: option(
    64 * MIB,
    'Bytes of messages that have not come whole, beyond which only the oldest of them is read on.',
  ),
  unfinishedMs: option(
    10_000,
    'Time the oldest then has to come whole; its connection ends after.',
  ),
  batchRecords: option(512, 'Most records that go through the pipeline together.'),
  batchDelayMs: option(5, 'Longest time a record waits for others to make a batch.'),
  tlsCert: option<string | undefined>(
    undefined,
    'File (PEM) with the certificate of the log port, which then speaks TLS only.',
  ),
  tlsKey: option<string | undefined>(undefined, 'File (PEM) with the key of that certificate.'),
  tlsCa: option<string | undefined>(
    undefined,
    'File (PEM) with the authorities that certificates of sidecars must come from.',
  ),
  tokenFile: option<string | undefined>(
    undefined,
    'File with tokens, one a line, of which sidecars must show one.',
  ),
  apiTokenFile: option<string | undefined>(
    undefined,
    'File with tokens, one a line, that open the HTTP API to other hosts.',
  ),
  secretsRefreshMs: option(10_000, 'How often files of certificates and tokens are looked at.'),
  maxBodyBytes: option(32 * MIB, 'Largest body of an HTTP API request, after decompression.'),
  keepAliveMs: option(60_000, 'Idle time after which TCP asks whether a sidecar is still there.'),
}

export type ReceiveOptions = OptionsOf<typeof RECEIVE>

export const RECEIVE_DEFAULTS: ReceiveOptions = defaultsOf(RECEIVE)
