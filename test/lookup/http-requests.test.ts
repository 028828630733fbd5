// Requests of scripts against real servers on loopback: what is sent, what is refused, what ends a request.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { HttpGuard } from '../../src/lookup/http-guard.js'
import { HttpRequests, type RequestResult } from '../../src/lookup/http-requests.js'
import { LOOKUP_DEFAULTS, type LookupOptions } from '../../src/lookup/options.js'
import { type HttpAnswer, type HttpRequest, Waiting } from '../../src/pipeline/define.js'
import { Point } from '../../src/point/point.js'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

async function serve(handler: Handler): Promise<string> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece) => pieces.push(piece))
    request.on('end', () => handler(request, response, Buffer.concat(pieces).toString()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const ALLOWED = { httpRequest: true, httpRequestInternal: true }
const GET = { method: 'GET', headers: {}, body: '' }

function client(options: Partial<LookupOptions>) {
  const results: RequestResult[] = []
  const requests = new HttpRequests(
    { ...LOOKUP_DEFAULTS, ...options },
    { requestDone: (result) => results.push(result) },
  )
  open.push(() => requests.stop())
  return { requests, results }
}

/** The answer, as a script gets it that is started again until there is one. */
async function ask(requests: HttpRequests, request: HttpRequest, point = new Point('p', 0n)) {
  for (;;) {
    try {
      return requests.request(point, request)
    } catch (error) {
      if (!(error instanceof Waiting)) throw error
      await error.answered
    }
  }
}

async function askOnce(options: Partial<LookupOptions>, request: HttpRequest) {
  const { requests, results } = client(options)
  const answer = await ask(requests, request)
  return { answer, results }
}

describe('an allowed request', () => {
  test('carries method, headers, user and body, and brings status and body back', async () => {
    const url = await serve((request, response, body) => {
      const { authorization, 'x-key': key } = request.headers
      response
        .writeHead(201)
        .end(`${request.method} ${request.url} ${key} ${authorization} ${body}`)
    })
    const { answer, results } = await askOnce(ALLOWED, {
      method: 'POST',
      url: `${url.replace('//', '//ada:pw@')}/a?b=1`,
      headers: { 'X-Key': 'k' },
      body: 'hello',
    })
    expect(answer).toEqual({ status: 201, body: 'POST /a?b=1 k Basic YWRhOnB3 hello' })
    expect(results).toEqual(['answered'])
  })

  test('is sent once for a record, and again for the next', async () => {
    let sent = 0
    const url = await serve((_request, response) => response.end(String(++sent)))
    const { requests } = client(ALLOWED)
    const [one, other] = [new Point('p', 0n), new Point('p', 0n)]
    const bodies: (string | undefined)[] = []
    for (const point of [one, one, other])
      bodies.push((await ask(requests, { ...GET, url }, point))?.body)
    expect(bodies).toEqual(['1', '1', '2'])
  })

  test('follows redirects', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/end') response.end('there')
      else response.writeHead(302, { location: '/end' }).end()
    })
    expect((await askOnce(ALLOWED, { ...GET, url })).answer).toEqual({ status: 200, body: 'there' })
  })

  test.each<[string, Handler, Partial<LookupOptions>]>([
    ['that is never answered', () => {}, { httpRequestTimeoutMs: 50 }],
    ['whose body never ends', (_q, r) => r.write('x'), { httpRequestTimeoutMs: 50 }],
    ['with too large a body', (_q, r) => r.end('x'.repeat(101)), { httpRequestMaxBytes: 100 }],
    [
      'that goes in circles',
      (_q, r) => r.writeHead(302, { location: '/' }).end('no'),
      { httpRequestMaxBytes: 1 },
    ],
    ['whose connection breaks', (q) => q.socket.destroy(), {}],
  ])('%s has no answer', async (_, handler, options) => {
    const url = await serve(handler)
    const { answer, results } = await askOnce({ ...ALLOWED, ...options }, { ...GET, url })
    expect(answer).toBeNull()
    expect(results).toEqual(['failed'])
  })

  test.each([
    ['a method that is none', { ...GET, method: 'A B', url: 'http://127.0.0.1:9/' }],
    [
      'a header that cannot be sent',
      { ...GET, url: 'http://127.0.0.1:9/', headers: { a: 'x\ny' } },
    ],
  ])('%s has no answer', async (_, request) => {
    expect((await askOnce(ALLOWED, request)).answer).toBeNull()
  })
})

