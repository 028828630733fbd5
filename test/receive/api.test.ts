import { afterEach, expect, test } from 'vitest'
import { Api, type ApiSources, durationText, isLoopback } from '../../src/receive/api.js'
import { RECEIVE_DEFAULTS, type ReceiveOptions } from '../../src/receive/options.js'

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
    () => ms,
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

const access: [apiAddress: string, publicApis: string[], path: string, status: number][] = [
  ['0.0.0.0:0', [], '/v1/ping', 200],
  ['0.0.0.0:0', ['/v1/ping'], '/v1/ping', 200],
  ['0.0.0.0:0', ['/v1/ping'], '/metrics', 403],
  ['0.0.0.0:0', ['/v1/ping'], '/nothing', 403],
  ['localhost:0', [], '/v1/ping', 403],
]

test.each(access)(
  'on %s with %j another host gets %s as %i',
  async (apiAddress, publicApis, path, status) => {
    const api = new Api({ ...RECEIVE_DEFAULTS, apiAddress, publicApis }, sources)
    cleanUp.push(() => api.stop())
    const response = await api.inject(path, '10.1.2.3')
    expect(response.statusCode).toBe(status)
  },
)

test.each([
  [0, '0s'],
  [59_999, '59s'],
  [61_000, '1m1s'],
  [3_600_000, '1h0m0s'],
])('%i ms is %s', (ms, text) => {
  expect(durationText(ms)).toBe(text)
})
