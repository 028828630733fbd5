import { EventEmitter, once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { isLoopback } from '../../src/receive/access.js'
import { Api, type ApiSources, durationText } from '../../src/receive/api.js'
import { RECEIVE_DEFAULTS, type ReceiveOptions } from '../../src/receive/options.js'
import { answerOf, openSocket } from './raw-client.js'

const TOKEN = 'correct-horse-battery-staple'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0)) await step()
})

const sources: ApiSources = {
  version: '1.2.3',
  commit: 'abc',
  host: 'node-1',
  health: () => ({ ok: true, detail: {} }),
  readiness: () => ({ ok: false, detail: { buffer: 'full' } }),
  metrics: async () => ({ type: 'text/plain; version=0.0.4', text: 'lines_total 1\n' }),
}

async function setUp(options: Partial<ReceiveOptions> = {}) {
  let ms = 0
  const api = new Api(
    { ...RECEIVE_DEFAULTS, apiAddress: '127.0.0.1:0', ...options },
    sources,
    [(server) => server.get('/extra', (_request, reply) => reply.send('more'))],
    { now: () => ms },
  )
  ms = 3_723_400
  const { port } = await api.start()
  cleanUp.push(() => api.stop())
  return { api, get: (path: string) => fetch(`http://127.0.0.1:${port}${path}`) }
}

test('ping tells version, uptime, host and commit', async () => {
  const { get } = await setUp()
  expect(await (await get('/v1/ping')).json()).toEqual({
    content: { version: '1.2.3', uptime: '1h2m3s', host: 'node-1', commit: 'abc' },
  })
})

test('health and readiness answer by status, with their detail', async () => {
  const { get } = await setUp()
  const [health, ready] = await Promise.all([get('/healthz'), get('/readyz')])
  expect([health.status, await health.json()]).toEqual([200, { ok: true }])
  expect([ready.status, await ready.json()]).toEqual([503, { ok: false, buffer: 'full' }])
})

test('metrics are given as they are', async () => {
  const { get } = await setUp()
  const response = await get('/metrics')
  expect(response.headers.get('content-type')).toMatch('text/plain; version=0.0.4')
  expect(await response.text()).toBe('lines_total 1\n')
})

test('routes of others are served too', async () => {
  const { get } = await setUp()
  expect(await (await get('/extra')).text()).toBe('more')
})

test('an unknown route answers in the common form', async () => {
  const { get } = await setUp()
  const response = await get('/debug/pprof')
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ error_code: 'datakit.notFound' })
})

test('the default address is served on both names of this host', async () => {
  const { get } = await setUp({ apiAddress: 'localhost:0' })
  expect((await get('/v1/ping')).status).toBe(200)
})

test('start and stop can be called twice', async () => {
  const { api, get } = await setUp()
  expect(await api.start()).toEqual(await api.start())
  await Promise.all([api.stop(), api.stop()])
  await expect(get('/v1/ping')).rejects.toThrow()
})

