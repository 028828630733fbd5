// `top`: what it prints and draws, and that it gives the terminal back.
import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ReadStream, WriteStream } from 'node:tty'
import { describe, expect, it } from 'vitest'
import { bytesText, countText, durationText, nsText, shareText } from '../../src/cli/figures.js'
import { paintFor } from '../../src/cli/paint.js'
import { Terminal } from '../../src/cli/terminal.js'
import { type Sort, screen, type View } from '../../src/cli/top-screen.js'
import { rates } from '../../src/overview/rates.js'
import type { Overview } from '../../src/overview/shape.js'
import { widthOf } from '../../src/util/columns.js'
import { later, sidecar, start } from '../tap/setup.js'
import { called } from './called.js'

const paint = paintFor({})

function overview(more: Partial<Overview> = {}): Overview {
  const waiting = { count: 3, bytes: 1500 }
  const none = { failed: 0, unparsed: 0, dropped: 0, quarantines: 0 }
  const script = (name: string, matched: number, missed: number, ns: number) => ({
    name,
    state: 'ok' as const,
    records: matched + missed,
    matched,
    missed,
    ns,
    ...none,
  })
  return {
    version: '1.2.3',
    commit: 'x',
    host: 'node-1',
    state: 'ready',
    now: '2026-01-01T03:04:05.000Z',
    startedAt: '2026-01-01T00:00:00.000Z',
    uptimeSeconds: 10,
    sources: [
      { name: 'small', records: 10, bytes: 1000, matched: 5, missed: 5 },
      { name: 'large', records: 1000, bytes: 50_000, matched: 1000, missed: 0 },
    ],
    scripts: [script('fast.p', 1000, 0, 1e6), script('slow.p', 5, 5, 9e6)],
    drops: { filtered: 20, expired: 5 },
    deadLetters: { http_400: 2 },
    messages: { accepted: 1010 },
    receivedBytes: 51_000,
    buffer: {
      bytes: 1e6,
      count: 7,
      capacity: 1e9,
      oldestSeconds: 75,
      full: false,
      durable: true,
      writable: true,
    },
    dataways: [
      {
        endpoint: 'https://d?token=***',
        state: 'failing',
        last: 'Bad Gateway',
        answers: { OK: 10, 'Bad Gateway': 10 },
        seconds: 1,
        waiting,
      },
    ],
    input: { connections: 2, queueBytes: 0, unfinishedBytes: 0, parked: 0, pausedSeconds: {} },
    process: { rss: 100e6, heapUsed: 50e6, cpuSeconds: 1 },
    reload: { ok: true, faults: [] },
    ...more,
  }
}

function view(more: Partial<Overview> = {}): View {
  const after = overview(more)
  return { overview: after, rates: rates(undefined, after) }
}

const lines = (sort: Sort = 'rate', more: Partial<Overview> = {}) =>
  screen(view(more), { sort, paint })

