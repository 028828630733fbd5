// Rates of two overviews, by hand.
import { describe, expect, it } from 'vitest'
import { rates } from '../../src/overview/rates.js'
import type { Overview, ScriptOverview } from '../../src/overview/shape.js'

function overview(more: Partial<Overview> = {}): Overview {
  return {
    version: '1',
    commit: 'x',
    host: 'node-1',
    state: 'ready',
    now: '2026-01-01T00:00:10.000Z',
    startedAt: '2026-01-01T00:00:00.000Z',
    uptimeSeconds: 10,
    sources: [],
    scripts: [],
    drops: {},
    deadLetters: {},
    messages: {},
    receivedBytes: 0,
    buffer: {
      bytes: 0,
      count: 0,
      capacity: 1,
      oldestSeconds: 0,
      full: false,
      durable: true,
      writable: true,
    },
    dataways: [],
    input: { connections: 0, queueBytes: 0, unfinishedBytes: 0, parked: 0, pausedSeconds: {} },
    process: { rss: 0, heapUsed: 0, cpuSeconds: 0 },
    reload: { ok: true, faults: [] },
    ...more,
  }
}

function script(name: string, more: Partial<ScriptOverview> = {}): ScriptOverview {
  const none = { failed: 0, unparsed: 0, dropped: 0, quarantines: 0 }
  return { name, state: 'ok', records: 0, matched: 0, missed: 0, ns: 0, ...none, ...more }
}

const source = (name: string, records: number, matched: number, missed: number) => ({
  name,
  records,
  bytes: records * 100,
  matched,
  missed,
})

describe('rates', () => {
  it('are what happened in between, by second', () => {
    const before = overview({
      sources: [source('a', 100, 100, 0)],
      scripts: [script('a.p', { records: 100, matched: 100, ns: 1000 })],
      drops: { filtered: 5 },
      dataways: [dataway({ OK: 10 }, 1)],
      receivedBytes: 1000,
    })
    const after = overview({
      uptimeSeconds: 12,
      sources: [source('a', 120, 115, 5), source('new', 4, 0, 0)],
      scripts: [
        script('a.p', { records: 120, matched: 115, missed: 5, failed: 2, ns: 41_000 }),
        script('b.p', { records: 10, missed: 10, ns: 10_000 }),
      ],
      drops: { filtered: 9, expired: 2 },
      dataways: [dataway({ OK: 13, 'Bad Gateway': 1 }, 1.2)],
      receivedBytes: 3000,
      process: { rss: 0, heapUsed: 0, cpuSeconds: 1 },
    })
    expect(rates(before, after)).toEqual({
      seconds: 2,
      records: 12,
      bytes: 1000,
      matchRate: 0.75,
      cpu: 0.5,
      dropped: 3,
      sources: [
        { name: 'a', records: 10, bytes: 1000, matchRate: 0.75 },
        { name: 'new', records: 2, bytes: 200 },
      ],
      scripts: [
        {
          name: 'a.p',
          records: 10,
          matchRate: 0.75,
          failed: 1,
          unparsed: 0,
          nsPerRecord: 2000,
          share: 0.8,
          core: 0.00002,
        },
        {
          name: 'b.p',
          records: 5,
          matchRate: 0,
          failed: 0,
          unparsed: 0,
          nsPerRecord: 1000,
          share: 0.2,
          core: 0.000005,
        },
      ],
      drops: [
        { reason: 'filtered', records: 2 },
        { reason: 'expired', records: 1 },
      ],
      dataways: [
        {
          endpoint: 'http://d',
          requests: 2,
          okRate: 0.75,
          latencyMs: expect.closeTo(50),
          answers: { OK: 1.5, 'Bad Gateway': 0.5 },
        },
      ],
    })
  })

  it('begin at the start of the process when there is none before, or another process was', () => {
    const after = overview({ sources: [source('a', 50, 25, 25)] })
    const other = overview({ startedAt: '2025-01-01T00:00:00.000Z', sources: after.sources })
    const alone = rates(undefined, after)
    expect(alone).toMatchObject({ seconds: 10, records: 5, matchRate: 0.5 })
    expect(rates(other, after)).toEqual(alone)
  })

  it('are numbers when no time has passed', () => {
    const same = overview({ scripts: [script('a.p')], dataways: [dataway({}, 0)] })
    const { records, cpu, scripts, dataways } = rates(same, same)
    expect([records, cpu]).toEqual([0, 0])
    expect(scripts).toEqual([{ name: 'a.p', records: 0, failed: 0, unparsed: 0, core: 0 }])
    expect(dataways).toEqual([{ endpoint: 'http://d', requests: 0, answers: {} }])
  })
})

function dataway(answers: Record<string, number>, seconds: number) {
  const waiting = { count: 0, bytes: 0 }
  return { endpoint: 'http://d', state: 'ok' as const, last: 'OK', answers, seconds, waiting }
}
