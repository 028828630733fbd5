// The server while its files change: records go on, what is broken stays as it was and is told, connections stay.

import { once } from 'node:events'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import WebSocket from 'ws'
import { freePort } from '../bench/free-port.js'
import { type Files, mount, write } from './pipeline/folder.js'
import { startServer } from './support/server.js'

const conf = (tags: string, address = '127.0.0.1:0') =>
  `[inputs.logfwdserver]\naddress = "${address}"\n[inputs.logfwdserver.tags]\n${tags}\n`

const CONF = conf('zone = "z1"')

async function start(files: Files = {}, more: Readonly<Record<string, string>> = {}) {
  const server = await startServer(more, {}, { prepare: (home) => write(home, files), conf: CONF })
  const { home, env, app, dataway, addresses } = server
  const { log, api } = addresses
  onTestFinished(server.stop)
  const get = async (path: string) => (await fetch(`http://${api}${path}`)).text()
  const ready = async () => JSON.parse(await get('/readyz')) as { ok: boolean; faults: string[] }
  const told = () =>
    readFileSync(join(home, 'log'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event?: string; msg: string; error?: string })
  return { home, env, app, dataway, address: log[0]!, get, ready, told }
}

type Server = Awaited<ReturnType<typeof start>>

/** A sidecar that stays connected; `send` resolves with the record that arrives. */
async function sidecar(server: Server, address = server.address) {
  const socket = new WebSocket(`ws://${address}/logfwd`)
  await once(socket, 'open')
  onTestFinished(() => socket.terminate())
  const send = async (log: string, source = 'app') => {
    socket.send(JSON.stringify({ source, log }))
    const arrived = () => server.dataway.records().find(({ fields }) => fields.message === log)
    await vi.waitFor(() => expect(arrived()).toBeDefined(), { timeout: 5000, interval: 10 })
    return arrived()!
  }
  return { socket, send }
}

const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 5000, interval: 20 })

it('a script that is written is in force a moment later, on connections that are open', async () => {
  const server = await start()
  const { send } = await sidecar(server)
  expect((await send('one')).fields).not.toHaveProperty('v')
  write(server.home, { 'pipeline/app.p': 'add_key(v, 1)' })
  await eventually(() => expect(server.told().at(-1)!.msg).toMatch(/^reloaded/))
  expect((await send('two')).fields).toMatchObject({ v: 1n })
  expect(server.told().at(-1)!.msg).toBe('reloaded: 1 scripts, 1 changed, 0 refused')
  const metrics = await server.get('/metrics')
  expect(metrics).toMatch(/^datakit_pipeline_last_update_timestamp_seconds\{.*name="app.p".*\} 1/m)
  expect(metrics).toContain('logfwdserver_reloads_total{result="ok"} 1\n')
})

it('a script that breaks stays as it was, and log, metric and readiness say so until it is whole', async () => {
  const server = await start({ 'pipeline/app.p': 'add_key(v, 1)' })
  const { send } = await sidecar(server)
  write(server.home, { 'pipeline/app.p': 'add_key(v, ' })
  await eventually(async () => expect((await server.ready()).faults).toHaveLength(1))
  const { ok, faults } = await server.ready()
  expect([ok, faults[0]]).toEqual([true, expect.stringMatching(/^app\.p:1:\d+: error PL102/)])
  expect((await send('one')).fields).toMatchObject({ v: 1n })
  const texts = server.told().map(({ msg }) => msg)
  expect(texts).toContain('a file cannot be used: the version before stays in force')
  expect(texts.at(-1)).toBe('reloaded: 1 scripts, 0 changed, 1 refused')
  const metrics = await server.get('/metrics')
  expect(metrics).toContain('logfwdserver_reloads_total{result="failed"} 1\n')
  expect(metrics).toContain('logfwdserver_faults 1\n')
  write(server.home, { 'pipeline/app.p': 'add_key(v, 2)' })
  await eventually(async () => expect((await server.ready()).faults).toEqual([]))
  expect((await send('two')).fields).toMatchObject({ v: 2n })
})

