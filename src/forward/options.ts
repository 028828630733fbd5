// Options of the forwarder: where records go, how many go together, and how long it tries.
import type { Encoding } from '../point/chunk.js'
import { defaultsOf, type OptionsOf, option } from '../util/option.js'

const MIB = 1024 * 1024
const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** One Dataway. */
export interface Endpoint {
  /** Scheme and host, and the query with the token: a secret. Show it only through `maskUrl`. */
  readonly url: string
  /** Name of its position in the buffer, where that must not follow from the URL. */
  readonly reader?: string
}

export type Compression = 'gzip' | 'zstd' | 'none'

export const FORWARD = {
  endpoints: option<readonly Endpoint[]>(
    [],
    'Dataways with their tokens; without one, a local Dataway is started on loopback.',
  ),
  flushIntervalMs: option(10 * SECOND_MS, 'Longest time a record waits for its request to fill.'),
  maxCount: option(1000, 'Most records that wait; with more, a request goes at once.'),
  maxRawBody: option(MIB, 'Most bytes of a request body before compression.'),
  timeoutMs: option(30 * SECOND_MS, 'Time a request may take, with its answer.'),
  encoding: option<Encoding>('v1', 'Format of a request: `v1` line protocol, `v2` protobuf.'),
  compression: option<Compression>('gzip', 'Compression of a request body.'),
  gzipLevel: option(
    1,
    'Level of gzip, 1 to 9: 6 makes bodies a quarter smaller for two and a half times the work.',
  ),
  maxInFlight: option(
    8,
    'Most requests on their way at a time, for each Dataway; one unless that does not keep up.',
  ),
  retryDelayMs: option(SECOND_MS, 'First wait before a failed request is sent again; it doubles.'),
  maxRetryDelayMs: option(30 * SECOND_MS, 'Longest wait before a failed request is sent again.'),
  dropExpiredAfterMs: option(
    12 * HOUR_MS,
    'Age at which records that could not be delivered become dead letters, counted; 0 keeps them for ever.',
  ),
  graceMs: option(5 * SECOND_MS, 'Time a stop leaves for what is still to be sent.'),
  proxy: option<string | undefined>(undefined, 'HTTP proxy for requests to a Dataway.'),
  tlsInsecure: option(false, 'Accepts any certificate of a Dataway.'),
  tlsCa: option<string | undefined>(
    undefined,
    'Authorities that a Dataway or the proxy may have its certificate from, beside the known ones.',
  ),
  tlsCert: option<string | undefined>(
    undefined,
    'Certificate shown to a Dataway that asks for one.',
  ),
  tlsKey: option<string | undefined>(undefined, 'Key of that certificate.'),
  ntp: option(true, 'Asks the Dataway for the time and corrects a clock that is too far off.'),
  ntpIntervalMs: option(5 * MINUTE_MS, 'How often the Dataway is asked for the time.'),
  ntpDifferenceMs: option(30 * SECOND_MS, 'How far off a clock may be and be taken as it is.'),
}

export type ForwardOptions = OptionsOf<typeof FORWARD>

export const FORWARD_DEFAULTS: ForwardOptions = defaultsOf(FORWARD)