describe('the screen', () => {
  it('has everything that is asked first', () => {
    expect(lines()).toEqual(
      [
        'logfwdserver 1.2.3  node-1  up 10s  ready  03:04:05 UTC',
        'in      101 records/s  5.1 kB/s  matched 99.5%  connections 2  waiting 0 B  cpu 10.0%  memory 100 MB',
        'buffer  1.0 MB of 1.0 GB (0.1%)  7 records  oldest 1m15s',
        'dataway https://d?token=***  failing  Bad Gateway  2.0 requests/s  50 ms  Bad Gateway 1.0/s  waiting 3 records, 1.5 kB',
        'drops   filtered 20 (2.0/s)  expired 5 (0.5/s)  dead letters 2',
        '',
        'SOURCE  REC/S  BYTES/S  MATCH  RECORDS    BYTES',
        'large     100   5.0 kB   100%    1,000  50.0 kB',
        'small     1.0    100 B  50.0%       10   1.0 kB',
        '',
        'SCRIPT  REC/S  MATCH  COST/REC  CORE  SHARE  FAILED  UNPARSED  STATE',
        'fast.p    100   100%    1.0 µs  <0.1%  10.0%       0         0  ok',
        'slow.p    1.0  50.0%    900 µs  0.1%  90.0%       0         0  ok',
      ].map((line) => expect.stringMatching(spaced(line))),
    )
  })

  it.each<[Sort, string[]]>([
    ['rate', ['large', 'small', 'fast.p', 'slow.p']],
    ['match', ['small', 'large', 'slow.p', 'fast.p']],
    ['cost', ['large', 'small', 'slow.p', 'fast.p']],
    ['name', ['large', 'small', 'fast.p', 'slow.p']],
  ])('is sorted by %s', (sort, names) => {
    const first = lines(sort).map((line) => line.split(' ')[0]!)
    expect(first.filter((word) => names.includes(word))).toEqual(names)
  })

  it('tells what is wrong', () => {
    const buffer = { ...overview().buffer, full: true, writable: false }
    const reload = { ok: false, faults: ['a.p:1:1: error PL102: no', 'b.p: no'] }
    const input = { ...overview().input, pausedSeconds: { buffer: 12 }, parked: 3 }
    const text = lines('rate', { buffer, reload, input }).join('\n')
    for (const part of [
      'FULL: nothing is read',
      'THE DISK TAKES NOTHING',
      'reading paused 12s in all',
      '3 wait for an answer',
      'faults  a.p:1:1: error PL102: no  (and 1 more)',
    ])
      expect(text).toContain(part)
    const stale = { ...view(), trouble: 'no server answers' }
    expect(screen(stale, { sort: 'rate', paint }).join('\n')).toContain('no answer: no server')
  })

  it('says so when there is nothing yet', () => {
    const text = lines('rate', { sources: [], scripts: [], drops: {}, deadLetters: {} })
    expect(text.filter((line) => line === 'none yet')).toHaveLength(2)
    expect(text).toContain('drops   none')
    const [script] = overview().scripts
    const scripts = [{ ...script!, dropped: 4 }]
    expect(lines('rate', { scripts, drops: {}, deadLetters: {} })).toContain('drops   by scripts 4')
  })

  it.each([
    [80, 24],
    [40, 15],
    [200, 60],
  ])('fits a terminal of %i columns and %i lines', (width, height) => {
    const sources = Array.from({ length: 100 }, (_, i) => ({
      name: `日志-source-with-a-name-that-is-rather-long-${i}`,
      records: i,
      bytes: i,
      matched: i,
      missed: 0,
    }))
    const drawn = screen(view({ sources }), { sort: 'rate', paint, width, height, keys: true })
    expect(drawn.length).toBeLessThanOrEqual(height)
    for (const line of drawn) expect(widthOf(line)).toBeLessThanOrEqual(width)
    expect(drawn.at(-1)).toContain('sorted by rate')
    expect(drawn.some((line) => /^… \d+ more$/.test(line))).toBe(true)
  })

  it('obeys nothing that stands in a name', () => {
    const sources = [{ name: 'a\u001b[2Jb', records: 1, bytes: 1, matched: 0, missed: 0 }]
    expect(lines('rate', { sources }).join('')).not.toContain('\u001b')
  })
})

describe('figures', () => {
  it.each([
    [countText(12), '12'],
    [countText(12_345.4), '12,345'],
    [countText(12_345_678), '12.3M'],
    [bytesText(0), '0 B'],
    [bytesText(999), '999 B'],
    [bytesText(999_950), '1.0 MB'],
    [shareText(undefined), '–'],
    [shareText(0), '0%'],
    [shareText(0.0001), '<0.1%'],
    [shareText(0.9999), '>99.9%'],
    [shareText(1), '100%'],
    [nsText(undefined), '–'],
    [nsText(850.4), '850 ns'],
    [nsText(1300), '1.3 µs'],
    [nsText(12e6), '12 ms'],
    [durationText(0), '0s'],
    [durationText(0.44), '0.4s'],
    [durationText(200), '3m20s'],
    [durationText(5 * 3600 + 12 * 60), '5h12m'],
    [durationText(51 * 3600), '2d3h'],
  ])('%s', (text, expected) => expect(text).toBe(expected))
})

