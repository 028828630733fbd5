// All metrics in one place. `datakit_*` has the name, the labels and the meaning that dashboards of DataKit know;
// `logfwdserver_*` is what DataKit does not count. The methods say what happened; which series move is decided here.
import { Counter, Gauge, Registry } from 'prom-client'
import { folding } from './fold.js'
import { latencyHistogram } from './latency.js'

/** Different sources and scripts that have series of their own. */
const MOST_NAMES = 200

/** A point in time of a buffer; the time is in milliseconds. */
export interface BufferReading {
  readonly bytes: number
  readonly count: number
  readonly oldest: number | undefined
  readonly capacity: number
}

/** What one script did to one batch. */
export interface ScriptWork {
  readonly script: string
  readonly namespace: string
  readonly category: string
  readonly points: number
  readonly dropped: number
  readonly seconds: number
}

/** An answered or failed request. */
export interface RequestEnd {
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

export type MessageResult = 'accepted' | 'refused' | 'too_large'

export class Metrics {
  readonly registry = new Registry()

  private readonly source = folding(MOST_NAMES)
  private readonly script = folding(MOST_NAMES)
  private readonly storageIndex = folding(MOST_NAMES)

  private readonly feeds = this.counter('datakit_io_feed_total', 'Batches taken in', [
    'name',
    'category',
  ])
  private readonly feedPoints = this.counter('datakit_io_feed_point', 'Records taken in', [
    'name',
    'category',
  ])
  private readonly filteredPoints = this.counter(
    'datakit_io_input_filter_point_total',
    'Records that filters left out',
    ['name', 'category'],
  )
  private readonly sentPoints = this.counter(
    'datakit_io_dataway_point_total',
    'Records of requests to a Dataway, by answer',
    ['category', 'status'],
  )
  private readonly sentBytes = this.counter(
    'datakit_io_dataway_point_bytes_total',
    'Bytes of requests to a Dataway, by answer',
    ['category', 'enc', 'status'],
  )
  private readonly latency = latencyHistogram(this.registry)
  private readonly retries = this.counter(
    'datakit_io_http_retry_total',
    'Requests that will be sent again',
    ['api', 'status'],
  )
  private readonly refusedPoints = this.counter(
    'datakit_io_dataway_http_drop_point_total',
    'Records given up after an answer of a Dataway',
    ['category', 'error'],
  )
  private readonly scriptPoints = this.counter(
    'datakit_pipeline_point_total',
    'Records that went through a script',
    ['category', 'name', 'namespace'],
  )
  private readonly scriptDrops = this.counter(
    'datakit_pipeline_drop_point_total',
    'Records that a script dropped',
    ['category', 'name', 'namespace'],
  )
  private readonly scriptErrors = this.counter(
    'datakit_pipeline_error_point_total',
    'Records on which a script failed',
    ['category', 'name', 'namespace'],
  )
  // A summary without quantiles, written as its two series: timed once a batch, counted by record.
  private readonly scriptSeconds = this.counter(
    'datakit_pipeline_cost_seconds_sum',
    'Time spent in scripts',
    ['category', 'name', 'namespace'],
  )
  private readonly scriptRuns = this.counter(
    'datakit_pipeline_cost_seconds_count',
    'Records that the time was spent on',
    ['category', 'name', 'namespace'],
  )
  private readonly scriptUpdated = this.gauge(
    'datakit_pipeline_last_update_timestamp_seconds',
    'When a script was last loaded',
    ['category', 'name', 'namespace'],
  )

