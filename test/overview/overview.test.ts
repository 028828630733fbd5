// `GET /v1/overview` of a running server: the same numbers that the metrics have, and what people ask first.
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { overviewRoutes } from '../../src/overview/routes.js'
import type { Overview } from '../../src/overview/shape.js'
import { Api } from '../../src/receive/api.js'
import { RECEIVE_DEFAULTS } from '../../src/receive/options.js'
import { tapRoutes } from '../../src/tap/routes.js'
import { TapHub } from '../../src/tap/tap.js'
import { SOURCES } from '../support/api-sources.js'
import { startServer, type TestServer } from '../support/server.js'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function start(scripts: Record<string, string> = {}, env: Record<string, string> = {}) {
  const server = await startServer(env, scripts)
  cleanUps.push(() => server.stop())
  return server
}

async function overviewOf({ addresses }: TestServer): Promise<Overview> {
  return (await (await fetch(`http://${addresses.api}/v1/overview`)).json()) as Overview
}

async function send({ addresses }: TestServer, logs: readonly [source: string, log: string][]) {
  const socket = new WebSocket(`ws://${addresses.log[0]}/logfwd`)
  cleanUps.push(() => socket.terminate())
  await once(socket, 'open')
  for (const [source, log] of logs) socket.send(JSON.stringify({ source, log }))
}

const SCRIPTS = {
  'app.p': 'grok(_, "n=%{INT:n:int}")\nif n == 7 {\n  x = 1 + nil\n}\nif n == 3 { drop() }\n',
  'bad.p': 'grok(',
  'idle.p': 'add_key(a, 1)',
}

