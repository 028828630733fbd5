// Series that are read off the stages whenever the metrics are read, and nowhere else.
import { Gauge, type Registry } from 'prom-client'

/** How a Dataway does. */
export interface EndpointReading {
  /** Its address without secrets. */
  readonly endpoint: string
  readonly state: 'ok' | 'failing' | 'paused'
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
  const registers = [registry]
  for (const [name, help, value] of GAUGES) {
    new Gauge({
      name,
      help: `${help}.`,
      registers,
      collect() {
        this.set(value(read()))
      },
    })
  }
  new Gauge({
    name: 'logfwdserver_endpoint_failing',
    help: '1 while a Dataway does not take records, whatever the reason.',
    labelNames: ['endpoint'],
    registers,
    collect() {
      for (const { endpoint, state } of read().endpoints)
        this.set({ endpoint }, state === 'ok' ? 0 : 1)
    },
  })
}