  private readonly connections = this.gauge(
    'logfwdserver_connections',
    'Open connections of sidecars',
  )
  private readonly refusedConnections = this.counter(
    'logfwdserver_connections_refused_total',
    'Connections that were not taken, by reason',
    ['reason'],
  )
  private readonly refusedRequests = this.counter(
    'logfwdserver_api_requests_refused_total',
    'Requests of other hosts to the HTTP API that were refused, by reason',
    ['reason'],
  )
  private readonly messages = this.counter(
    'logfwdserver_messages_total',
    'Messages of sidecars, by result',
    ['result'],
  )
  private readonly messageBytes = this.counter(
    'logfwdserver_received_bytes_total',
    'Bytes of messages of sidecars',
  )
  private readonly upstreamLost = this.counter(
    'logfwdserver_upstream_lost_lines_total',
    'Lines that sidecars say they lost',
  )
  private readonly paused = this.counter(
    'logfwdserver_read_paused_seconds_total',
    'Time in which sockets were not read because the buffer was full',
  )
  private readonly drops = this.counter(
    'logfwdserver_dropped_points_total',
    'Records given up, by reason',
    ['reason'],
  )
  private readonly adjustedPoints = this.counter(
    'logfwdserver_adjusted_points_total',
    'Records changed so that they can be sent, by reason',
    ['reason'],
  )
  private readonly groks = this.counter('logfwdserver_grok_total', 'Calls of grok, by result', [
    'script',
    'result',
  ])
  private readonly scriptRequests = this.counter(
    'logfwdserver_script_requests_total',
    'HTTP requests of scripts, by result',
    ['result'],
  )
  private readonly madePoints = this.counter(
    'logfwdserver_made_points_total',
    'Points that scripts made beside their records',
    ['category', 'function'],
  )
  private readonly unparsedPoints = this.counter(
    'logfwdserver_unparsed_points_total',
    'Records that a script took too long for; they went on unparsed',
    ['script'],
  )
  private readonly clockAnswers = this.counter(
    'logfwdserver_clock_requests_total',
    'Requests for the time of the Dataway, by result',
    ['result'],
  )
  private readonly clockSyncs = this.counter(
    'datakit_ntp_sync_total',
    'Corrections of the clock by that of the Dataway',
  )
  private readonly clockOffset = this.gauge(
    'logfwdserver_clock_offset_seconds',
    'What is added to the clock of this node for the time of records',
  )
  private readonly reloads = this.counter(
    'logfwdserver_reloads_total',
    'Reloads of scripts, patterns and configuration; failed when a file could not be used',
    ['result'],
  )
  private readonly refusedFiles = this.gauge(
    'logfwdserver_faults',
    'Findings in scripts, patterns and configuration that keep a file from being used as it is',
  )
  private readonly pausedEndpoints = this.gauge(
    'logfwdserver_endpoint_paused',
    '1 while a Dataway refuses the token',
    ['endpoint'],
  )

  /** @param build version of the program */
  constructor(build: { readonly version: string }) {
    this.gauge('logfwdserver_build_info', 'Always 1', ['version', 'node']).set(
      { version: build.version, node: process.versions.node },
      1,
    )
  }

  /** Text for `GET /metrics`; its content type is `registry.contentType`. */
  text(): Promise<string> {
    return this.registry.metrics()
  }

  /** @param name where they came from, such as `logfwd.<source>` */
  fed(name: string, storageIndex: string, category: string, points: number): void {
    const suffix = storageIndex === '' ? '' : `.${this.storageIndex(storageIndex)}`
    const labels = { name: this.source(`${name}${suffix}`), category }
    this.feeds.inc(labels)
    this.feedPoints.inc(labels, points)
  }

  /** @param name as of `fed` */
  filtered(name: string, storageIndex: string, category: string, points: number): void {
    const suffix = storageIndex === '' ? '' : `.${this.storageIndex(storageIndex)}`
    this.filteredPoints.inc({ name: this.source(`${name}${suffix}`), category }, points)
    this.dropped('filtered', points)
  }

  scriptRan(work: ScriptWork): void {
    const labels = this.scriptLabels(work)
    this.scriptPoints.inc(labels, work.points)
    this.scriptRuns.inc(labels, work.points)
    this.scriptSeconds.inc(labels, work.seconds)
    if (work.dropped > 0) this.scriptDrops.inc(labels, work.dropped)
  }

  scriptFailed(work: Pick<ScriptWork, 'script' | 'namespace' | 'category'>, points: number): void {
    this.scriptErrors.inc(this.scriptLabels(work), points)
  }

  /** @param seconds Unix time */
  scriptLoaded(work: Pick<ScriptWork, 'script' | 'namespace' | 'category'>, seconds: number): void {
    this.scriptUpdated.set(this.scriptLabels(work), seconds)
  }

