// Every drop, refusal, retry and pause is one event: one counter moves and one line says it. And no series grows with what
// clients send.
import { describe, expect, it } from 'vitest'
import { BufferEvents } from '../../src/telemetry/buffer-events.js'
import { Events } from '../../src/telemetry/events.js'
import { logTo } from '../../src/telemetry/log.js'
import { Metrics } from '../../src/telemetry/metrics.js'

function setup() {
  const lines: Record<string, unknown>[] = []
  const metrics = new Metrics({ version: '1.2.3' })
  const log = logTo({ write: (line: string) => void lines.push(JSON.parse(line)) }, 'info')
  const events = new Events(metrics, log, { now: () => 0 })
  return { lines, metrics, events, buffer: new BufferEvents(events) }
}

/** All series that are not zero, and their values. */
async function moved(metrics: Metrics): Promise<string[]> {
  const lines = (await metrics.text()).split('\n')
  return lines.filter((line) => line !== '' && !line.startsWith('#') && !line.endsWith(' 0'))
}

const LABELS = { script: 'nginx.p', namespace: 'default', category: 'logging' }
const FED = { points: 1, bytes: 1, matched: 1, missed: 0 }
const RELOAD = { scripts: 1, changed: 1, refused: 1, configuration: false }
const DROPPED = 'logfwdserver_dropped_points_total'

type Row = readonly [
  event: string,
  act: (events: Events) => void,
  level: string,
  series: readonly string[],
]

