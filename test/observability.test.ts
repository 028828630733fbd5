// The counters of a running server move when they should, and its health tells what a person wants to know.
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { liveness, readiness } from '../src/health.js'
import { startServer, type TestServer } from './support/server.js'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function start(scripts: Record<string, string> = {}, env: Record<string, string> = {}) {
  const server = await startServer(env, scripts)
  cleanUps.push(() => server.stop())
  return server
}

async function get({ addresses }: TestServer, path: string) {
  const answer = await fetch(`http://${addresses.api}${path}`)
  return { status: answer.status, text: await answer.text() }
}

async function connect({ addresses }: TestServer): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${addresses.log[0]}/logfwd`)
  await once(socket, 'open')
  cleanUps.push(() => socket.terminate())
  return socket
}

/** Series of the metrics that begin with a text, sorted. */
async function series(server: TestServer, name: string): Promise<string[]> {
  const { text } = await get(server, '/metrics')
  return text
    .split('\n')
    .filter((line) => line.startsWith(name))
    .sort()
}

const message = (log: string, lines?: number, source = 'app') =>
  JSON.stringify({ source, fields: { filepath: `/${source}.log`, log_read_lines: lines }, log })

describe('the metrics', () => {
  it('count the calls of grok by script', async () => {
    const server = await start({ 'app.p': 'grok(_, "n=%{INT:n}")' })
    const socket = await connect(server)
    for (const log of ['n=1', 'n=2', 'none']) socket.send(message(log))
    await server.dataway.waitFor(3, 10_000)
    expect(await series(server, 'logfwdserver_grok_total')).toEqual([
      'logfwdserver_grok_total{script="app.p",result="match"} 2',
      'logfwdserver_grok_total{script="app.p",result="miss"} 1',
    ])
  })

  it('count lines that never arrived by source', async () => {
    const server = await start()
    const socket = await connect(server)
    for (const line of [1, 2, 5]) socket.send(message('x', line))
    for (const line of [7, 17]) socket.send(message('x', line, 'nginx'))
    const second = await connect(server)
    second.send(message('x', 9))
    await server.dataway.waitFor(6, 10_000)
    expect(await series(server, 'logfwdserver_upstream_lost_lines_total')).toEqual([
      'logfwdserver_upstream_lost_lines_total{source="app"} 2',
      'logfwdserver_upstream_lost_lines_total{source="nginx"} 9',
    ])
  })

  it('count messages by what came of them, and connections by port and end', async () => {
    const server = await start()
    const socket = await connect(server)
    for (const text of [message('x'), '{', '{"tags":{"a":1}}', message('y')]) socket.send(text)
    await server.dataway.waitFor(2, 10_000)
    expect(await series(server, 'logfwdserver_messages_total')).toEqual([
      'logfwdserver_messages_total{result="accepted"} 2',
      'logfwdserver_messages_total{result="bad_json"} 1',
      'logfwdserver_messages_total{result="bad_member"} 1',
    ])
    const open = 'logfwdserver_connections{listener="127.0.0.1:0"}'
    expect(await series(server, 'logfwdserver_connections{')).toEqual([`${open} 1`])
    socket.close()
    const closed = 'logfwdserver_connections_closed_total'
    while ((await series(server, `${closed}{`)).length === 0);
    expect(await series(server, `${closed}{`)).toEqual([`${closed}{reason="peer"} 1`])
    expect(await series(server, 'logfwdserver_connections{')).toEqual([`${open} 0`])
  })

  it('count requests to the HTTP API by route, so that no path makes a series', async () => {
    const server = await start()
    await get(server, '/v1/ping')
    for (let i = 0; i < 5; i++) await get(server, `/nothing/${i}`)
    expect(await series(server, 'datakit_http_api_total')).toEqual([
      'datakit_http_api_total{api="/v1/ping",method="GET",status="OK"} 1',
      'datakit_http_api_total{api="other",method="GET",status="Not Found"} 5',
    ])
  })
})

describe('health', () => {
  it('is told in the form of DataKit too', async () => {
    const server = await start()
    const health = await get(server, '/healthz')
    expect(health.status).toBe(200)
    expect(JSON.parse(health.text)).toEqual({ ok: true, turnMs: expect.any(Number), failed: [] })
    const datakit = await get(server, '/v1/health')
    expect(datakit.status).toBe(200)
    const body = JSON.parse(datakit.text)
    expect(body).toEqual({ live: true, checked_at: expect.any(String), failed_components: [] })
    expect(new Date(body.checked_at).toISOString()).toBe(body.checked_at)
  })

  it('fails when a batch that could run does not', async () => {
    expect(await liveness({ overdueMs: 59_000 })).toMatchObject({ ok: true })
    expect(await liveness({ overdueMs: 61_000 })).toMatchObject({
      ok: false,
      failed: [{ name: 'pipeline' }],
    })
  })

  it('is readiness with everything that is asked first', async () => {
    const server = await start({ 'good.p': 'add_key(a, 1)', 'bad.p': 'grok(' })
    await connect(server)
    const { status, text } = await get(server, '/readyz')
    expect(status).toBe(200)
    expect(JSON.parse(text)).toMatchObject({
      ok: true,
      state: 'ready',
      connections: 1,
      queue: { bytes: 0 },
      buffer: { bytes: 0, count: 0, full: false, oldestSeconds: 0, durable: true },
      dataways: [{ state: 'ok', last: '' }],
      scripts: 2,
      faults: [expect.stringContaining('bad.p')],
      reload: { ok: false, at: expect.any(String) },
      lookups: { geoip: false },
    })
  })

  it('has the age of the oldest record and the tables', () => {
    const reading = {
      state: 'stopping',
      queueBytes: 1,
      unfinishedBytes: 0,
      parkedPoints: 0,
      scripts: 0,
      endpoints: [],
    } as const
    const stages = {
      buffer: { state: { bytes: 5, count: 1, oldest: 1000, capacity: 9 }, durable: false },
      queue: { connections: 0 },
      pump: { blocked: true },
      reloads: { faults: [], last: undefined },
      lookup: {
        state: { geoip: true, tables: { tables: 1, rows: 2, loadedAt: 0, failed: true } },
      },
    }
    expect(readiness(reading, stages, 3500)).toMatchObject({
      ok: false,
      detail: {
        state: 'stopping',
        buffer: { oldestSeconds: 2.5, full: true },
        lookups: { geoip: true, tables: { rows: 2, failed: true } },
      },
    })
  })
})