it('the scripts of a ConfigMap change with its link, deleted ones go', async () => {
  const server = await start()
  const dir = join(server.home, 'pipeline')
  const first = mount(dir, { 'app.p': 'grok(_, "%{ID:id}")', 'pattern/ids': 'ID [a-z]+' })
  const { send } = await sidecar(server)
  await eventually(() => expect(server.told().at(-1)!.msg).toMatch(/^reloaded/))
  expect((await send('ab12')).fields).toMatchObject({ id: 'ab' })
  const files = { 'app.p': 'grok(_, "%{ID:id}")', 'pattern/ids': 'ID [0-9]+' }
  const second = mount(dir, files, first)
  await eventually(() => expect(server.told().filter(isReload)).toHaveLength(2))
  expect((await send('cd34')).fields).toMatchObject({ id: '34' })
  rmSync(join(dir, 'app.p'))
  rmSync(join(dir, second, 'app.p'))
  await eventually(() => expect(server.told().filter(isReload)).toHaveLength(3))
  expect((await send('ef56')).fields).not.toHaveProperty('id')
})

const isReload = ({ event }: { event?: string }) => event === 'reloaded'

it('what was told at the start is not told again until somebody asks', async () => {
  const files = { 'conf.d/other.conf': '[inputs.cpu]\n', 'pipeline/b.p': 'no_such()' }
  const server = await start(files)
  const tellings = (text: string) =>
    server.told().filter(({ msg, error }) => `${msg} ${error}`.includes(text)).length
  expect([tellings('CF901'), tellings('PL201')]).toEqual([1, 1])
  write(server.home, { 'pipeline/app.p': 'add_key(v, 1)' })
  await eventually(() => expect(server.told().at(-1)!.msg).toMatch(/^reloaded/))
  expect([tellings('CF901'), tellings('PL201')]).toEqual([1, 1])
  await server.app.reload()
  expect([tellings('CF901'), tellings('PL201')]).toEqual([2, 2])
})

it('a reload that is asked for is told also when nothing has changed', async () => {
  const server = await start({ 'pipeline/app.p': 'add_key(v, 1)', 'pipeline/b.p': 'no_such()' })
  await server.app.reload()
  expect(server.told().at(-1)!.msg).toBe('reloaded: 2 scripts, 0 changed, 1 refused')
  writeFileSync(join(server.home, 'new'), 'add_key(v, 2)')
  renameSync(join(server.home, 'new'), join(server.home, 'pipeline/app.p'))
  await server.app.reload()
  expect(server.told().at(-1)!.msg).toBe('reloaded: 2 scripts, 1 changed, 1 refused')
})

it('what a script has counted leaves when the script changes', async () => {
  const script = (more: string) => `grok(_, "%{INT:n:int}")
agg_create("sums", on_interval = "1h")
agg_metric("sums", "sum", "sum", ["host"], "n")
${more}`
  const server = await start({ 'pipeline/app.p': script('') })
  const { send } = await sidecar(server)
  await send('2')
  await send('3')
  write(server.home, { 'pipeline/app.p': script('add_key(more, 1)') })
  await server.app.reload()
  const sums = () => server.dataway.records().filter(({ name }) => name === 'sums')
  await eventually(() => expect(sums()).toHaveLength(1))
  expect(sums()[0]!.fields).toEqual({ sum: 5 })
})