describe('nothing is sent', () => {
  async function counted(options: Partial<LookupOptions>, change = (url: string) => url) {
    let connections = 0
    const url = await serve((_request, response) => {
      connections++
      response.end('secret')
    })
    const { answer, results } = await askOnce(options, { ...GET, url: change(url) })
    return { answer, connections, results }
  }

  test('unless scripts may', async () => {
    expect(await counted({})).toEqual({ answer: null, connections: 0, results: [] })
  })

  test.each<[string, Partial<LookupOptions>, ((url: string) => string)?]>([
    ['to a local address', {}],
    ['to a local address written otherwise', {}, (url) => url.replace('127.0.0.1', '0x7f.1')],
    [
      'to a local address inside an IPv6 one',
      {},
      (url) => url.replace('127.0.0.1', '[::ffff:7f00:1]'),
    ],
    [
      'to a local address at the end of an IPv6 one',
      {},
      (url) => url.replace('127.0.0.1', '[::7f00:1]'),
    ],
    ['to a name that leads to a local address', {}, (url) => url.replace('127.0.0.1', 'localhost')],
    [
      'to an address outside the networks',
      { httpRequestNetworks: ['10.0.0.0/8'], httpRequestInternal: true },
    ],
    [
      'to a host that is not listed',
      { httpRequestHosts: ['inventory.example'], httpRequestInternal: true },
    ],
  ])('%s', async (_, options, change) => {
    const expected = { answer: null, connections: 0, results: ['refused'] }
    expect(await counted({ httpRequest: true, ...options }, change)).toEqual(expected)
  })

  test.each<[string, Partial<LookupOptions>, ((url: string) => string)?]>([
    ['a listed network', { httpRequestNetworks: ['127.0.0.0/8'] }],
    ['a listed host', { httpRequestHosts: ['127.0.0.1'] }],
    [
      'a listed name',
      { httpRequestHosts: ['localhost'] },
      (url) => url.replace('127.0.0.1', 'localhost'),
    ],
  ])('but to %s it is', async (_, options, change) => {
    expect((await counted({ httpRequest: true, ...options }, change)).answer?.body).toBe('secret')
  })

  test('where a redirect leads to an address that is not allowed', async () => {
    let reached = 0
    const inner = await serve((_request, response) => response.end(String(++reached)))
    const outer = await serve((_request, response) =>
      response.writeHead(302, { location: inner.replace('127.0.0.1', '127.0.0.2') }).end(),
    )
    const options = { httpRequest: true, httpRequestHosts: ['127.0.0.1'] }
    const { answer, results } = await askOnce(options, { ...GET, url: outer })
    expect({ answer, reached, results }).toEqual({ answer: null, reached: 0, results: ['refused'] })
  })
})

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['10.1.2.3', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fd12::1', false],
  ['::ffff:10.0.0.1', false],
  ['64:ff9b::a00:1', false],
])('%s is a public address: %s', (address, allowed) => {
  const guard = new HttpGuard({ hosts: [], networks: [], internal: false })
  expect(guard.allows(address)).toBe(allowed)
})

test('requests beyond the limits of a record have no answer', async () => {
  const url = await serve((request, response) => response.end(request.url))
  const { requests, results } = client(ALLOWED)
  const point = new Point('p', 0n)
  const answers: (HttpAnswer | null)[] = []
  for (let i = 0; i < 17; i++)
    answers.push(await ask(requests, { ...GET, url: `${url}/${i}` }, point))
  expect(answers.filter((answer) => answer === null)).toHaveLength(1)
  expect(results.at(-1)).toBe('overflow')
})

test('a stop ends what is on its way, and its record has no answer', async () => {
  const url = await serve(() => {})
  const { requests } = client(ALLOWED)
  const answer = ask(requests, { ...GET, url })
  await requests.stop()
  expect(await answer).toBeNull()
})
