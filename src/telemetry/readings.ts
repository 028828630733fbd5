// Series that are read off the stages whenever the metrics are read, and nowhere else.
import { Gauge, type Registry } from 'prom-client'

/** A point in time of a buffer; the time is in milliseconds. */
export interface BufferReading {
  readonly bytes: number
  readonly count: number
  readonly oldest: number | undefined
  readonly capacity: number
}

/** How a Dataway does. */
export interface EndpointReading {
  /** Its address without secrets. */
  readonly endpoint: string
  readonly state: 'ok' | 'failing' | 'paused'
  /** The last answer or failure; "" before the first request. */
  readonly last: string
}

/** What the stages hold now. */
export interface ServerReading {
  readonly state: 'new' | 'ready' | 'stopping'
  /** Bytes of messages that wait for the pipeline. */
  readonly queueBytes: number
  /** Bytes of messages that have not come whole. */
  readonly unfinishedBytes: number
  /** Records that wait for an answer which their script asked for. */
  readonly parkedPoints: number
  readonly scripts: number
  readonly endpoints: readonly EndpointReading[]
}

type Value = (reading: ServerReading) => number

const GAUGES: readonly [name: string, help: string, value: Value][] = [
  ['logfwdserver_ready', '1 while sidecars are served', (r) => (r.state === 'ready' ? 1 : 0)],
  ['logfwdserver_queue_bytes', 'Bytes that wait for the pipeline', (r) => r.queueBytes],
  [
    'logfwdserver_unfinished_bytes',
    'Bytes of messages that have not come whole, without the first piece of each',
    (r) => r.unfinishedBytes,
  ],
  [
    'logfwdserver_parked_points',
    'Records that wait for an answer which their script asked for',
    (r) => r.parkedPoints,
  ],
  ['logfwdserver_scripts', 'Scripts in force', (r) => r.scripts],
]

export function watchServer(registry: Registry, read: () => ServerReading): void {
  for (const [name, help, value] of GAUGES) watch(registry, name, help, () => value(read()))
  new Gauge({
    name: 'logfwdserver_endpoint_failing',
    help: '1 while a Dataway does not take records, whatever the reason.',
    labelNames: ['endpoint'],
    registers: [registry],
    collect() {
      for (const { endpoint, state } of read().endpoints)
        this.set({ endpoint }, state === 'ok' ? 0 : 1)
    },
  })
}

/** @param now milliseconds of the clock that `oldest` is of */
export function watchBuffer(
  registry: Registry,
  read: () => BufferReading,
  now: () => number,
): void {
  const age = ({ oldest }: BufferReading) => (oldest === undefined ? 0 : (now() - oldest) / 1000)
  const gauges: readonly [name: string, help: string, value: (state: BufferReading) => number][] = [
    ['bytes', 'Encoded bytes kept', (state) => state.bytes],
    ['points', 'Records kept', (state) => state.count],
    ['capacity_bytes', 'Encoded bytes it may keep', (state) => state.capacity],
    ['oldest_seconds', 'Age of the oldest record kept', age],
  ]
  for (const [name, help, value] of gauges)
    watch(registry, `logfwdserver_buffer_${name}`, help, () => value(read()))
}

function watch(registry: Registry, name: string, help: string, value: () => number): void {
  new Gauge({
    name,
    help: `${help}.`,
    registers: [registry],
    collect() {
      this.set(value())
    },
  })
}