const loopback: [host: string, answer: boolean][] = [
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['localhost', true],
  ['10.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['0.0.0.0', false],
  ['', false],
]

test.each(loopback)('%s is this host: %s', (host, answer) => {
  expect(isLoopback(host)).toBe(answer)
})

const OTHER = '10.1.2.3'
const DEBUG = '/v1/pipeline/debug'
const WRITE = '/v1/write/logging'

const access: [token: boolean, apiAddress: string, publicApis: string[], path: string, number][] = [
  [false, '0.0.0.0:0', [], '/v1/ping', 200],
  [false, '0.0.0.0:0', [], '/metrics', 200],
  [false, '0.0.0.0:0', [], '/healthz', 200],
  [false, '0.0.0.0:0', [], '/readyz', 503],
  [false, '0.0.0.0:0', [], WRITE, 200],
  [false, '0.0.0.0:0', [], DEBUG, 403],
  [false, '0.0.0.0:0', [], '/nothing', 403],
  [false, '0.0.0.0:0', ['/v1/ping'], '/v1/ping', 200],
  [false, '0.0.0.0:0', ['/v1/ping'], '/v1/ping?x=1', 200],
  [false, '0.0.0.0:0', ['/v1/ping'], '/metrics', 403],
  [false, '0.0.0.0:0', ['/v1/ping'], '/v1/ping/../../metrics', 403],
  [false, '0.0.0.0:0', ['/v1/ping'], WRITE, 403],
  [false, '0.0.0.0:0', ['/v1/ping'], '/nothing', 403],
  [false, '0.0.0.0:0', [WRITE], WRITE, 200],
  [false, '0.0.0.0:0', [DEBUG], DEBUG, 200],
  [false, 'localhost:0', [], '/v1/ping', 403],
  [false, '127.0.0.1:0', ['/v1/ping'], '/v1/ping', 403],
  [true, '0.0.0.0:0', [], '/v1/ping', 200],
  [true, '0.0.0.0:0', [], '/metrics', 200],
  [true, '0.0.0.0:0', [], WRITE, 401],
  [true, '0.0.0.0:0', [], DEBUG, 401],
  [true, '0.0.0.0:0', [], '/nothing', 401],
  [true, '0.0.0.0:0', ['/v1/ping'], '/metrics', 401],
  [true, '0.0.0.0:0', [WRITE], WRITE, 200],
  [true, '0.0.0.0:0', [], `${DEBUG}?token=wrong-token-of-someone`, 401],
  [true, '0.0.0.0:0', [], `${DEBUG}?token=${TOKEN}`, 200],
  [true, '0.0.0.0:0', [], `/nothing?token=${TOKEN}`, 404],
]

const more = (server: FastifyInstance) => {
  for (const path of [DEBUG, '/v1/write/:category'])
    server.get(path, (_request, reply) => reply.send('done'))
}

function tokenFile(text = TOKEN): string {
  const dir = mkdtempSync(join(tmpdir(), 'logfwdserver-api-'))
  cleanUp.push(() => rmSync(dir, { recursive: true, force: true }))
  writeFileSync(join(dir, 'token'), text)
  return join(dir, 'token')
}

test.each(access)(
  'with a token: %s, on %s with %j public, another host gets %s as %i',
  async (withToken, apiAddress, publicApis, path, status) => {
    const apiTokenFile = withToken ? tokenFile() : undefined
    const options = { ...RECEIVE_DEFAULTS, apiAddress, publicApis, apiTokenFile }
    const api = new Api(options, sources, [more])
    cleanUp.push(() => api.stop())
    const response = await api.inject(path, OTHER)
    expect(response.statusCode).toBe(status)
    expect(response.body).not.toContain(TOKEN)
    const bearer = await api.inject(path, OTHER, { authorization: `Bearer ${TOKEN}` })
    if (status === 401) expect(bearer.statusCode).not.toBe(401)
    expect((await api.inject(path, '127.0.0.1')).statusCode).not.toBe(403)
  },
)

test('what is refused says what to do about it', async () => {
  const open = new Api({ ...RECEIVE_DEFAULTS, apiAddress: '0.0.0.0:0' }, sources)
  cleanUp.push(() => open.stop())
  expect((await open.inject('/v1/pipeline/debug?a=b', OTHER)).json()).toEqual({
    error_code: 'datakit.publicAccessDisabled',
    message:
      '/v1/pipeline/debug is open to this host only, not to 10.1.2.3; list it in ENV_HTTP_PUBLIC_APIS, or set ENV_LOGFWDSERVER_API_TOKEN_FILE',
  })
})

test('a token that changes is taken over, and what is refused is told', async () => {
  const path = tokenFile()
  const events = new EventEmitter()
  const told: string[] = []
  const tell = (text: string) => {
    told.push(text)
    events.emit('told')
  }
  const options = { ...RECEIVE_DEFAULTS, apiTokenFile: path, secretsRefreshMs: 20 }
  const api = new Api({ ...options, apiAddress: '0.0.0.0:0' }, sources, [more], {
    events: {
      secretRenewed: (what) => tell(`${what} renewed`),
      secretRefused: (what) => tell(`${what} refused`),
      requestRefused: (reason, address) => tell(`${reason} ${address}`),
      requestAnswered: () => {},
    },
  })
  cleanUp.push(() => api.stop())
  await api.start()
  const renewed = once(events, 'told')
  writeFileSync(path, 'another-token-altogether')
  await renewed
  const status = async (token: string) =>
    (await api.inject(`${DEBUG}?token=${token}`, OTHER)).statusCode
  expect([await status(TOKEN), await status('another-token-altogether')]).toEqual([401, 200])
  expect(told).toEqual(['token renewed', `token ${OTHER}`])
})

test('a request that fails tells nothing of the inside', async () => {
  const fails = (server: FastifyInstance) =>
    server.get('/fails', () => {
      throw new Error('the password is 1234')
    })
  const api = new Api({ ...RECEIVE_DEFAULTS, apiAddress: '127.0.0.1:0' }, sources, [fails])
  cleanUp.push(() => api.stop())
  const response = await api.inject('/fails', '127.0.0.1')
  expect(response.statusCode).toBe(500)
  expect(response.json()).toEqual({
    error_code: 'datakit.internalError',
    message: 'the request could not be answered',
  })
})

test.each(['/debug/pprof', '/debug/vars', '/debug', '/stats', '/v1/env_variable', '/restart'])(
  'there is no %s, not even for this host',
  async (path) => {
    const api = new Api({ ...RECEIVE_DEFAULTS, apiAddress: '127.0.0.1:0' }, sources)
    cleanUp.push(() => api.stop())
    expect((await api.inject(path, '127.0.0.1')).statusCode).toBe(404)
  },
)

const slow: [what: string, bytes: string][] = [
  ['says nothing', ''],
  ['does not finish its head', 'GET /v1/ping HTTP/1.1\r\nHost: x\r\n'],
]

test.each(slow)('a connection that %s is closed', async (_what, bytes) => {
  const { api } = await setUp({ handshakeTimeoutMs: 100 })
  const { port } = await api.start()
  const socket = await openSocket({ host: '127.0.0.1', port })
  cleanUp.push(() => socket.destroy())
  socket.write(bytes)
  socket.resume()
  await once(socket, 'close')
})

test('a head that is too long is refused', async () => {
  const { api } = await setUp()
  const { port } = await api.start()
  const socket = await openSocket({ host: '127.0.0.1', port })
  cleanUp.push(() => socket.destroy())
  socket.write(`GET /v1/ping HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`)
  expect(await answerOf(socket)).toMatch(/^HTTP\/1\.1 431 /)
})

test.each([
  [0, '0s'],
  [59_999, '59s'],
  [61_000, '1m1s'],
  [3_600_000, '1h0m0s'],
])('%i ms is %s', (ms, text) => {
  expect(durationText(ms)).toBe(text)
})
