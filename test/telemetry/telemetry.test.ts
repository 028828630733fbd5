import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Events } from '../../src/telemetry/events.js'
import { folding } from '../../src/telemetry/fold.js'
import { createLog, logTo } from '../../src/telemetry/log.js'
import { Metrics } from '../../src/telemetry/metrics.js'

function setup() {
  const lines: Record<string, unknown>[] = []
  const clock = { at: 0, now: () => clock.at }
  const metrics = new Metrics({ version: '1.2.3' })
  const log = logTo({ write: (line: string) => void lines.push(JSON.parse(line)) }, 'info')
  return { lines, clock, metrics, events: new Events(metrics, log, clock) }
}

/** The series of a metric, without help and type. */
async function series(metrics: Metrics, name: string): Promise<string[]> {
  const text = await metrics.text()
  return text.split('\n').filter((line) => line.startsWith(name))
}

const LABELS = { script: 'nginx.p', namespace: 'default', category: 'logging' }
const FED = { points: 1, bytes: 1, matched: 0, missed: 0 }

describe('metrics', () => {
  const rows: [string, (metrics: Metrics) => void, string[]][] = [
    [
      'datakit_io_feed_point',
      (m) => m.fed('logfwd.nginx', 'idx', 'logging', { ...FED, points: 3 }),
      ['{name="logfwd.nginx.idx",category="logging"} 3'],
    ],
    [
      'datakit_io_feed_total',
      (m) => m.fed('logfwd.nginx', '', 'logging', { ...FED, points: 3 }),
      ['{name="logfwd.nginx",category="logging"} 1'],
    ],
    [
      'datakit_pipeline_cost_seconds',
      (m) => m.scripts.ran({ ...LABELS, ...FED, points: 4, dropped: 1, seconds: 0.5 }),
      [
        '_sum{category="logging",name="nginx.p",namespace="default"} 0.5',
        '_count{category="logging",name="nginx.p",namespace="default"} 4',
      ],
    ],
    [
      'datakit_io_dataway_point_bytes_total',
      (m) =>
        m.pointsEnded({
          category: 'logging',
          status: 'OK',
          points: 2,
          rawBytes: 90,
          sentBytes: 30,
          encoding: 'gzip',
        }),
      [
        '{category="logging",enc="raw",status="OK"} 90',
        '{category="logging",enc="gzip",status="OK"} 30',
      ],
    ],
    [
      'logfwdserver_dropped_points_total',
      (m) => m.refused('logging', 'http_400', 2),
      ['{reason="http_400"} 2'],
    ],
    [
      'logfwdserver_connections{',
      (m) => m.connectionOpened('0.0.0.0:9533'),
      ['listener="0.0.0.0:9533"} 1'],
    ],
    [
      'logfwdserver_buffer',
      (m) =>
        m.watchBuffer(
          () => ({ bytes: 5, count: 2, oldest: 1000, capacity: 9 }),
          () => 3500,
        ),
      ['_bytes 5', '_points 2', '_capacity_bytes 9', '_oldest_seconds 2.5'],
    ],
  ]
  it.each(rows)('%s moves when it should', async (name, act, expected) => {
    const { metrics } = setup()
    act(metrics)
    expect(await series(metrics, name)).toEqual(expected.map((rest) => name + rest))
  })

  it('tell which build runs', async () => {
    const { metrics } = setup()
    expect(await series(metrics, 'logfwdserver_build_info')).toEqual([
      `logfwdserver_build_info{version="1.2.3",node="${process.versions.node}"} 1`,
    ])
  })

  it('fold sources beyond the limit into one series', async () => {
    const { metrics } = setup()
    for (let i = 0; i < 1000; i++) metrics.fed(`logfwd.source-${i}`, '', 'logging', FED)
    const found = await series(metrics, 'datakit_io_feed_point')
    expect(found).toHaveLength(201)
    expect(found.at(-1)).toBe('datakit_io_feed_point{name="other",category="logging"} 800')
  })
})

describe('folding', () => {
  it('keeps known values and folds new ones when the limit is reached', () => {
    const fold = folding(2)
    expect(['a', 'b', 'c', 'a', 'd', 'b'].map(fold)).toEqual(['a', 'b', 'other', 'a', 'other', 'b'])
  })
})

describe('events', () => {
  it('count every time and say it once a second', async () => {
    const { events, metrics, clock, lines } = setup()
    for (let i = 0; i < 5; i++) events.dropped(2, 'buffer_full')
    clock.at = 1000
    events.dropped(1, 'buffer_full')
    expect(await series(metrics, 'logfwdserver_dropped_points_total')).toEqual([
      'logfwdserver_dropped_points_total{reason="buffer_full"} 11',
    ])
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatchObject({ level: 'error', event: 'dropped', count: 2 })
    expect(lines[0]).not.toHaveProperty('repeated')
    expect(lines[1]).toMatchObject({ event: 'dropped', count: 1, repeated: 4 })
  })

  it('say each reason for itself', () => {
    const { events, lines } = setup()
    events.dropped(1, 'a')
    events.dropped(1, 'b')
    events.scripts.failed(LABELS, 1, 'nginx.p:1:1: no')
    expect(lines.map(({ event }) => event)).toEqual(['dropped', 'dropped', 'script_failed'])
  })

  it('go on when the clock is set back', () => {
    const { events, clock, lines } = setup()
    clock.at = 5000
    events.readPaused('buffer')
    clock.at = 10
    events.readPaused('buffer')
    expect(lines).toHaveLength(2)
  })

  it('show when a Dataway is paused and when it is back', async () => {
    const { events, metrics } = setup()
    events.endpointPaused('http://d', 'Forbidden', 1000)
    const paused = await series(metrics, 'logfwdserver_endpoint_paused')
    events.endpointResumed('http://d')
    const resumed = await series(metrics, 'logfwdserver_endpoint_paused')
    expect([paused, resumed]).toEqual([
      ['logfwdserver_endpoint_paused{endpoint="http://d"} 1'],
      ['logfwdserver_endpoint_paused{endpoint="http://d"} 0'],
    ])
  })
})

describe('the log', () => {
  it('goes to a file whose folder it makes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'))
    try {
      const output = join(folder, 'sub', 'server.log')
      createLog({ output, level: 'info' }).info({ a: 1 }, 'ready')
      const line = JSON.parse(readFileSync(output, 'utf8'))
      expect(line).toMatchObject({ level: 'info', a: 1, msg: 'ready' })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
