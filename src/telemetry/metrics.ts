// All metrics in one place. `datakit_*` has the name, the labels and the meaning that dashboards of DataKit know;
// `logfwdserver_*` is what DataKit does not count. The methods say what happened; which series move is decided here.
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { BufferMetrics } from './buffer-metrics.js'
import { folding } from './fold.js'
import { MOST_NAMES } from './labels.js'
import { batchHistogram, latencyHistogram } from './latency.js'
import { type ServerReading, watchServer } from './readings.js'

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
  private readonly script = folding(MOST_NAMES)
  private readonly storageIndex = folding(MOST_NAMES)
  private readonly listener = folding(MOST_NAMES)

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
    'Open connections of sidecars, by the address that they came in on',
    ['listener'],
  )
  private readonly closedConnections = this.counter(
    'logfwdserver_connections_closed_total',
    'Connections of sidecars that ended, by reason',
    ['reason'],
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
  private readonly apiAnswers = this.counter(
    'datakit_http_api_total',
    'Requests to the HTTP API, by answer',
    ['api', 'method', 'status'],
  )
  private readonly messages = this.counter(
    'logfwdserver_messages_total',
    'Messages: accepted, or why they were not',
    ['result'],
  )
  private readonly messageBytes = this.counter(
    'logfwdserver_received_bytes_total',
    'Bytes of messages that reached the pipeline',
  )
  private readonly batches = batchHistogram(this.registry)
  private readonly upstreamLost = this.counter(
    'logfwdserver_upstream_lost_lines_total',
    'Lines that were lost before they arrived, by source: holes in log_read_lines',
    ['source'],
  )
  private readonly pauses = this.counter(
    'logfwdserver_read_pauses_total',
    'Times that reading began to wait, by reason',
    ['reason'],
  )
  private readonly paused = this.counter(
    'logfwdserver_read_paused_seconds_total',
    'Time in which sockets were not read, by reason; `connection` and `unfinished` add up over connections',
    ['reason'],
  )
  private readonly drops = this.counter(
    'logfwdserver_dropped_points_total',
    'Records given up, by reason',
    ['reason'],
  )
  private readonly letters = this.counter(
    'logfwdserver_dead_letter_points_total',
    'Records that were refused and put into the folder of dead letters, by reason',
    ['reason'],
  )
  private readonly lostLetters = this.counter(
    'logfwdserver_dead_letter_lost_points_total',
    'Refused records that the folder of dead letters does not hold, by reason',
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
    ['script', 'reason'],
  )
  private readonly quarantines = this.counter(
    'logfwdserver_script_quarantines_total',
    'Times that a script took too long for a line and came under watch',
    ['script'],
  )
  private readonly tableLoads = this.counter(
    'logfwdserver_table_loads_total',
    'Reference tables of scripts that were taken over, or could not be',
    ['result'],
  )
  private readonly tableRows = this.gauge(
    'logfwdserver_table_rows',
    'Rows of the reference tables in force',
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
  private readonly refusals = this.counter(
    'logfwdserver_files_refused_total',
    'Scripts, pattern files and configuration files that could not be used when they were read',
  )
  private readonly lastReload = this.gauge(
    'logfwdserver_last_reload_timestamp_seconds',
    'When scripts, patterns and configuration were last read',
  )
  private readonly lastReloadOk = this.gauge(
    'logfwdserver_last_reload_successful',
    '1 when all of it could be used',
  )
  private readonly secrets = this.counter(
    'logfwdserver_secret_renewals_total',
    'Certificates and tokens that were replaced while the port was open, by result',
    ['secret', 'result'],
  )
  private readonly splits = this.counter(
    'logfwdserver_splits_total',
    'Requests that a Dataway refused and that went again in parts, by answer',
    ['status'],
  )
  private readonly endpointPauses = this.counter(
    'logfwdserver_endpoint_pauses_total',
    'Answers of a Dataway that refuse the token',
    ['endpoint'],
  )
  private readonly concurrency = this.gauge(
    'logfwdserver_endpoint_concurrency',
    'Requests that a Dataway is trusted with at a time',
    ['endpoint'],
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

  unparsed(script: string, reason: string, points: number): void {
    this.unparsedPoints.inc({ script: this.script(script), reason }, points)
  }

  quarantined(script: string): void {
    this.quarantines.inc({ script: this.script(script) })
  }

  tablesLoaded(rows: number): void {
    this.tableLoads.inc({ result: 'ok' })
    this.tableRows.set(rows)
  }

  tablesRefused(): void {
    this.tableLoads.inc({ result: 'failed' })
  }

  reloaded(result: 'ok' | 'failed'): void {
    this.reloads.inc({ result })
  }

  /** @param seconds Unix time */
  read(ok: boolean, seconds: number): void {
    this.lastReload.set(seconds)
    this.lastReloadOk.set(ok ? 1 : 0)
  }

  fileRefused(): void {
    this.refusals.inc()
  }

  secretRead(secret: string, result: 'ok' | 'failed'): void {
    this.secrets.inc({ secret, result })
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

  /** A port is open: it has a series from now on, so that no connection is a number too. */
  listening(listener: string): void {
    this.connections.inc({ listener: this.listener(listener) }, 0)
  }

  connectionOpened(listener: string): void {
    this.connections.inc({ listener: this.listener(listener) })
  }

  connectionClosed(listener: string, reason: string): void {
    this.connections.dec({ listener: this.listener(listener) })
    this.closedConnections.inc({ reason })
  }

  connectionRefused(reason: string): void {
    this.refusedConnections.inc({ reason })
  }

  requestRefused(reason: string): void {
    this.refusedRequests.inc({ reason })
  }

  answered(answer: ApiAnswer): void {
    this.apiAnswers.inc({ ...answer })
  }

  /** @param result `accepted`, or the reason why not */
  message(result: string, count = 1): void {
    this.messages.inc({ result }, count)
  }

  /** A batch went through the pipeline. */
  batch(bytes: number, seconds: number): void {
    this.messageBytes.inc(bytes)
    this.batches.observe(seconds)
  }

  lostUpstream(source: string, lines: number): void {
    this.upstreamLost.inc({ source: this.lostSource(source) }, lines)
  }

  readPaused(reason: string): void {
    this.pauses.inc({ reason })
  }

  /** Time passed without reading. */
  readWaited(reason: string, seconds: number): void {
    this.paused.inc({ reason }, seconds)
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

  deadLetters(reason: string, points: number): void {
    this.letters.inc({ reason }, points)
  }

  deadLettersLost(reason: string, points: number): void {
    this.lostLetters.inc({ reason }, points)
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

  split(status: string): void {
    this.splits.inc({ status })
  }

  /** @param endpoint as `maskUrl` shows it */
  endpointConcurrency(endpoint: string, requests: number): void {
    this.concurrency.set({ endpoint }, requests)
  }

  /** @param endpoint as `maskUrl` shows it */
  endpointPaused(endpoint: string, paused: boolean): void {
    this.pausedEndpoints.set({ endpoint }, paused ? 1 : 0)
    if (paused) this.endpointPauses.inc({ endpoint })
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
