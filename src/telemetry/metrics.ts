// All metrics in one place. `datakit_*` has the name, the labels and the meaning that dashboards of DataKit know;
// `logfwdserver_*` is what DataKit does not count. The methods say what happened; which series move is decided here.
import { collectDefaultMetrics, Registry } from 'prom-client'
import { BufferMetrics } from './buffer-metrics.js'
import { type Counts, readCounts } from './counts.js'
import { folding } from './fold.js'
import { MOST_NAMES } from './labels.js'
import { type BufferReading, type ServerReading, watchBuffer, watchServer } from './readings.js'
import { type Judged, ScriptMetrics } from './script-metrics.js'
import { makeSeries } from './series.js'

/** Records of one source in one batch. */
export interface Fed extends Judged {
  readonly points: number
  readonly bytes: number
}

/** An answered or failed request. */
export interface RequestEnd {
  /** The Dataway as people see it, without its token. */
  readonly endpoint: string
  /** Route, such as `/v1/write/logging`. */
  readonly api: string
  /** HTTP status text such as `OK`, or the kind of failure. */
  readonly status: string
  readonly seconds: number
}

/** The records of a request that has ended for them, one way or the other. */
export interface PointsEnd {
  readonly category: string
  readonly status: string
  readonly points: number
  /** Bytes of the body before and after compression. */
  readonly rawBytes: number
  readonly sentBytes: number
  /** Undefined when the body was sent as it is. */
  readonly encoding: 'gzip' | 'zstd' | undefined
}

/** A request to the HTTP API that was answered. */
export interface ApiAnswer {
  /** Route, such as `/v1/write/:category`; `other` where there is none. */
  readonly api: string
  readonly method: string
  /** HTTP status text, such as `Not Found`. */
  readonly status: string
}

export class Metrics {
  readonly registry = new Registry()
  readonly buffer = new BufferMetrics(this.registry)

  private readonly source = folding(MOST_NAMES)
  private readonly lostSource = folding(MOST_NAMES)
  private readonly storageIndex = folding(MOST_NAMES)
  private readonly listener = folding(MOST_NAMES)

  private readonly series = makeSeries(this.registry)
  readonly scripts = new ScriptMetrics(this.series)

  /** @param build version of the program */
  constructor(build: { readonly version: string }) {
    this.series.build.set({ version: build.version, node: process.versions.node }, 1)
  }

  /** Adds what the process itself uses: processor, memory, event loop. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry })
  }

  /** Reads what the stages hold whenever the metrics are read. */
  watch(read: () => ServerReading): void {
    watchServer(this.registry, read)
  }

  /** Text for `GET /metrics`; its content type is `registry.contentType`. */
  text(): Promise<string> {
    return this.registry.metrics()
  }

  /** @param name where they came from, such as `logfwd.<source>` */
  fed(name: string, storageIndex: string, category: string, came: Fed): void {
    const { feeds, feedPoints, feedBytes, feedResults } = this.series
    const labels = { name: this.feed(name, storageIndex), category }
    // Records that waited for an answer came with an earlier batch.
    if (came.points > 0) {
      feeds.inc(labels)
      feedPoints.inc(labels, came.points)
      feedBytes.inc(labels, came.bytes)
    }
    if (came.matched > 0) feedResults.inc({ ...labels, result: 'match' }, came.matched)
    if (came.missed > 0) feedResults.inc({ ...labels, result: 'miss' }, came.missed)
  }

  /** @param name as of `fed` */
  filtered(name: string, storageIndex: string, category: string, points: number): void {
    this.series.filteredPoints.inc({ name: this.feed(name, storageIndex), category }, points)
    this.dropped('filtered', points)
  }

  tablesLoaded(rows: number): void {
    this.series.tableLoads.inc({ result: 'ok' })
    this.series.tableRows.set(rows)
  }

  tablesRefused(): void {
    this.series.tableLoads.inc({ result: 'failed' })
  }

  reloaded(result: 'ok' | 'failed'): void {
    this.series.reloads.inc({ result })
  }

  /** @param seconds Unix time */
  read(ok: boolean, seconds: number): void {
    this.series.lastReload.set(seconds)
    this.series.lastReloadOk.set(ok ? 1 : 0)
  }

  fileRefused(): void {
    this.series.refusals.inc()
  }

