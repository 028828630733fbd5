// The tap by itself, with a clock of its own: what it takes of the node is bounded, whatever readers do.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'
import { lineOf, tapRecord } from '../../src/tap/line.js'
import { readTapQuery, writeTapQuery } from '../../src/tap/query.js'
import type { Seen } from '../../src/tap/seen.js'
import type { TapLine } from '../../src/tap/shape.js'
import { TapHub } from '../../src/tap/tap.js'

afterEach(() => vi.useRealTimers())

/** The hub says once a second what was left out. */
const aSecond = () => vi.advanceTimersByTime(1000)

const NOW = 1_700_000_000_000_000_000n

function seen(message: string, more: Partial<Seen> = {}): Seen {
  const point = new Point('app', NOW, Tags.of([['host', 'node-1']]))
  point.set('message', message)
  return { point, came: 'app', filtered: false, ...more }
}

/** @param cost milliseconds that each look at the clock takes */
function setup(cost = 0) {
  vi.useFakeTimers()
  const clock = { at: 0 }
  const hub = new TapHub(() => {
    clock.at += cost
    return clock.at
  })
  return { hub, clock }
}

/** What waits in a stream. */
function read(stream: { read(): unknown }): TapLine[] {
  const text = String(stream.read() ?? '')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

const kinds = (lines: readonly TapLine[]) => lines.map((line) => Object.keys(line)[0])

describe('the rate', () => {
  it('is a hundred records a second, and what is beyond it is counted', () => {
    const { hub, clock } = setup()
    const stream = hub.open({})
    const batch = Array.from({ length: 250 }, (_, i) => seen(`line ${i}`))
    hub.offer(batch)
    expect(read(stream).filter((line) => 'record' in line)).toHaveLength(100)
    clock.at += 500
    hub.offer(batch)
    expect(kinds(read(stream))).toEqual(Array(50).fill('record'))
    aSecond()
    expect(read(stream)[0]).toEqual({ skipped: 350 })
    clock.at += 10_000
    hub.offer(batch)
    expect(read(stream)).toHaveLength(100)
    stream.destroy()
  })

  it('is for what was asked for alone, and may be chosen', () => {
    const { hub } = setup()
    const stream = hub.open({ rate: 2, text: 'wanted' })
    hub.offer(['wanted', 'no', 'no', 'WANTED', 'no', 'wanted'].map((text) => seen(text)))
    expect(kinds(read(stream))).toEqual(['heartbeat', 'record', 'record'])
    hub.offer([])
    stream.destroy()
  })
})

describe('a slow reader', () => {
  it('is left out, and its stream never grows', () => {
    const { hub, clock } = setup()
    const stream = hub.open({ rate: 1000 })
    const batch = Array.from({ length: 100 }, () => seen('x'.repeat(10_000)))
    for (let i = 0; i < 50; i++) {
      hub.offer(batch)
      clock.at += 1000
    }
    expect(stream.readableLength).toBeLessThan(600_000)
    const lines = read(stream)
    hub.offer([seen('again')])
    aSecond()
    const skipped = 5000 - lines.filter((line) => 'record' in line).length
    expect(read(stream)).toEqual([
      { record: expect.objectContaining({ fields: { message: 'again' } }) },
      { skipped },
    ])
    stream.destroy()
  })
})

describe('the time that taps take', () => {
  it('is a tenth of a second in a second, and what they do not see is counted', () => {
    const { hub } = setup(1)
    const stream = hub.open({ rate: 1000 })
    hub.offer(Array.from({ length: 1000 }, (_, i) => seen(`line ${i}`)))
    const shown = read(stream).filter((line) => 'record' in line).length
    expect(shown).toBeLessThan(150)
    aSecond()
    expect(read(stream)[0]).toEqual({ skipped: 1000 - shown })
    stream.destroy()
  })
})

describe('a reader', () => {
  it('hears every five seconds that the server is there', () => {
    const { hub, clock } = setup()
    const stream = hub.open({})
    expect(kinds(read(stream))).toEqual(['heartbeat'])
    for (let i = 0; i < 4; i++, clock.at += 1000) aSecond()
    expect(read(stream)).toEqual([])
    clock.at += 1000
    aSecond()
    expect(kinds(read(stream))).toEqual(['heartbeat'])
    stream.destroy()
  })

  it('that takes nothing for a minute gives up its place', () => {
    const { hub, clock } = setup()
    const stream = hub.open({ rate: 1000 })
    for (let i = 0; i < 100; i++) hub.offer([seen('x'.repeat(50_000))])
    clock.at += 59_000
    aSecond()
    expect(stream.destroyed).toBe(false)
    clock.at += 1000
    aSecond()
    expect(stream.destroyed).toBe(true)
  })

  it('that never takes the last lines of its own gives up its place too', () => {
    const { hub, clock } = setup()
    const stream = hub.open({ count: 3 })
    hub.offer(Array.from({ length: 3 }, () => seen('x'.repeat(50_000))))
    aSecond()
    clock.at += 60_000
    aSecond()
    expect(stream.destroyed).toBe(true)
  })
})

describe('a text', () => {
  it('is looked for in the first 256 thousand characters of a record', () => {
    const { hub } = setup()
    const stream = hub.open({ text: 'needle' })
    hub.offer([200_000, 300_000].map((at) => seen(`${'a'.repeat(at)}needle`)))
    expect(read(stream).filter((line) => 'record' in line)).toHaveLength(1)
    stream.destroy()
  })

  it('is found in a field behind the message', () => {
    const { hub } = setup()
    const stream = hub.open({ text: 'needle' })
    const record = seen('a message')
    record.point.set('n', ['x', 'a Needle'])
    hub.offer([record])
    expect(kinds(read(stream))).toEqual(['heartbeat', 'record'])
    stream.destroy()
  })
})

describe('a place', () => {
  it('is given to sixteen readers, and given back', async () => {
    const { hub } = setup()
    const streams = Array.from({ length: 16 }, () => hub.open({}))
    expect([hub.refusal, hub.listening]).toEqual(['full', true])
    for (const stream of streams) {
      const closed = new Promise((resolve) => stream.once('close', resolve))
      stream.destroy()
      await closed
    }
    expect([hub.refusal, hub.listening]).toEqual([undefined, false])
  })

  it('is no one’s when the server stops', () => {
    const { hub } = setup()
    const stream = hub.open({})
    hub.close()
    hub.offer([seen('late')])
    expect(kinds(read(stream))).toEqual(['heartbeat', 'end'])
    expect(hub.refusal).toBe('closed')
    stream.destroy()
  })
})

describe('a line', () => {
  it('is one line of JSON, whatever is in the record', () => {
    const point = new Point('a\nb', NOW, Tags.of([['k', 'x\u2028"\\']]))
    point.set('bytes', 'a\udc80b')
    point.set('large', 2n ** 60n)
    point.set('__proto__', 'own')
    const line = lineOf({ record: tapRecord({ point, came: 'a\nb', filtered: false }) })
    expect(line.match(/\n/g)).toHaveLength(1)
    const { record } = JSON.parse(line)
    expect(record).toMatchObject({ source: 'a\nb', time: '2023-11-14T22:13:20.000000000Z' })
    expect(record.fields.bytes).toBe('a\ufffdb')
    expect(record.fields.large).toBe('1152921504606846976')
    expect(Object.keys(record.fields)).toContain('__proto__')
  })

  it('has an end, also of a record of many megabytes', () => {
    const point = new Point('app', NOW)
    for (let i = 0; i < 100; i++) point.set(`key${i}`, 'y'.repeat(100_000))
    const record = tapRecord({ point, came: 'app', filtered: false })
    expect(record.cut).toBe(true)
    expect(Object.keys(record.fields)).toHaveLength(100)
    expect(JSON.stringify(record).length).toBeLessThan(300_000)
  })
})

describe('a query', () => {
  it('is the same when it was written and read again', () => {
    const query = {
      source: ['a', 'b&c=d'],
      script: ['x.p'],
      status: ['error'],
      host: ['h'],
      matched: false,
      text: 'ä (+)%',
      count: 5,
      rate: 1000,
    }
    const raw: Record<string, string[]> = {}
    for (const [key, value] of new URLSearchParams(writeTapQuery(query))) {
      raw[key] = [...(raw[key] ?? []), value]
    }
    expect(readTapQuery(raw)).toEqual(query)
  })
})
