// How the page is served: its files, their headers, and who gets them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { consoleUrl } from '../../src/console/address.js'
import { readPage } from '../../src/console/files.js'
import { recordsRoutes } from '../../src/console/records.js'
import { consoleRoutes } from '../../src/console/routes.js'
import { Api } from '../../src/receive/api.js'
import { RECEIVE_DEFAULTS, type ReceiveOptions } from '../../src/receive/options.js'
import { SOURCES } from '../support/api-sources.js'
import { builtPage } from './page.js'

const HERE = '127.0.0.1'
const ELSEWHERE = '192.0.2.7'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0)) await step()
})

function setUp(options: Partial<ReceiveOptions> = {}, page = builtPage) {
  const routes = [consoleRoutes(page), recordsRoutes(() => undefined)]
  const api = new Api({ ...RECEIVE_DEFAULTS, apiAddress: '0.0.0.0:0', ...options }, SOURCES, routes)
  cleanUp.push(() => api.stop())
  return (path: string, headers: Record<string, string> = {}, from = HERE) =>
    api.inject(path, from, headers)
}

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'logfwdserver-page-'))
  cleanUp.push(() => rmSync(folder, { recursive: true }))
  return folder
}

async function assetNames(): Promise<string[]> {
  const page = await readPage(builtPage)
  return [...page].filter(([, { hashed }]) => hashed).map(([name]) => name)
}

describe('the way to the page', () => {
  it.each(['/', '/console'])('%s leads there, behind a proxy too', async (path) => {
    const answer = await setUp()(path)
    expect([answer.statusCode, answer.headers.location]).toEqual([302, 'console/'])
  })

  it.each([
    ['127.0.0.1:9529', 'http://127.0.0.1:9529/console/'],
    ['0.0.0.0:9529', 'http://127.0.0.1:9529/console/'],
    ['[::]:9529', 'http://[::1]:9529/console/'],
    ['node-1:80', 'http://node-1:80/console/'],
  ])('listening on %s it is opened at %s', (api, url) => {
    expect(consoleUrl(api)).toBe(url)
  })
})

describe('the first file', () => {
  it('is never kept, and lets nothing in from elsewhere', async () => {
    const { statusCode, headers } = await setUp()('/console/')
    expect(statusCode).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  })

  it('has a word for styles that is another one each time', async () => {
    const get = setUp()
    const words = await Promise.all(
      [1, 2].map(async () => {
        const { headers, body } = await get('/console/')
        const word = /nonce-([\w-]+)/.exec(String(headers['content-security-policy']))![1]!
        expect(body).toContain(`content="${word}"`)
        return word
      }),
    )
    expect(words[0]).not.toBe(words[1])
  })
})

describe('the other files', () => {
  it('are kept for ever when their name has a hash', async () => {
    const get = setUp()
    const names = await assetNames()
    expect(names.length).toBeGreaterThan(3)
    for (const name of names) {
      const { statusCode, headers } = await get(`/console/${name}`)
      expect(statusCode).toBe(200)
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    }
  })

  it('come compressed where that is understood, and are the same', async () => {
    const get = setUp()
    const [name] = (await assetNames()).filter((one) => one.endsWith('.js'))
    const plain = await get(`/console/${name}`)
    const packed = await get(`/console/${name}`, { 'accept-encoding': 'br, gzip' })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.rawPayload).equals(plain.rawPayload)).toBe(true)
  })

  it('are not sent again to who has them', async () => {
    const get = setUp()
    const [name] = await assetNames()
    const { headers } = await get(`/console/${name}`)
    const again = await get(`/console/${name}`, { 'if-none-match': String(headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  it.each([
    '/console/../package.json',
    '/console/%2e%2e/%2e%2e/package.json',
    '/console/..%2f..%2fpackage.json',
    '/console/assets',
    '/console/assets/',
    '/console/constructor',
    '/console//etc/passwd',
    '/console/%00',
  ])('are those of the list only: %s is none', async (path) => {
    const { statusCode } = await setUp()(path)
    expect(statusCode).toBe(404)
  })
})

describe('a page that was not built', () => {
  it('is told so, and found as soon as it is there', async () => {
    const folder = scratchFolder()
    const get = setUp({}, folder)
    const before = await get('/console/')
    expect(before.statusCode).toBe(404)
    expect(before.json().message).toContain('npm run build')
    writeFileSync(join(folder, 'index.html'), '<!doctype html>')
    expect((await get('/console/')).statusCode).toBe(200)
  })
})

describe('other hosts', () => {
  it('are refused where no token is configured', async () => {
    const get = setUp()
    for (const path of ['/', '/console/', '/v1/records']) {
      expect((await get(path, {}, ELSEWHERE)).statusCode).toBe(403)
    }
  })

  it('get the page without a token where one is configured, and no data', async () => {
    const apiTokenFile = join(scratchFolder(), 'tokens')
    writeFileSync(apiTokenFile, 'correct-horse-battery-staple\n', { mode: 0o600 })
    const get = setUp({ apiTokenFile })
    expect((await get('/', {}, ELSEWHERE)).statusCode).toBe(302)
    expect((await get('/console/', {}, ELSEWHERE)).statusCode).toBe(200)
    expect((await get('/v1/records', {}, ELSEWHERE)).statusCode).toBe(401)
  })
})

describe('the newest records', () => {
  const store = { newest: (query: unknown) => ({ query }) }

  it('are asked of the local Dataway', async () => {
    const options = { ...RECEIVE_DEFAULTS, apiAddress: '127.0.0.1:0' }
    const api = new Api(options, SOURCES, [recordsRoutes(() => store)])
    cleanUp.push(() => api.stop())
    const answer = await api.inject('/v1/records?limit=3&source=nginx', HERE)
    expect(answer.json()).toEqual({ query: { limit: 3, source: 'nginx' } })
    expect((await api.inject('/v1/records?limit=many', HERE)).statusCode).toBe(400)
  })

  it('are nobody’s to tell without one', async () => {
    const answer = await setUp()('/v1/records')
    expect([answer.statusCode, answer.json().error_code]).toEqual([404, 'datakit.noLocalDataway'])
  })
})

describe('the weight of the page', () => {
  const sizes = async () =>
    [...(await readPage(builtPage))].map(([name, { gzipped, bytes }]) => ({
      name,
      size: (gzipped ?? bytes).length,
    }))

  it('is below 350 kB, compressed', async () => {
    const sum = (await sizes()).reduce((all, { size }) => all + size, 0)
    expect(sum).toBeLessThan(350_000)
  })
})
