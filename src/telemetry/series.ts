// Every counter and gauge that stages move: names, labels and meaning. Which of them moves when is decided in metrics.ts.
import { Counter, Gauge, type Registry } from 'prom-client'
import { batchHistogram, latencyHistogram } from './latency.js'

export type Series = ReturnType<typeof makeSeries>

/** Makes them in a registry. */
export function makeSeries(registry: Registry) {
  const registers = [registry]
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name, help: `${help}.`, labelNames, registers })
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help: `${help}.`, labelNames, registers })
  return {
    build: gauge('logfwdserver_build_info', 'Always 1', ['version', 'node']),
    feeds: counter('datakit_io_feed_total', 'Batches taken in', ['name', 'category']),
    feedPoints: counter('datakit_io_feed_point', 'Records taken in', ['name', 'category']),
    feedBytes: counter('logfwdserver_feed_bytes_total', 'Bytes of records taken in, as they came', [
      'name',
      'category',
    ]),
    feedResults: counter(
      'logfwdserver_feed_results_total',
      'Records that have a script, by whether it matched: it ended well, and of the groks that it called one matched',
      ['name', 'category', 'result'],
    ),
    filteredPoints: counter(
      'datakit_io_input_filter_point_total',
      'Records that filters left out',
      ['name', 'category'],
    ),
    sentPoints: counter(
      'datakit_io_dataway_point_total',
      'Records of requests to a Dataway, by answer',
      ['category', 'status'],
    ),
    sentBytes: counter(
      'datakit_io_dataway_point_bytes_total',
      'Bytes of requests to a Dataway, by answer',
      ['category', 'enc', 'status'],
    ),
    latency: latencyHistogram(registry),
    retries: counter('datakit_io_http_retry_total', 'Requests that will be sent again', [
      'api',
      'status',
    ]),
    refusedPoints: counter(
      'datakit_io_dataway_http_drop_point_total',
      'Records given up after an answer of a Dataway',
      ['category', 'error'],
    ),
    scriptPoints: counter('datakit_pipeline_point_total', 'Records that went through a script', [
      'category',
      'name',
      'namespace',
    ]),
    scriptDrops: counter('datakit_pipeline_drop_point_total', 'Records that a script dropped', [
      'category',
      'name',
      'namespace',
    ]),
    scriptErrors: counter(
      'datakit_pipeline_error_point_total',
      'Records on which a script failed',
      ['category', 'name', 'namespace'],
    ),
    scriptResults: counter(
      'logfwdserver_script_results_total',
      'Records of a script by whether it matched, as of the sources; those that went on unparsed are misses',
      ['script', 'result'],
    ),
    // A summary without quantiles, written as its two series: timed where one script follows another, counted by record.
    scriptSeconds: counter('datakit_pipeline_cost_seconds_sum', 'Time spent in scripts', [
      'category',
      'name',
      'namespace',
    ]),
    scriptRuns: counter(
      'datakit_pipeline_cost_seconds_count',
      'Records that the time was spent on',
      ['category', 'name', 'namespace'],
    ),
    scriptUpdated: gauge(
      'datakit_pipeline_last_update_timestamp_seconds',
      'When a script was last loaded',
      ['category', 'name', 'namespace'],
    ),

    connections: gauge(
      'logfwdserver_connections',
      'Open connections of sidecars, by the address that they came in on',
      ['listener'],
    ),
    closedConnections: counter(
      'logfwdserver_connections_closed_total',
      'Connections of sidecars that ended, by reason',
      ['reason'],
    ),
    refusedConnections: counter(
      'logfwdserver_connections_refused_total',
      'Connections that were not taken, by reason',
      ['reason'],
    ),
    refusedRequests: counter(
      'logfwdserver_api_requests_refused_total',
      'Requests of other hosts to the HTTP API that were refused, by reason',
      ['reason'],
    ),
    apiAnswers: counter('datakit_http_api_total', 'Requests to the HTTP API, by answer', [
      'api',
      'method',
      'status',
    ]),
    messages: counter('logfwdserver_messages_total', 'Messages: accepted, or why they were not', [
      'result',
    ]),
    messageBytes: counter(
      'logfwdserver_received_bytes_total',
      'Bytes of messages that reached the pipeline',
    ),
    batches: batchHistogram(registry),
    upstreamLost: counter(
      'logfwdserver_upstream_lost_lines_total',
      'Lines that were lost before they arrived, by source: holes in log_read_lines',
      ['source'],
    ),
    pauses: counter(
      'logfwdserver_read_pauses_total',
      'Times that reading began to wait, by reason',
      ['reason'],
    ),
    paused: counter(
      'logfwdserver_read_paused_seconds_total',
      'Time in which sockets were not read, by reason; `connection` and `unfinished` add up over connections',
      ['reason'],
    ),
    drops: counter('logfwdserver_dropped_points_total', 'Records given up, by reason', ['reason']),
    letters: counter(
      'logfwdserver_dead_letter_points_total',
      'Records that were refused and put into the folder of dead letters, by reason',
      ['reason'],
    ),
    lostLetters: counter(
      'logfwdserver_dead_letter_lost_points_total',
      'Refused records that the folder of dead letters does not hold, by reason',
      ['reason'],
    ),
    adjustedPoints: counter(
      'logfwdserver_adjusted_points_total',
      'Records changed so that they can be sent, by reason',
      ['reason'],
    ),
    groks: counter('logfwdserver_grok_total', 'Calls of grok, by result', ['script', 'result']),
    scriptRequests: counter(
      'logfwdserver_script_requests_total',
      'HTTP requests of scripts, by result',
      ['result'],
    ),
    madePoints: counter(
      'logfwdserver_made_points_total',
      'Points that scripts made beside their records',
      ['category', 'function'],
    ),
    unparsedPoints: counter(
      'logfwdserver_unparsed_points_total',
      'Records that a script took too long for; they went on unparsed',
      ['script', 'reason'],
    ),
    quarantines: counter(
      'logfwdserver_script_quarantines_total',
      'Times that a script took too long for a line and came under watch',
      ['script'],
    ),
    tableLoads: counter(
      'logfwdserver_table_loads_total',
      'Reference tables of scripts that were taken over, or could not be',
      ['result'],
    ),
    tableRows: gauge('logfwdserver_table_rows', 'Rows of the reference tables in force'),
    clockAnswers: counter(
      'logfwdserver_clock_requests_total',
      'Requests for the time of the Dataway, by result',
      ['result'],
    ),
    clockSyncs: counter(
      'datakit_ntp_sync_total',
      'Corrections of the clock by that of the Dataway',
    ),
    clockOffset: gauge(
      'logfwdserver_clock_offset_seconds',
      'What is added to the clock of this node for the time of records',
    ),
    reloads: counter(
      'logfwdserver_reloads_total',
      'Reloads of scripts, patterns and configuration; failed when a file could not be used',
      ['result'],
    ),
    refusedFiles: gauge(
      'logfwdserver_faults',
      'Findings in scripts, patterns and configuration that keep a file from being used as it is',
    ),
    refusals: counter(
      'logfwdserver_files_refused_total',
      'Scripts, pattern files and configuration files that could not be used when they were read',
    ),
    lastReload: gauge(
      'logfwdserver_last_reload_timestamp_seconds',
      'When scripts, patterns and configuration were last read',
    ),
    lastReloadOk: gauge('logfwdserver_last_reload_successful', '1 when all of it could be used'),
    secrets: counter(
      'logfwdserver_secret_renewals_total',
      'Certificates and tokens that were replaced while the port was open, by result',
      ['secret', 'result'],
    ),
    splits: counter(
      'logfwdserver_splits_total',
      'Requests that a Dataway refused and that went again in parts, by answer',
      ['status'],
    ),
    endpointRequests: counter(
      'logfwdserver_endpoint_requests_total',
      'Requests to each Dataway, by answer',
      ['endpoint', 'status'],
    ),
    endpointSeconds: counter(
      'logfwdserver_endpoint_request_seconds_total',
      'Time of requests to each Dataway, from the first byte out to the last of the answer',
      ['endpoint'],
    ),
    endpointPauses: counter(
      'logfwdserver_endpoint_pauses_total',
      'Answers of a Dataway that refuse the token',
      ['endpoint'],
    ),
    concurrency: gauge(
      'logfwdserver_endpoint_concurrency',
      'Requests that a Dataway is trusted with at a time',
      ['endpoint'],
    ),
    pausedEndpoints: gauge('logfwdserver_endpoint_paused', '1 while a Dataway refuses the token', [
      'endpoint',
    ]),
  }
}
