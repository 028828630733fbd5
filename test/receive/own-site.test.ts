// Who may ask over loopback: this host itself, and not a page of another site in a browser on it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { Api } from '../../src/receive/api.js'
import { RECEIVE_DEFAULTS, type ReceiveOptions } from '../../src/receive/options.js'
import { foreignness } from '../../src/receive/own-site.js'
import { SOURCES } from '../support/api-sources.js'

const TOKEN = 'correct-horse-battery-staple'
const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const names: [host: string | undefined, origin: string | undefined, own: boolean][] = [
  ['localhost', undefined, true],
  ['localhost:9529', undefined, true],
  ['LOCALHOST:9529', undefined, true],
  ['localhost.:9529', undefined, true],
  ['console.localhost:9529', undefined, true],
  ['127.0.0.1:9529', undefined, true],
  ['[::1]:9529', undefined, true],
  ['10.2.3.4:9529', undefined, true],
  ['node-1.internal:9529', undefined, true],
  [undefined, undefined, true],
  ['evil.example:9529', undefined, false],
  ['evil.example', undefined, false],
  ['127.evil.example:9529', undefined, false],
  ['127.0.0.1.evil.example', undefined, false],
  ['localhost.evil.example', undefined, false],
  ['evillocalhost', undefined, false],
  ['', undefined, false],
  ['localhost:9529@evil.example', undefined, false],
  ['localhost:9529', 'http://localhost:9529', true],
  ['127.0.0.1:9529', 'http://127.0.0.1:9529', true],
  ['[::1]:9529', 'http://[::1]:9529', true],
  ['localhost', 'http://localhost', true],
  ['localhost:9529', 'http://localhost:8080', false],
  ['localhost:9529', 'http://127.0.0.1:9529', false],
  ['localhost:9529', 'https://evil.example', false],
  ['localhost:9529', 'null', false],
  ['localhost:9529', '', false],
  [undefined, 'https://evil.example', false],
]

test.each(names)('a request to %s from a page of %s is of this host: %s', (host, origin, own) => {
  const headers = { ...(host !== undefined && { host }), ...(origin !== undefined && { origin }) }
  expect(foreignness(headers, 'node-1.internal') === undefined).toBe(own)
})

const DEBUG = '/v1/pipeline/debug'
const WRITE = '/v1/write/logging'
const more = (server: FastifyInstance) => {
  for (const path of [DEBUG, WRITE])
    server.post(path, (_request, reply) => reply.send({ done: true }))
}

function tokenFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'logfwdserver-site-'))
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'token'), TOKEN)
  return join(folder, 'token')
}

async function setUp(options: Partial<ReceiveOptions> = {}) {
  const refused: string[] = []
  const api = new Api(
    { ...RECEIVE_DEFAULTS, apiAddress: '127.0.0.1:0', ...options },
    SOURCES,
    [more],
    {
      events: {
        requestRefused: (reason) => refused.push(reason),
        requestAnswered() {},
        secretRenewed() {},
        secretRefused() {},
      },
    },
  )
  const { port } = await api.start()
  cleanUps.push(() => api.stop())
  return {
    refused,
    ask: (path: string, headers: Record<string, string>) => ask(port, path, headers),
  }
}

/** A request with any `Host`, which `fetch` does not let one set. */
function ask(
  port: AddressInfo['port'],
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const method = path.includes('pipeline') || path.includes('write') ? 'POST' : 'GET'
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = ''
      answer.on('data', (part) => (text += part))
      answer.on('end', () => resolve({ status: answer.statusCode!, text }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

const REBOUND = { host: 'evil.example:9529' }
const ACROSS = { host: 'localhost:9529', origin: 'https://evil.example' }
const OWN = { host: 'localhost:9529', origin: 'http://localhost:9529' }

describe('over loopback', () => {
  test('what is not public is answered to this host and to no other site', async () => {
    const { ask, refused } = await setUp()
    expect((await ask(DEBUG, OWN)).status).toBe(200)
    const rebound = await ask(DEBUG, REBOUND)
    expect(rebound.status).toBe(403)
    expect(JSON.parse(rebound.text)).toEqual({
      error_code: 'datakit.foreignSite',
      message: `${DEBUG} is not answered to other sites: "evil.example:9529" is no name of this host; ask as localhost or by address, or show the token of the API`,
    })
    expect((await ask(DEBUG, ACROSS)).status).toBe(403)
    expect((await ask('/nothing', REBOUND)).status).toBe(403)
    expect(refused).toEqual(['not_public', 'not_public', 'not_public'])
  })

  test.each(['/v1/ping', '/healthz', '/v1/health', '/readyz', '/metrics'])(
    '%s is answered under any name',
    async (path) => {
      const { ask } = await setUp()
      expect((await ask(path, REBOUND)).status).toBe(200)
      expect((await ask(path, ACROSS)).status).toBe(200)
    },
  )

  test('logs are taken under any name, and not from a page of another site', async () => {
    const { ask, refused } = await setUp()
    expect((await ask(WRITE, {})).status).toBe(200)
    expect((await ask(WRITE, { host: 'logs.internal:9529' })).status).toBe(200)
    expect((await ask(WRITE, OWN)).status).toBe(200)
    const across = await ask(WRITE, ACROSS)
    expect([across.status, JSON.parse(across.text).message]).toEqual([
      403,
      `${WRITE} is not answered to other sites: "https://evil.example" is another site; list it in ENV_HTTP_PUBLIC_APIS`,
    ])
    expect(refused).toEqual(['not_public'])
  })

  test('logs of a page are taken where the operator has listed the route', async () => {
    const { ask } = await setUp({ publicApis: [WRITE] })
    expect((await ask(WRITE, ACROSS)).status).toBe(200)
  })

  test.each([
    ['cross-site', 'no-cors', 403],
    ['same-site', 'no-cors', 403],
    ['cross-site', 'navigate', 200],
    ['same-origin', 'cors', 200],
    ['none', 'navigate', 200],
  ])('what a page %s asks in mode %s, without an origin, is answered with %i', async (...row) => {
    const [site, mode, status] = row
    const { ask } = await setUp()
    const sent = { host: 'localhost:9529', 'sec-fetch-site': site, 'sec-fetch-mode': mode }
    expect((await ask(DEBUG, sent)).status).toBe(status)
  })

  test('a token opens what is closed to other sites', async () => {
    const { ask } = await setUp({ apiTokenFile: tokenFile() })
    expect((await ask(DEBUG, REBOUND)).status).toBe(403)
    expect((await ask(`${DEBUG}?token=${TOKEN}`, REBOUND)).status).toBe(200)
    expect((await ask(DEBUG, { ...ACROSS, authorization: `Bearer ${TOKEN}` })).status).toBe(200)
    expect((await ask(DEBUG, OWN)).status).toBe(200)
  })

  test('what the operator has made public is answered under any name', async () => {
    const { ask } = await setUp({ publicApis: [DEBUG] })
    expect((await ask(DEBUG, REBOUND)).status).toBe(200)
    expect((await ask(WRITE, REBOUND)).status).toBe(200)
  })
})