describe('top', () => {
  it('prints one state where there is no terminal', async () => {
    const server = await start()
    const { send } = await sidecar(server)
    send(['n=5 info', 'none'])
    await server.dataway.waitFor(2, 10_000)
    const flags = ['--url', server.addresses.api, '--interval', '0.2']
    const { status, stdout, stderr } = await called(['top', ...flags])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^logfwdserver .* node-1 .* ready/)
    expect(stdout).toMatch(/^app +\d.* 2 /m)
    expect(stdout).toMatch(/^app\.p /m)
    expect(stdout).not.toContain('\u001b')
  })

  it('prints JSON of the state and its rates', async () => {
    const { addresses } = await start()
    const flags = ['--url', addresses.api, '--interval', '0.2', '--json']
    const { stdout } = await called(['top', ...flags])
    const { overview, rates } = JSON.parse(stdout)
    expect([overview.host, rates.records]).toEqual(['node-1', 0])
    expect(rates.seconds).toBeGreaterThanOrEqual(0.2)
  })

  it('ends with 1 when no server is there, or another one', async () => {
    const none = await called(['top', '--url', 'http://127.0.0.1:9'])
    expect(none).toMatchObject({ status: 1, stderr: expect.stringContaining('no server answers') })
    const other = createServer((_, reply) => reply.end('{}')).listen(0, '127.0.0.1')
    later(() => other.close())
    await once(other, 'listening')
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    expect(await called(['top', '--url', url])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is no server of this kind'),
    })
  })

  it.each([
    [['--sort', 'size'], 'Allowed choices are rate, match, cost, name'],
    [['--interval', '0'], '--interval'],
    [['--interval', 'soon'], '--interval'],
  ])('ends with 2 for wrong usage: %j', async (flags, message) => {
    const { status, stderr } = await called(['top', ...flags])
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('a terminal', () => {
  function setup() {
    const written: string[] = []
    const keys: string[] = []
    const output = Object.assign(new EventEmitter(), {
      columns: 20,
      rows: 3,
      write: (text: string) => written.push(text),
    })
    const input = Object.assign(new EventEmitter(), {
      isTTY: true,
      raw: false,
      setRawMode: (on: boolean) => {
        input.raw = on
      },
      resume() {},
      pause() {},
    })
    const drawing = {
      key: (key: string) => void keys.push(key),
      lines: (width: number, height: number) => [`${width}x${height}`, 'b', 'c', 'd'],
    }
    const terminal = new Terminal(
      drawing,
      output as unknown as WriteStream,
      input as unknown as ReadStream,
    )
    return { written, keys, output, input, terminal }
  }

  it('is drawn over and never cleared, no further than it goes', () => {
    const { terminal, written } = setup()
    terminal.open()
    terminal.draw()
    expect(written.at(-1)).toBe('\u001b[H20x3\u001b[K\r\nb\u001b[K\r\nc\u001b[K\u001b[J')
    terminal.close()
  })

  it('is drawn at once when its size changes or a key is pressed', () => {
    const { terminal, written, keys, output, input } = setup()
    terminal.open()
    output.columns = 50
    output.emit('resize')
    expect(written.at(-1)).toContain('50x3')
    input.emit('data', Buffer.from('rq'))
    expect([keys, written.length]).toEqual([['r', 'q'], 3])
    terminal.close()
  })

  it('is given back once, also when the process ends otherwise', () => {
    const { terminal, written, input, output } = setup()
    terminal.open()
    expect(input.raw).toBe(true)
    process.listeners('exit').at(-1)!(0)
    terminal.close()
    expect(written).toEqual(['\u001b[?1049h\u001b[?25l', '\u001b[?25h\u001b[?1049l'])
    expect(input.raw).toBe(false)
    expect(output.listenerCount('resize') + input.listenerCount('data')).toBe(0)
  })
})

/** The line with as many blanks as the columns need. */
function spaced(line: string): RegExp {
  const words = line.split(/ +/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${words.join(' +')}$`)
}
