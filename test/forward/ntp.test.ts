// The clock of the Dataway: when it is used, when it is let go of again, and what a Dataway without one does.
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { LocalDataway } from '../../src/dataway/local.js'
import { DatawayClock } from '../../src/forward/dataway-clock.js'
import { FORWARD_DEFAULTS, type ForwardOptions } from '../../src/forward/options.js'
import { Events } from '../../src/telemetry/events.js'
import { logTo } from '../../src/telemetry/log.js'
import { Metrics } from '../../src/telemetry/metrics.js'
import { ManualClock } from './manual-clock.js'
import { TOKEN } from './setup.js'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const NOW = 1_700_000_000_000
const INTERVAL = FORWARD_DEFAULTS.ntpIntervalMs

/** A clock on the address; this node's wall stands still where it is put. */
async function clockOf(url: string, options: Partial<ForwardOptions> = {}) {
  const lines: string[] = []
  const clock = new ManualClock()
  const metrics = new Metrics({ version: 'test' })
  const log = logTo({ write: (line: string) => void lines.push(line) }, 'debug')
  const events = new Events(metrics, log, clock)
  const node = { wall: NOW }
  const tools = { hostname: 'node-1', clock, events, wall: () => node.wall }
  const it = new DatawayClock(`${url}/?token=${TOKEN}`, { ...FORWARD_DEFAULTS, ...options }, tools)
  cleanUps.push(() => it.stop())
  await it.start()
  return {
    it,
    node,
    clock,
    lines,
    seconds: () => Number(it.offsetNs / 1_000_000_000n),
    /** Lets the interval pass and the answer arrive. */
    async next(): Promise<void> {
      clock.advance(INTERVAL)
      await clock.waitedFor(INTERVAL)
    },
    async count(series: string): Promise<number> {
      const line = (await metrics.text()).split('\n').find((l) => l.startsWith(`${series} `))
      return Number(line?.split(' ').at(-1) ?? 0)
    },
  }
}

async function dataway(now: () => number): Promise<string> {
  const local = new LocalDataway({ now })
  await local.start()
  cleanUps.push(() => local.stop())
  return local.url
}

async function server(answer: RequestListener): Promise<string> {
  const http = createServer(answer).listen(0, '127.0.0.1')
  await once(http, 'listening')
  cleanUps.push(() => {
    http.closeAllConnections()
    http.close()
  })
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`
}

describe('the clock of the Dataway', () => {
  it.each([
    [0, 0],
    [29, 0],
    [-29, 0],
    [31, 31],
    [-31, -30],
    [86_400, 86_400],
  ])('that is %i s ahead adds %i s', async (ahead, added) => {
    const { seconds } = await clockOf(await dataway(() => NOW + ahead * 1000))
    expect(seconds()).toBe(added)
  })

  it('is told once, stays while it is about right, and goes when the node is right again', async () => {
    let ahead = 100
    const { seconds, next, node, lines, count } = await clockOf(
      await dataway(() => NOW + ahead * 1000),
    )
    ahead = 102
    await next()
    expect(seconds()).toBe(100)
    node.wall += 102_000
    await next()
    expect(seconds()).toBe(0)
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'warn', event: 'clock', seconds: 100.5 },
      { level: 'info', event: 'clock' },
    ])
    expect(await count('datakit_ntp_sync_total')).toBe(2)
    expect(await count('logfwdserver_clock_offset_seconds')).toBe(0)
    expect(await count('logfwdserver_clock_requests_total{result="ok"}')).toBe(3)
  })

  it('is asked for like everything else, with the token in the query', async () => {
    const seen: unknown[] = []
    const url = await server(({ method, url, headers }, response) => {
      seen.push([method, url, headers['user-agent']])
      response.end('{"timestamp_sec":1700000100}')
    })
    const { seconds } = await clockOf(url)
    expect(seconds()).toBe(100)
    const agent = expect.stringMatching(/^datakit-.*\/node-1$/)
    expect(seen).toEqual([['GET', `/v1/ntp?token=${TOKEN}`, agent]])
  })

  it.each<[string, RequestListener]>([
    ['another status', (_request, response) => response.writeHead(404).end('{"timestamp_sec":1}')],
    ['no JSON', (_request, response) => response.end('<html>')],
    ['no number', (_request, response) => response.end('{"timestamp_sec":"1"}')],
    ['no time', (_request, response) => response.end('{"timestamp_sec":1e300}')],
    ['null', (_request, response) => response.end('null')],
    ['no end', (_request, response) => response.end('x'.repeat(1024 * 1024))],
    ['a closed connection', (request) => request.socket.destroy()],
  ])(
    'changes nothing when the answer is %s; it is counted and told, and asked again',
    async (_, answer) => {
      const { seconds, next, lines, count } = await clockOf(await server(answer))
      await next()
      expect(seconds()).toBe(0)
      const told = { level: 'info', event: 'clock' }
      expect(lines.map((line) => JSON.parse(line))).toMatchObject([told, told])
      expect(await count('logfwdserver_clock_requests_total{result="failed"}')).toBe(2)
    },
  )

  it('does not hold up a start for long, and is given up by a stop', async () => {
    const url = await server(() => {})
    const clock = new ManualClock()
    const events = new Events(
      new Metrics({ version: 'test' }),
      logTo({ write: () => {} }, 'info'),
      clock,
    )
    const tools = { hostname: 'node-1', clock, events, wall: () => NOW }
    const it = new DatawayClock(url, FORWARD_DEFAULTS, tools)
    const started = it.start()
    await clock.waitedFor(1000)
    clock.advance(1000)
    await started
    await it.stop()
    expect(it.offsetNs).toBe(0n)
  })
})