it('a record that waits for an answer goes on with the script as it is when the answer comes', async () => {
  const waiting: ServerResponse[] = []
  const other = createHttpServer((_, response) => void waiting.push(response))
  await once(other.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as { port: number }
  const asking = (key: string) =>
    `a = http_request("GET", "http://127.0.0.1:${port}/")\nadd_key(${key}, a["body"])`
  const server = await start(
    { 'pipeline/app.p': asking('before'), 'pipeline/gone.p': asking('before') },
    {
      ENV_PIPELINE_DISABLE_HTTP_REQUEST_FUNC: 'false',
      ENV_PIPELINE_HTTP_REQUEST_CIDR_WHITELIST: '127.0.0.0/8',
    },
  )
  const { send } = await sidecar(server)
  const records = [send('one'), send('two', 'gone')]
  await eventually(() => expect(waiting).toHaveLength(2))
  write(server.home, { 'pipeline/app.p': asking('after') })
  rmSync(join(server.home, 'pipeline/gone.p'))
  await server.app.reload()
  for (const response of waiting) response.end('answer')
  const [changed, gone] = await Promise.all(records)
  expect(changed!.fields).toMatchObject({ after: 'answer' })
  expect(changed!.fields).not.toHaveProperty('before')
  expect(Object.keys(gone!.fields)).not.toContain('before')
})

it('tags of an input change on connections that are open', async () => {
  const server = await start()
  const { send } = await sidecar(server)
  expect((await send('one')).tags).toMatchObject({ zone: 'z1' })
  write(server.home, { 'conf.d/logfwdserver.conf': conf('zone = "z2"\nmore = "x"') })
  await eventually(() => expect(server.told().filter(isReload)).toHaveLength(1))
  expect((await send('two')).tags).toMatchObject({ zone: 'z2', more: 'x' })
})

it('a listener whose address changes is opened there, and the connections that it has go on', async () => {
  const server = await start()
  const { send } = await sidecar(server)
  const address = `127.0.0.1:${await freePort()}`
  write(server.home, { 'conf.d/logfwdserver.conf': conf('zone = "z2"', address) })
  await server.app.reload()
  expect((await send('old')).tags).toMatchObject({ zone: 'z1' })
  const other = await sidecar(server, address)
  expect((await other.send('new')).tags).toMatchObject({ zone: 'z2' })
  await expect(sidecar(server)).rejects.toThrow('ECONNREFUSED')
})

it('a listener may take over the port of one that goes', async () => {
  const port = await freePort()
  const server = await start({ 'conf.d/logfwdserver.conf': conf('zone = "z1"', `0.0.0.0:${port}`) })
  const { send } = await sidecar(server, `127.0.0.1:${port}`)
  const address = `127.0.0.1:${port}`
  write(server.home, { 'conf.d/logfwdserver.conf': conf('zone = "z2"', address) })
  await server.app.reload()
  expect((await server.ready()).faults).toEqual([])
  expect((await send('old')).tags).toMatchObject({ zone: 'z1' })
  expect((await (await sidecar(server, address)).send('new')).tags).toMatchObject({ zone: 'z2' })
})

it('listeners stay as they are when one of them cannot be opened', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as { port: number }
  const server = await start()
  write(server.home, {
    'conf.d/logfwdserver.conf': conf('zone = "z2"', `127.0.0.1:${await freePort()}`),
    'conf.d/other.conf': conf('', `127.0.0.1:${port}`),
  })
  await server.app.reload()
  expect((await server.ready()).faults).toEqual([expect.stringContaining('error CF107')])
  expect((await (await sidecar(server)).send('one')).tags).toMatchObject({ zone: 'z1' })
})

it('a faulty configuration file leaves the configuration as it is, and says so', async () => {
  const server = await start()
  write(server.home, { 'conf.d/logfwdserver.conf': '[inputs.logfwdserver\n' })
  await eventually(async () => expect((await server.ready()).faults).toHaveLength(1))
  const { ok, faults } = await server.ready()
  expect([ok, faults[0]]).toEqual([true, expect.stringContaining('error CF101')])
  expect((await (await sidecar(server)).send('one')).tags).toMatchObject({ zone: 'z1' })
  expect(await server.get('/metrics')).toContain('logfwdserver_reloads_total{result="failed"} 1\n')
  write(server.home, { 'conf.d/logfwdserver.conf': conf('zone = "z3"') })
  await eventually(async () => expect((await server.ready()).faults).toEqual([]))
})

it('what waits for the next start is told in one warning, once', async () => {
  const server = await start()
  Object.assign(server.env, { ENV_IO_FLUSH_INTERVAL: '1h', ENV_IO_MAX_CACHE_COUNT: '2000' })
  await server.app.reload()
  write(server.home, { 'pipeline/app.p': 'add_key(v, 1)' })
  await eventually(() => expect(server.told().filter(isReload)).toHaveLength(2))
  const warnings = server.told().filter(({ event }) => event === 'configuration')
  expect(warnings.map(({ msg }) => msg.split('\n')[0])).toEqual([
    expect.stringMatching(/warning CF907: changed, and in force from the next start on: .*flush/),
  ])
})

it('a hundred reloads, one in five of them broken, leave nothing behind', async () => {
  const server = await start({ 'pipeline/app.p': 'add_key(v, 0)' })
  const { send } = await sidecar(server)
  const open = () => process.getActiveResourcesInfo().filter((kind) => kind !== 'Timeout').length
  await server.app.reload()
  await send('first')
  const before = open()
  for (let round = 1; round <= 100; round++) {
    const text = round % 5 === 0 ? 'add_key(v, ' : `cache_set("a", 1)\nadd_key(v, ${round})`
    write(server.home, { 'pipeline/app.p': text })
    await server.app.reload()
    const v = BigInt(round % 5 === 0 ? round - 1 : round)
    expect((await send(`line ${round}`)).fields).toMatchObject({ v })
  }
  expect(open()).toBeLessThanOrEqual(before + 2)
  expect(await server.get('/metrics')).toMatch(/logfwdserver_reloads_total\{result="failed"\} 20\n/)
}, 60_000)
