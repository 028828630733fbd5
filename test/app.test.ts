// The stages joined: real sockets in, a real Dataway that fails and recovers, a buffer too small for what arrives.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { App } from '../src/app.js'
import { loadConfig } from '../src/config/load.js'
import type { LocalDataway } from '../src/dataway/local.js'
import { startServer } from './support/server.js'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const CONF =
  '[inputs.logfwdserver]\naddress = "127.0.0.1:0"\n[inputs.logfwdserver.tags]\nzone = "z1"\n'

async function start(env: Record<string, string>, scripts: Record<string, string> = {}) {
  const server = await startServer(env, scripts, { conf: CONF })
  cleanUps.push(server.stop)
  return server
}

async function send(address: string, messages: readonly object[]): Promise<void> {
  const socket = new WebSocket(`ws://${address}/logfwd`)
  await once(socket, 'open')
  for (const message of messages) socket.send(JSON.stringify(message))
  socket.close()
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    source: 'app',
    tags: { flag: 'x' },
    log: `n=${i} ${'-'.repeat(200)}`,
  }))

/** Numbers of the records, sorted. */
const numbers = (dataway: LocalDataway) =>
  dataway
    .records()
    .map(({ fields }) => Number(/n=(\d+)/.exec(String(fields.message))![1]))
    .sort((a, b) => a - b)

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)