const rows: readonly Row[] = [
  ['dropped', (e) => e.dropped(2, 'expired'), 'error', [`${DROPPED}{reason="expired"} 2`]],
  [
    'set_aside',
    (e) => e.setAside('http://d', 'logging', 2, 'http_400'),
    'error',
    [
      'datakit_io_dataway_http_drop_point_total{category="logging",error="http_400"} 2',
      `${DROPPED}{reason="http_400"} 2`,
    ],
  ],
  [
    'dead_letters_lost',
    (e) => e.deadLettersLost(3, 'full'),
    'error',
    ['logfwdserver_dead_letter_lost_points_total{reason="full"} 3'],
  ],
  ['dead_letters_failed', (e) => e.deadLettersFailed('/x', 'EROFS'), 'error', []],
  [
    'retry',
    (e) => e.retry('http://d', '/v1/write/logging', 'Bad Gateway', 10),
    'warn',
    ['datakit_io_http_retry_total{api="/v1/write/logging",status="Bad Gateway"} 1'],
  ],
  [
    'split',
    (e) => e.split('http://d', 'Payload Too Large', 9),
    'warn',
    ['logfwdserver_splits_total{status="Payload Too Large"} 1'],
  ],
  [
    'paused',
    (e) => e.endpointPaused('http://d', 'Forbidden', 1),
    'error',
    [
      'logfwdserver_endpoint_pauses_total{endpoint="http://d"} 1',
      'logfwdserver_endpoint_paused{endpoint="http://d"} 1',
    ],
  ],
  ['resumed', (e) => e.endpointResumed('http://d'), 'info', []],
  ['undelivered', (e) => e.undelivered(1, 1), 'warn', []],
  [
    'script_failed',
    (e) => e.scripts.failed(LABELS, 2, 'nginx.p:1:1: no'),
    'warn',
    ['datakit_pipeline_error_point_total{category="logging",name="nginx.p",namespace="default"} 2'],
  ],
  [
    'unparsed',
    (e) => e.scripts.unparsed('a.p', 'time', 4),
    'warn',
    ['logfwdserver_unparsed_points_total{script="a.p",reason="time"} 4'],
  ],
  [
    'quarantined',
    (e) => e.scripts.quarantined('a.p'),
    'warn',
    ['logfwdserver_script_quarantines_total{script="a.p"} 1'],
  ],
  [
    'file_refused',
    (e) => e.fileRefused('a.p', 'a.p:1:1: no', true),
    'error',
    ['logfwdserver_files_refused_total 1'],
  ],
  [
    'script_loaded',
    (e) => e.scripts.loaded(LABELS, 5000),
    'info',
    [
      'datakit_pipeline_last_update_timestamp_seconds{category="logging",name="nginx.p",namespace="default"} 5',
    ],
  ],
  [
    'reloaded',
    (e) => e.reloaded(RELOAD),
    'error',
    ['logfwdserver_reloads_total{result="failed"} 1'],
  ],
  [
    'reload_failed',
    (e) => e.reloadFailed('no'),
    'error',
    ['logfwdserver_reloads_total{result="failed"} 1'],
  ],
  ['configuration', (e) => e.configurationWarned('CF903'), 'warn', []],
  [
    'connection_refused',
    (e) => e.connectionRefused('too_many', '10.0.0.1'),
    'warn',
    ['logfwdserver_connections_refused_total{reason="too_many"} 1'],
  ],
  ['connection_broken', (e) => e.connectionBroken('bad_frame', '10.0.0.1'), 'warn', []],
  [
    'request_failed',
    (e) => e.requestAnswered('/v1/write/logging', 'POST', 503),
    'warn',
    [
      'datakit_http_api_total{api="/v1/write/logging",method="POST",status="Service Unavailable"} 1',
    ],
  ],
  [
    'request_refused',
    (e) => e.requestRefused('token', '10.0.0.1'),
    'warn',
    ['logfwdserver_api_requests_refused_total{reason="token"} 1'],
  ],
  [
    'secret_renewed',
    (e) => e.secretRenewed('token', 'x:1'),
    'info',
    ['logfwdserver_secret_renewals_total{secret="token",result="ok"} 1'],
  ],
  [
    'secret_refused',
    (e) => e.secretRefused('token', 'empty'),
    'error',
    ['logfwdserver_secret_renewals_total{secret="token",result="failed"} 1'],
  ],
  [
    'lines_lost',
    (e) => e.linesLost('nginx', 7),
    'error',
    ['logfwdserver_upstream_lost_lines_total{source="nginx"} 7'],
  ],
  [
    'message_refused',
    (e) => e.messageRefused('bad_json'),
    'error',
    ['logfwdserver_messages_total{result="bad_json"} 1'],
  ],
  [
    'adjusted',
    (e) => e.adjusted('oversize', 2),
    'warn',
    ['logfwdserver_adjusted_points_total{reason="oversize"} 2'],
  ],
  [
    'read_paused',
    (e) => e.readPaused('total'),
    'warn',
    ['logfwdserver_read_pauses_total{reason="total"} 1'],
  ],
  ['read_resumed', (e) => e.readResumed('total'), 'info', []],
  [
    'clock',
    (e) => e.clockCorrected(40),
    'warn',
    ['datakit_ntp_sync_total 1', 'logfwdserver_clock_offset_seconds 40'],
  ],
  [
    'clock',
    (e) => e.clockUnanswered(),
    'info',
    ['logfwdserver_clock_requests_total{result="failed"} 1'],
  ],
  [
    'tables_loaded',
    (e) => e.scripts.tablesLoaded(1, 5),
    'info',
    ['logfwdserver_table_loads_total{result="ok"} 1', 'logfwdserver_table_rows 5'],
  ],
  [
    'tables_refused',
    (e) => e.scripts.tablesRefused('http://t', 'no'),
    'error',
    ['logfwdserver_table_loads_total{result="failed"} 1'],
  ],
  [
    'script_request',
    (e) => e.scripts.requestDone('overflow'),
    'warn',
    ['logfwdserver_script_requests_total{result="overflow"} 1'],
  ],
  ['anything', (e) => e.warn('anything', 'text'), 'warn', []],
]

