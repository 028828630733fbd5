// The state of the node in one answer: counters as the metrics have them, and what the stages hold now. Nothing is counted for
// it. No token is in it, and nothing of a log.
import { type Diagnostic, headline } from '../errors.js'
import type { DiskReading, ReaderReading } from '../telemetry/buffer-metrics.js'
import type { Counts, FeedCounts } from '../telemetry/counts.js'
import type { BufferReading, EndpointReading, ServerReading } from '../telemetry/readings.js'
import { systemClock } from '../util/clock.js'
import { maskText } from '../util/mask.js'
import { type Failures, type Scripts, scriptOverviews } from './scripts.js'
import type {
  BufferOverview,
  DatawayOverview,
  InputOverview,
  Overview,
  ProcessOverview,
  ReloadOverview,
  SourceOverview,
} from './shape.js'

/** What it is read from. */
export interface OverviewParts {
  readonly build: { readonly version: string; readonly commit: string; readonly host: string }
  readonly metrics: { counts(): Promise<Counts> }
  readonly failures: Failures
  readonly buffer: {
    readonly state: BufferReading
    readonly durable: boolean
    readonly disk?: DiskReading | undefined
  }
  readonly queue: { readonly connections: number; reportPauses(): void }
  readonly pump: { readonly blocked: boolean }
  readonly reloads: {
    readonly last: { readonly at: number; readonly ok: boolean } | undefined
    readonly faults: readonly Diagnostic[]
  }
  scripts(): Scripts
  reading(): ServerReading
  /** In the order of the endpoints of the reading. */
  waiting(): readonly ReaderReading[]
}

export class NodeOverview {
  private readonly startedAt = systemClock.now()

  constructor(private readonly parts: OverviewParts) {}

  async read(): Promise<Overview> {
    const { build, metrics, queue, failures, reloads } = this.parts
    queue.reportPauses()
    const counts = await metrics.counts()
    const now = systemClock.now()
    const reading = this.parts.reading()
    const { drops, deadLetters, messages, receivedBytes } = counts
    return {
      ...build,
      state: reading.state,
      now: timeText(now),
      startedAt: timeText(this.startedAt),
      uptimeSeconds: (now - this.startedAt) / 1000,
      sources: counts.feeds.map(sourceOverview),
      scripts: scriptOverviews(counts.scripts, this.parts.scripts(), failures, reloads.faults),
      drops,
      deadLetters,
      messages,
      receivedBytes,
      buffer: this.buffer(now),
      dataways: this.dataways(reading.endpoints, counts),
      input: this.input(reading, counts),
      process: processOverview(),
      reload: this.reload(),
    }
  }

  private buffer(now: number): BufferOverview {
    const { buffer, pump } = this.parts
    const { bytes, count, capacity, oldest } = buffer.state
    const { durable, disk } = buffer
    const oldestSeconds = oldest === undefined ? 0 : Math.max(0, (now - oldest) / 1000)
    const writable = !(disk?.inTrouble ?? false)
    return { bytes, count, capacity, oldestSeconds, full: pump.blocked, durable, writable }
  }

  private dataways(endpoints: readonly EndpointReading[], counts: Counts): DatawayOverview[] {
    const waiting = this.parts.waiting()
    return endpoints.map(({ endpoint, state, last }, i) => {
      const counted = counts.endpoints.find((one) => one.endpoint === endpoint)
      const { count = 0, bytes = 0 } = waiting[i] ?? {}
      const { answers = {}, seconds = 0 } = counted ?? {}
      return { endpoint, state, last, answers, seconds, waiting: { count, bytes } }
    })
  }

  private input(reading: ServerReading, { paused }: Counts): InputOverview {
    const { queueBytes, unfinishedBytes, parkedPoints: parked } = reading
    const { connections } = this.parts.queue
    return { connections, queueBytes, unfinishedBytes, parked, pausedSeconds: paused }
  }

  private reload(): ReloadOverview {
    const { last, faults } = this.parts.reloads
    return {
      ...(last && { at: timeText(last.at) }),
      ok: last?.ok ?? true,
      faults: faults.map((fault) => maskText(headline(fault))),
    }
  }
}

const SIDECAR = 'logfwd.'

function sourceOverview({ name, ...counts }: FeedCounts): SourceOverview {
  return { name: name.startsWith(SIDECAR) ? name.slice(SIDECAR.length) : name, ...counts }
}

function processOverview(): ProcessOverview {
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  const limit = process.constrainedMemory?.() ?? 0
  const bounded = limit > 0 && Number.isSafeInteger(limit)
  const cpuSeconds = (user + system) / 1e6
  return { rss, heapUsed, ...(bounded ? { memoryLimit: limit } : {}), cpuSeconds }
}

function timeText(unixMs: number): string {
  return new Date(unixMs).toISOString()
}