  secretRead(secret: string, result: 'ok' | 'failed'): void {
    this.series.secrets.inc({ secret, result })
  }

  faults(count: number): void {
    this.series.refusedFiles.set(count)
  }

  clockAsked(result: 'ok' | 'failed'): void {
    this.series.clockAnswers.inc({ result })
  }

  clockCorrected(seconds: number): void {
    this.series.clockSyncs.inc()
    this.series.clockOffset.set(seconds)
  }

  /** A port is open: it has a series from now on, so that no connection is a number too. */
  listening(listener: string): void {
    this.series.connections.inc({ listener: this.listener(listener) }, 0)
  }

  connectionOpened(listener: string): void {
    this.series.connections.inc({ listener: this.listener(listener) })
  }

  connectionClosed(listener: string, reason: string): void {
    this.series.connections.dec({ listener: this.listener(listener) })
    this.series.closedConnections.inc({ reason })
  }

  connectionRefused(reason: string): void {
    this.series.refusedConnections.inc({ reason })
  }

  requestRefused(reason: string): void {
    this.series.refusedRequests.inc({ reason })
  }

  answered(answer: ApiAnswer): void {
    this.series.apiAnswers.inc({ ...answer })
  }

  /** @param result `accepted`, or the reason why not */
  message(result: string, count = 1): void {
    this.series.messages.inc({ result }, count)
  }

  /** A batch went through the pipeline. */
  batch(bytes: number, seconds: number): void {
    this.series.messageBytes.inc(bytes)
    this.series.batches.observe(seconds)
  }

  /** @returns the source as it is counted */
  lostUpstream(source: string, lines: number): string {
    const counted = this.lostSource(source)
    this.series.upstreamLost.inc({ source: counted }, lines)
    return counted
  }

  readPaused(reason: string): void {
    this.series.pauses.inc({ reason })
  }

  /** Time passed without reading. */
  readWaited(reason: string, seconds: number): void {
    this.series.paused.inc({ reason }, seconds)
  }

  dropped(reason: string, points: number): void {
    this.series.drops.inc({ reason }, points)
  }

  adjusted(reason: string, points: number): void {
    this.series.adjustedPoints.inc({ reason }, points)
  }

  /** Records given up because of an answer; they are counted as dropped too. */
  refused(category: string, reason: string, points: number): void {
    this.series.refusedPoints.inc({ category, error: reason }, points)
    this.dropped(reason, points)
  }

  deadLetters(reason: string, points: number): void {
    this.series.letters.inc({ reason }, points)
  }

  deadLettersLost(reason: string, points: number): void {
    this.series.lostLetters.inc({ reason }, points)
  }

  requestEnded({ endpoint, api, status, seconds }: RequestEnd): void {
    this.series.latency.observe({ api, status }, seconds)
    this.series.endpointRequests.inc({ endpoint, status })
    this.series.endpointSeconds.inc({ endpoint }, seconds)
  }

  /** What was counted so far, for people. */
  counts(): Promise<Counts> {
    return readCounts(this.series)
  }

  pointsEnded(end: PointsEnd): void {
    const { category, status, points, rawBytes, sentBytes, encoding } = end
    this.series.sentPoints.inc({ category, status }, points)
    this.series.sentBytes.inc({ category, enc: 'raw', status }, rawBytes)
    if (encoding) this.series.sentBytes.inc({ category, enc: encoding, status }, sentBytes)
  }

  retried(api: string, status: string): void {
    this.series.retries.inc({ api, status })
  }

  split(status: string): void {
    this.series.splits.inc({ status })
  }

  /** @param endpoint as people see it, without its token */
  endpointConcurrency(endpoint: string, requests: number): void {
    this.series.concurrency.set({ endpoint }, requests)
  }

  /** @param endpoint as people see it, without its token */
  endpointPaused(endpoint: string, paused: boolean): void {
    this.series.pausedEndpoints.set({ endpoint }, paused ? 1 : 0)
    if (paused) this.series.endpointPauses.inc({ endpoint })
  }

  /** Reads the buffer whenever the metrics are read. */
  watchBuffer(read: () => BufferReading, now: () => number): void {
    watchBuffer(this.registry, read, now)
  }

  private feed(name: string, storageIndex: string): string {
    const suffix = storageIndex === '' ? '' : `.${this.storageIndex(storageIndex)}`
    return this.source(`${name}${suffix}`)
  }
}
