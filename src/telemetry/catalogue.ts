// Every metric that the program has, as data: for the docs, and to check rules and dashboards against.
import type { Metric as PromMetric } from 'prom-client'
import { Metrics } from './metrics.js'
import type { ServerReading } from './readings.js'

export interface MetricDoc {
  readonly name: string
  readonly type: string
  readonly help: string
  readonly labels: readonly string[]
}

const EMPTY: ServerReading = {
  state: 'new',
  queueBytes: 0,
  unfinishedBytes: 0,
  parkedPoints: 0,
  scripts: 0,
  endpoints: [],
}

/** All metrics, sorted by name. */
export function catalogue(): readonly MetricDoc[] {
  const metrics = new Metrics({ version: '' })
  metrics.watch(() => EMPTY)
  metrics.watchBuffer(
    () => ({ bytes: 0, count: 0, oldest: undefined, capacity: 0 }),
    () => 0,
  )
  const disk = { inTrouble: false, unwritten: 0, unsynced: 0, fileBytes: 0 }
  metrics.buffer.watchDisk(() => disk)
  metrics.buffer.watchReaders(() => [])
  metrics.watchProcess()
  const found = metrics.registry.getMetricsAsArray().map(docOf)
  metrics.registry.clear()
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The types of prom-client leave out what every metric knows of itself. */
interface Known {
  readonly name: string
  readonly help: string
  readonly type: string
  readonly labelNames: readonly string[]
}

function docOf(metric: unknown): MetricDoc {
  const { name, help, type, labelNames } = metric as PromMetric & Known
  return { name, type, help, labels: labelNames }
}