describe('the server', () => {
  it('runs the script of the source and tags with message, input and host, in this order', async () => {
    const script = 'grok(_, "n=%{INT:n:int}")'
    const { addresses, dataway } = await start(
      { ENV_GLOBAL_HOST_TAGS: 'zone=z0,flag=y,dc=d1' },
      { 'app.p': script },
    )
    await send(addresses.log[0]!, numbered(1))
    const [record] = await dataway.waitFor(1, 10_000)
    expect(record!.tags).toEqual({ flag: 'x', zone: 'z1', dc: 'd1', host: 'node-1' })
    expect(record!.fields).toMatchObject({ n: 0n, status: 'info' })
  })

  it('ends a loop after the rounds that the configuration allows', async () => {
    const script = 'n = 0\nfor ;; { n = n + 1\nadd_key(n) }'
    const { addresses, dataway } = await start(
      { ENV_LOGFWDSERVER_LOOP_STEPS: '7' },
      { 'app.p': script },
    )
    await send(addresses.log[0]!, numbered(1))
    const [record] = await dataway.waitFor(1, 10_000)
    expect(record!.fields.n).toBe(7n)
  })

  it('tells about the script on every record when asked', async () => {
    const env = { ENV_ENABLE_DEBUG_FIELDS: 'true' }
    const { addresses, dataway } = await start(env, { 'app.p': 'add_key(a, 1)' })
    await send(addresses.log[0]!, numbered(1))
    const [record] = await dataway.waitFor(1, 10_000)
    expect(record!.tags).toMatchObject({
      _pl_script: 'app.p',
      _pl_service: 'datakit',
      _pl_ns: 'default',
      _pl_status: 'ok',
    })
    expect(record!.fields._pl_cost).toBeTypeOf('number')
  })

  it('delivers everything once when the Dataway fails and the buffer is too small for it', async () => {
    const { addresses, dataway } = await start({
      ENV_LOGFWDSERVER_BUFFER: 'memory',
      ENV_LOGFWDSERVER_BUFFER_BYTES: '100000',
    })
    dataway.fail({ status: 503 })
    await send(addresses.log[0]!, numbered(4000))
    await dataway.until((counts) => counts.requests >= 3)
    dataway.heal()
    await dataway.waitFor(4000, 15_000)
    expect(numbers(dataway)).toEqual(upTo(4000))
  })

  describe('a script that asks an HTTP server', () => {
    const asking = (url: string) =>
      `if "ask" in _ { a = http_request("GET", "${url}")\nif a != nil { add_key(answer, a["body"]) } }\nadd_key(done, true)`
    const env = {
      ENV_PIPELINE_DISABLE_HTTP_REQUEST_FUNC: 'false',
      ENV_PIPELINE_HTTP_REQUEST_CIDR_WHITELIST: '127.0.0.0/8',
    }

    /** A server whose answers are held back until `release`. */
    async function held() {
      const waiting: ServerResponse[] = []
      const server = createServer((_request, response) => void waiting.push(response))
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      cleanUps.push(() => {
        server.closeAllConnections()
        server.close()
      })
      const { port } = server.address() as AddressInfo
      return {
        url: `http://127.0.0.1:${port}/`,
        waiting,
        release: () => waiting.splice(0).forEach((response) => void response.end('yes')),
      }
    }

    it('holds up its own record and no other', async () => {
      const server = await held()
      const { addresses, dataway } = await start(env, { 'app.p': asking(server.url) })
      const other = { source: 'app', log: 'other' }
      await send(addresses.log[0]!, [{ source: 'app', log: 'ask' }, other])
      const [first] = await dataway.waitFor(1, 10_000)
      expect(first!.fields).toMatchObject({ message: 'other', done: true })
      await expect.poll(() => server.waiting.length).toBe(1)
      server.release()
      const records = await dataway.waitFor(2, 10_000)
      const asked = records.find(({ fields }) => fields.message === 'ask')
      expect(asked!.fields).toMatchObject({ answer: 'yes', done: true })
    })

    it('loses no record when the server stops before the answer', async () => {
      const server = await held()
      const { app, addresses, dataway } = await start(
        { ...env, ENV_LOGFWDSERVER_GRACE: '200ms' },
        { 'app.p': asking(server.url) },
      )
      await send(addresses.log[0]!, [{ source: 'app', log: 'ask' }])
      await expect.poll(() => server.waiting.length).toBe(1)
      expect(await app.stop()).toEqual({ undelivered: 0 })
      const [record] = dataway.records()
      expect(record!.fields).toMatchObject({ message: 'ask', done: true })
      expect(record!.fields.answer).toBeUndefined()
    })
  })

  it('delivers what has arrived when it is told to stop', async () => {
    const { app, addresses, dataway } = await start({ ENV_IO_FLUSH_INTERVAL: '1h' })
    await send(addresses.log[0]!, numbered(500))
    const kept = async () => {
      const answer = await fetch(`http://${addresses.api}/readyz`)
      return ((await answer.json()) as { buffer: { count: number } }).buffer.count
    }
    while ((await kept()) < 500) await new Promise((resolve) => setImmediate(resolve))
    expect(await app.stop()).toEqual({ undelivered: 0 })
    expect(numbers(dataway)).toEqual(upTo(500))
  })

  it('ends when it is told to stop before it has started', async () => {
    const table = createServer(() => {}).listen(0, '127.0.0.1')
    cleanUps.push(
      () => table.close(),
      () => table.closeAllConnections(),
    )
    await once(table, 'listening')
    const { port } = table.address() as AddressInfo
    const home = mkdtempSync(join(tmpdir(), 'logfwdserver-app-'))
    cleanUps.push(() => rmSync(home, { recursive: true, force: true }))
    const { config } = loadConfig({
      home,
      env: {
        ENV_REFER_TABLE_URL: `http://127.0.0.1:${port}/`,
        ENV_HTTP_LISTEN: '127.0.0.1:0',
        ENV_LOG: join(home, 'log'),
      },
    })
    const app = new App({
      ...config,
      receive: { ...config.receive, listeners: [{ address: '127.0.0.1:0', tags: {}, origin: '' }] },
    })
    const started = app.start()
    await once(table, 'request')
    await app.stop()
    const { log, api } = await started
    for (const address of [...log, api])
      await expect(fetch(`http://${address}/`)).rejects.toThrow('fetch failed')
  })

  it('says what a stop could not deliver', async () => {
    const { app, addresses, dataway } = await start({ ENV_LOGFWDSERVER_GRACE: '100ms' })
    dataway.fail({ status: 500 })
    await send(addresses.log[0]!, numbered(10))
    await dataway.until((counts) => counts.requests >= 1)
    expect(await app.stop()).toEqual({ undelivered: 10 })
  })

  it('delivers after a restart what was on disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'logfwdserver-wal-'))
    cleanUps.push(() => rmSync(folder, { recursive: true, force: true }))
    const disk = { ENV_DATAWAY_WAL_PATH: folder, ENV_LOGFWDSERVER_GRACE: '100ms' }
    const { app, addresses, dataway } = await start(disk)
    dataway.fail({ status: 500 })
    await send(addresses.log[0]!, numbered(10))
    await dataway.until((counts) => counts.requests >= 1)
    const metrics = await (await fetch(`http://${addresses.api}/metrics`)).text()
    expect(metrics).toContain('logfwdserver_disk_buffer_writable 1')
    expect(metrics).toMatch(/logfwdserver_endpoint_waiting_points\{endpoint="[^"]*token=\*\*\*"\}/)
    expect(await app.stop()).toEqual({ undelivered: 10 })
    dataway.heal()
    await start({
      ...disk,
      ENV_DATAWAY: `${dataway.url}?token=tkn_0123456789abcdef0123456789abcdef`,
    })
    await dataway.waitFor(10, 10_000)
    expect(numbers(dataway)).toEqual(upTo(10))
  })

  it('answers its API and shows no token', async () => {
    const { addresses } = await start({}, { 'bad.p': 'grok(_, "%{NOPE:x}")' })
    const get = async (path: string) => (await fetch(`http://${addresses.api}${path}`)).text()
    expect(JSON.parse(await get('/v1/ping')).content.host).toBe('node-1')
    const ready = await get('/readyz')
    expect(ready).toContain('bad.p:1:1: error PL401')
    const metrics = await get('/metrics')
    expect(metrics).toContain('logfwdserver_build_info')
    for (const text of [ready, metrics]) expect(text).not.toContain('0123456789abcdef')
  })
})