  grok(script: string, result: string, calls: number): void {
    this.groks.inc({ script: this.script(script), result }, calls)
  }

  scriptRequest(result: string): void {
    this.scriptRequests.inc({ result })
  }

  made(category: string, by: string): void {
    this.madePoints.inc({ category, function: by })
  }

  unparsed(script: string, points: number): void {
    this.unparsedPoints.inc({ script: this.script(script) }, points)
  }

  reloaded(result: 'ok' | 'failed'): void {
    this.reloads.inc({ result })
  }

  faults(count: number): void {
    this.refusedFiles.set(count)
  }

  clockAsked(result: 'ok' | 'failed'): void {
    this.clockAnswers.inc({ result })
  }

  clockCorrected(seconds: number): void {
    this.clockSyncs.inc()
    this.clockOffset.set(seconds)
  }

  connectionsOpen(count: number): void {
    this.connections.set(count)
  }

  connectionRefused(reason: string): void {
    this.refusedConnections.inc({ reason })
  }

  requestRefused(reason: string): void {
    this.refusedRequests.inc({ reason })
  }

  message(result: MessageResult, bytes: number, count = 1): void {
    this.messages.inc({ result }, count)
    this.messageBytes.inc(bytes)
  }

  lostUpstream(lines: number): void {
    this.upstreamLost.inc(lines)
  }

  readPaused(seconds: number): void {
    this.paused.inc(seconds)
  }

  dropped(reason: string, points: number): void {
    this.drops.inc({ reason }, points)
  }

  adjusted(reason: string, points: number): void {
    this.adjustedPoints.inc({ reason }, points)
  }

  /** Records given up because of an answer; they are counted as dropped too. */
  refused(category: string, reason: string, points: number): void {
    this.refusedPoints.inc({ category, error: reason }, points)
    this.dropped(reason, points)
  }

  requestEnded(end: RequestEnd): void {
    this.latency.observe({ api: end.api, status: end.status }, end.seconds)
  }

  pointsEnded(end: PointsEnd): void {
    const { category, status, points, rawBytes, sentBytes, encoding } = end
    this.sentPoints.inc({ category, status }, points)
    this.sentBytes.inc({ category, enc: 'raw', status }, rawBytes)
    if (encoding) this.sentBytes.inc({ category, enc: encoding, status }, sentBytes)
  }

  retried(api: string, status: string): void {
    this.retries.inc({ api, status })
  }

  /** @param endpoint as `maskUrl` shows it */
  endpointPaused(endpoint: string, paused: boolean): void {
    this.pausedEndpoints.set({ endpoint }, paused ? 1 : 0)
  }

  /** Reads the buffer whenever the metrics are read. */
  watchBuffer(read: () => BufferReading, now: () => number): void {
    const watch = (name: string, help: string, value: (state: BufferReading) => number) =>
      this.gauge(name, help, [], function () {
        this.set(value(read()))
      })
    watch('logfwdserver_buffer_bytes', 'Encoded bytes kept', (s) => s.bytes)
    watch('logfwdserver_buffer_points', 'Records kept', (s) => s.count)
    watch('logfwdserver_buffer_capacity_bytes', 'Encoded bytes it may keep', (s) => s.capacity)
    watch('logfwdserver_buffer_oldest_seconds', 'Age of the oldest record kept', (s) =>
      s.oldest === undefined ? 0 : (now() - s.oldest) / 1000,
    )
  }

  private scriptLabels(work: Pick<ScriptWork, 'script' | 'namespace' | 'category'>) {
    const { category, namespace } = work
    return { category, name: this.script(work.script), namespace }
  }

  private counter(name: string, help: string, labelNames: string[] = []): Counter {
    return new Counter({ name, help: `${help}.`, labelNames, registers: [this.registry] })
  }

  private gauge(
    name: string,
    help: string,
    labelNames: string[] = [],
    collect?: (this: Gauge) => void,
  ): Gauge {
    const registers = [this.registry]
    return new Gauge({
      name,
      help: `${help}.`,
      labelNames,
      registers,
      ...(collect ? { collect } : {}),
    })
  }
}