const bufferRows: readonly (readonly [string, (events: BufferEvents) => void, string, string[]])[] =
  [
    [
      'buffer_trouble',
      (e) => e.trouble('/b', new Error('ENOSPC')),
      'error',
      ['logfwdserver_disk_buffer_troubles_total 1'],
    ],
    ['buffer_mended', (e) => e.mended('/b'), 'info', []],
    [
      'buffer_damaged',
      (e) => e.damaged({ bytes: 9, count: 2 }),
      'error',
      [
        'logfwdserver_disk_buffer_damaged_points_total 2',
        'logfwdserver_disk_buffer_damaged_bytes_total 9',
        `${DROPPED}{reason="buffer_damaged"} 2`,
      ],
    ],
    [
      'buffer_set_aside',
      (e) => e.setAside('/b/1', 'EIO'),
      'error',
      ['logfwdserver_disk_buffer_set_aside_files_total 1'],
    ],
    ['dropped', (e) => e.removed(2), 'error', [`${DROPPED}{reason="dataway_removed"} 2`]],
  ]

describe('an event', () => {
  it.each(rows)('%s moves its counter and says one line', async (event, act, level, series) => {
    const { events, metrics, lines } = setup()
    const before = await moved(metrics)
    act(events)
    expect((await moved(metrics)).filter((line) => !before.includes(line))).toEqual(series)
    expect(lines).toEqual([expect.objectContaining({ event, level })])
  })

  it.each(bufferRows)('%s of the buffer does too', async (event, act, level, series) => {
    const { buffer, metrics, lines } = setup()
    const before = await moved(metrics)
    act(buffer)
    const after = (await moved(metrics)).filter((line) => !before.includes(line))
    expect(after.sort()).toEqual(series.sort())
    expect(lines).toEqual([expect.objectContaining({ event, level })])
  })

  it('is in the table above, whichever it is', () => {
    const acts = [...rows, ...bufferRows].map(([, act]) => String(act))
    const methods = [Events, BufferEvents].flatMap(({ prototype }) =>
      Object.getOwnPropertyNames(prototype),
    )
    const untold = ['constructor', 'say', 'synced', 'kept']
    const missing = methods.filter((name) => !acts.some((act) => act.includes(`.${name}(`)))
    expect(missing.filter((name) => !untold.includes(name))).toEqual([])
  })

  it('says nothing of log content when a request for records fails', () => {
    const { events, lines } = setup()
    events.requestAnswered('/v1/ping', 'GET', 200)
    events.requestAnswered('other', 'GET', 404)
    expect(lines).toEqual([])
  })
})

describe('a label that clients write', () => {
  const LONG = 'x'.repeat(1_000_000)
  const floods: [label: string, act: (metrics: Metrics, value: string) => void][] = [
    ['source', (m, value) => m.fed(`logfwd.${value}`, '', 'logging', FED)],
    ['storage index', (m, value) => m.fed('logfwd.app', value, 'logging', FED)],
    ['source of lost lines', (m, value) => m.lostUpstream(value, 1)],
    ['source of what filters leave out', (m, value) => m.filtered(value, value, 'logging', 1)],
    ['script', (m, value) => m.scripts.grok(value, 'match', 1)],
    ['script that is slow', (m, value) => m.scripts.unparsed(value, 'time', 1)],
    ['script under watch', (m, value) => m.scripts.quarantined(value)],
    [
      'script that runs',
      (m, script) => m.scripts.ran({ ...LABELS, ...FED, script, dropped: 1, seconds: 1 }),
    ],
    ['listener', (m, value) => m.connectionOpened(value)],
  ]

  it.each(floods)('has a bound: %s', async (_label, act) => {
    const { metrics } = setup()
    for (let i = 0; i < 1000; i++) act(metrics, `${i}`)
    act(metrics, LONG)
    const lines = (await metrics.text()).split('\n').filter((line) => /^\w+\{/.test(line))
    const counts = new Map<string, number>()
    for (const line of lines) {
      const name = line.split('{')[0]!
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(201)
  })

  it('does not make the log long either', () => {
    const { events, lines } = setup()
    for (let i = 0; i < 1000; i++) events.linesLost(`${i} ${LONG}`, 1)
    expect(lines.length).toBeLessThanOrEqual(201)
    expect(JSON.stringify(lines).length).toBeLessThan(100_000)
  })

  it('is cut when it is long', async () => {
    for (const [, act] of floods) {
      const { metrics } = setup()
      act(metrics, LONG)
      expect((await metrics.text()).length).toBeLessThan(20_000)
    }
  })
})
