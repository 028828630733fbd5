// Options of the receiver: the log port, which takes the sidecars' messages, and the HTTP API.
import { defaultsOf, type OptionsOf, option } from '../util/option.js'

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
}

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
    'Routes of the HTTP API open to other hosts, the rest then answering loopback only; all are open when empty.',
  ),
  maxFrameBytes: option(
    32 * MIB,
    'Largest message of a sidecar; a larger one closes its connection.',
  ),
  maxConnections: option(4096, 'Most connections of sidecars at a time; further ones are refused.'),
  handshakeTimeoutMs: option(10_000, 'Time a connection has for its request head.'),
  connectionBytesInFlight: option(
    4 * MIB,
    'Bytes taken from one connection and not yet in the buffer, beyond which it is not read.',
  ),
  totalBytesInFlight: option(
    64 * MIB,
    'Bytes taken from all connections and not yet in the buffer, beyond which none is read.',
  ),
  batchRecords: option(512, 'Most records that go through the pipeline together.'),
  batchDelayMs: option(5, 'Longest time a record waits for others to make a batch.'),
  maxBodyBytes: option(32 * MIB, 'Largest body of an HTTP API request, after decompression.'),
  keepAliveMs: option(60_000, 'Idle time after which TCP asks whether a sidecar is still there.'),
}

export type ReceiveOptions = OptionsOf<typeof RECEIVE>

export const RECEIVE_DEFAULTS: ReceiveOptions = defaultsOf(RECEIVE)