describe('the overview', () => {
  it('of a server that has just started has nothing in it', async () => {
    const server = await start()
    const overview = await overviewOf(server)
    expect(overview).toMatchObject({
      host: 'node-1',
      state: 'ready',
      sources: [],
      scripts: [],
      drops: {},
      receivedBytes: 0,
      buffer: { bytes: 0, count: 0, oldestSeconds: 0, full: false, durable: true, writable: true },
      dataways: [
        {
          endpoint: `${server.dataway.url}?token=***`,
          state: 'ok',
          last: '',
          answers: {},
          seconds: 0,
          waiting: { count: 0, bytes: 0 },
        },
      ],
      input: { connections: 0, queueBytes: 0, unfinishedBytes: 0, parked: 0 },
      reload: { ok: true, faults: [] },
    })
    expect(new Date(overview.now).toISOString()).toBe(overview.now)
    expect(overview.process.rss).toBeGreaterThan(0)
  })

  it('counts by source and by script', async () => {
    const server = await start(SCRIPTS)
    const lines: [string, string][] = ['n=1', 'n=2', 'none', 'n=7', 'n=3'].map((l) => ['app', l])
    await send(server, [...lines, ['plain', 'x'], ['idle', 'y']])
    await server.dataway.waitFor(6, 10_000)
    const { sources, scripts, drops, messages, dataways, input } = await overviewOf(server)
    expect(sources.map(({ bytes, ...counts }) => [bytes > 0, counts])).toEqual([
      [true, { name: 'app', records: 5, matched: 3, missed: 2 }],
      [true, { name: 'plain', records: 1, matched: 0, missed: 0 }],
      [true, { name: 'idle', records: 1, matched: 1, missed: 0 }],
    ])
    const [app, bad, idle] = scripts
    expect(app).toEqual({
      name: 'app.p',
      state: 'ok',
      hash: expect.stringMatching(/^[0-9a-f]{12}$/),
      lines: 5,
      loadedAt: expect.any(String),
      records: 5,
      matched: 3,
      missed: 2,
      failed: 1,
      unparsed: 0,
      dropped: 1,
      quarantines: 0,
      ns: expect.any(Number),
      error: {
        kind: 'run',
        message: expect.any(String),
        file: 'app.p',
        position: { line: 3, column: expect.any(Number) },
        at: expect.any(String),
      },
    })
    expect(app!.ns).toBeGreaterThan(0)
    expect(bad).toMatchObject({
      name: 'bad.p',
      state: 'refused',
      records: 0,
      error: { kind: 'compile', code: expect.stringMatching(/^PL/), position: { line: 1 } },
    })
    expect(idle).toMatchObject({ name: 'idle.p', state: 'ok', records: 1, matched: 1 })
    expect(drops).toEqual({})
    expect(messages).toEqual({ accepted: 7 })
    expect(dataways[0]!.answers.OK).toBeGreaterThan(0)
    expect(dataways[0]).toMatchObject({ state: 'ok', last: 'OK' })
    expect(input.connections).toBe(1)
  })

  it('has the time of each script by itself, also of those in one batch', async () => {
    const slow = 'n = 0\nfor i = 0; i < 2000; i = i + 1 { n = n + i }\nadd_key(n)'
    const server = await start({ 'slow.p': slow, 'fast.p': 'add_key(a, 1)' })
    const lines = Array.from({ length: 200 }, (_, i) => [i % 2 ? 'slow' : 'fast', 'x'] as const)
    await send(
      server,
      lines.map(([source, log]) => [source, log]),
    )
    await server.dataway.waitFor(200, 10_000)
    const { scripts } = await overviewOf(server)
    const [fast, slowOne] = scripts
    expect([fast!.records, slowOne!.records]).toEqual([100, 100])
    expect(slowOne!.ns).toBeGreaterThan(fast!.ns)
  })

  it('has a Dataway that does not take the token, and what waits for it', async () => {
    const server = await start()
    server.dataway.fail({ status: 403 })
    await send(server, [['app', 'x']])
    let overview = await overviewOf(server)
    while (overview.dataways[0]!.state !== 'paused') overview = await overviewOf(server)
    expect(overview.dataways[0]).toMatchObject({ state: 'paused', last: 'Forbidden' })
    expect(overview.dataways[0]!.answers.Forbidden).toBeGreaterThan(0)
    server.dataway.heal()
  })

  it('has no secret in it', async () => {
    const url = 'http://user:pass@127.0.0.1:1?token=tkn_11112222333344445555666677778888'
    const server = await start({}, { ENV_DATAWAY: url, ENV_FORWARD_GRACE: '0s' })
    const answer = await fetch(`http://${server.addresses.api}/v1/overview?token=mine`)
    const text = await answer.text()
    expect(text).toContain('127.0.0.1:1')
    for (const secret of ['tkn_', 'pass', '1111', 'mine']) expect(text).not.toContain(secret)
  })

  it('keeps its rows in bounds, whatever clients send', async () => {
    const server = await start()
    await send(
      server,
      Array.from({ length: 300 }, (_, i) => [`source-${i}`, 'x']),
    )
    await server.dataway.waitFor(300, 10_000)
    const { sources } = await overviewOf(server)
    expect(sources).toHaveLength(201)
    expect(sources.find(({ name }) => name === 'other')!.records).toBe(100)
  })
})

it.each([
  ['a token of the file', 'token', 'Bearer secret-of-the-node', 200],
  ['another token', 'token', 'Bearer another', 401],
  ['none, where there is a file', 'token', '', 401],
  ['none, where there is no file', undefined, '', 403],
])('another host with %s gets it, or not', async (_, file, authorization, status) => {
  const folder = mkdtempSync(join(tmpdir(), 'overview-'))
  cleanUps.push(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'token'), 'secret-of-the-node\n')
  const apiTokenFile = file && join(folder, file)
  const options = { ...RECEIVE_DEFAULTS, apiAddress: '0.0.0.0:0', apiTokenFile }
  const hub = new TapHub()
  const routes = [overviewRoutes(async () => ({}) as Overview), tapRoutes(hub)]
  const api = new Api(options, SOURCES, routes)
  const headers = { authorization }
  expect((await api.inject('/v1/overview', '10.0.0.9', headers)).statusCode).toBe(status)
  expect((await api.inject('/v1/overview', '127.0.0.1')).statusCode).toBe(200)
  const tap = api.inject('/v1/tap', '10.0.0.9', headers)
  hub.close()
  if (status !== 200) expect((await tap).statusCode).toBe(status)
  await api.stop()
})
