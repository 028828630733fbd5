// Who comes in through a log port, over real sockets and real certificates (test/receive/certs).
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { FairQueue } from '../../src/receive/fair-queue.js'
import { LogPort } from '../../src/receive/log-port.js'
import { type Listener, RECEIVE_DEFAULTS, type ReceiveOptions } from '../../src/receive/options.js'
import type { Address } from '../../src/util/address.js'
import { Recorded } from './events.js'
import { answerOf, frame, handshake, openSidecar, openSocket, write } from './raw-client.js'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

const cert = (name: string) => join(import.meta.dirname, 'certs', name)
const pem = (name: string) => readFileSync(cert(name), 'utf8')
const TLS = { tlsCert: cert('server.pem'), tlsKey: cert('server.key') }
const CLIENT_CERTS = { ...TLS, tlsCa: cert('ca.pem') }
const SOON = 20

async function setUp(options: Partial<ReceiveOptions>, own: Partial<Listener> = {}) {
  const all = { ...RECEIVE_DEFAULTS, secretsRefreshMs: SOON, ...options }
  const listener = { address: '127.0.0.1:0', tags: {}, origin: 'test', ...own }
  const events = new Recorded()
  const queue = new FairQueue(all, events)
  const port = new LogPort(listener, all, queue, events)
  cleanUp.push(() => port.stop())
  return { events, queue, address: await port.start() }
}

function folder(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'logfwdserver-entrance-'))
  cleanUp.push(() => rmSync(dir, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text)
  return dir
}

/** Puts a whole file in the place of another, as a mounted Secret changes. */
function replace(path: string, text: string): void {
  writeFileSync(`${path}.new`, text)
  renameSync(`${path}.new`, path)
}

async function secure({ port }: Address, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connectTls({ host: '127.0.0.1', port, ca: pem('ca.pem'), ...options })
  cleanUp.push(() => socket.destroy())
  socket.on('error', () => {})
  await once(socket, 'secureConnect')
  return socket
}

async function answerTo(socket: Socket, request = handshake()): Promise<string> {
  socket.write(request)
  return answerOf(socket)
}

async function plain(address: Address): Promise<Socket> {
  const socket = await openSocket(address)
  cleanUp.push(() => socket.destroy())
  return socket
}

function closed(socket: Socket): Promise<void> {
  socket.resume()
  return new Promise((resolve) => {
    if (socket.closed) resolve()
    else socket.once('close', () => resolve())
  })
}

async function refused(events: Recorded, ...reasons: string[]): Promise<void> {
  await events.until(() => events.refused.length >= reasons.length)
  expect(events.refused).toEqual(reasons)
}

describe('a port with a certificate', () => {
  test('takes messages over TLS', async () => {
    const { events, queue, address } = await setUp(TLS)
    const socket = await secure(address)
    expect(await answerTo(socket)).toMatch(/^HTTP\/1\.1 101 /)
    await write(socket, frame('{"log":"1"}'))
    await events.until(() => events.frames === 1)
    expect(queue.take(9, 1e9).portions[0]?.frames.map(String)).toEqual(['{"log":"1"}'])
    expect(events.opened[0]).toMatchObject({ remoteAddress: '127.0.0.1' })
  })

  test('of its own has that one in place of the one of all ports', async () => {
    const own = { tls: { cert: cert('server-next.pem'), key: cert('server-next.key') } }
    const { address } = await setUp(TLS, own)
    expect(fingerprint(await secure(address))).toBe(await fingerprintOf('server-next'))
  })

  test('refuses what is not TLS, and old TLS, and goes on', async () => {
    const { events, address } = await setUp(TLS)
    const socket = await plain(address)
    socket.write(handshake())
    await closed(socket)
    await refused(events, 'tls')
    const old = secure(address, { maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })
    await expect(old).rejects.toThrow()
    await refused(events, 'tls', 'tls')
    expect(await answerTo(await secure(address))).toMatch(/^HTTP\/1\.1 101 /)
  })

  test('does not count a peer that only looks whether the port is open', async () => {
    const { events, address } = await setUp(TLS)
    const looking = await plain(address)
    looking.destroy()
    const wrong = await plain(address)
    wrong.write('x'.repeat(100))
    await closed(wrong)
    await refused(events, 'tls')
  })

  test('gives TLS and the request together their time, and no more', async () => {
    const { events, address } = await setUp({ ...TLS, handshakeTimeoutMs: 200 })
    const good = await secure(address)
    expect(await answerTo(good)).toMatch(/^HTTP\/1\.1 101 /)
    const silent = await plain(address)
    const halfHello = await plain(address)
    halfHello.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00]))
    const halfRequest = await secure(address)
    halfRequest.write(handshake().slice(0, -2))
    await Promise.all([silent, halfHello, halfRequest].map(closed))
    await refused(events, 'handshake_timeout', 'handshake_timeout', 'handshake_timeout')
    await write(good, frame('still here'))
    await events.until(() => events.frames === 1)
  })

  test('takes a new one when the files change, while connections stay', async () => {
    const dir = folder({ 'tls.crt': pem('server.pem'), 'tls.key': pem('server.key') })
    const tls = { tlsCert: join(dir, 'tls.crt'), tlsKey: join(dir, 'tls.key') }
    const { events, address } = await setUp(tls)
    const before = await secure(address)
    await answerTo(before)
    replace(tls.tlsCert, 'cut off')
    await events.until(() => events.secrets.length === 1)
    expect(events.secrets[0]).toBe(`certificate: the file ${tls.tlsCert} holds no certificate`)
    expect(fingerprint(await secure(address))).toBe(await fingerprintOf('server'))

    replace(tls.tlsKey, pem('server-next.key'))
    replace(tls.tlsCert, pem('server-next.pem'))
    await events.until(() => events.secrets.at(-1) === 'certificate renewed')
    expect(fingerprint(await secure(address))).toBe(await fingerprintOf('server-next'))
    await write(before, frame('still here'))
    await events.until(() => events.frames === 1)
  })
})

describe('a port that asks for certificates of clients', () => {
  const identity = (name: string) => ({ cert: pem(`${name}.pem`), key: pem(`${name}.key`) })

  test('takes one of its authority', async () => {
    const { address } = await setUp(CLIENT_CERTS)
    const socket = await secure(address, identity('client'))
    expect(await answerTo(socket)).toMatch(/^HTTP\/1\.1 101 /)
  })

  test.each([
    ['none', {}],
    ['one of a stranger', identity('stranger')],
  ])('refuses %s', async (_which, options) => {
    const { events, queue, address } = await setUp(CLIENT_CERTS)
    const socket = connectTls({ port: address.port, ca: pem('ca.pem'), ...options })
    socket.on('error', () => {})
    socket.write(handshake())
    await closed(socket)
    await refused(events, 'client_certificate')
    expect(queue.connections).toBe(0)
  })
})

describe('a port that asks for a token', () => {
  const TOKEN = 'correct-horse-battery-staple'
  const withHeader = (line: string) => handshake().replace('\r\n\r\n', `\r\n${line}\r\n\r\n`)
  const withQuery = (query: string) => handshake(`/logfwd?${query}`)

  const shown: [how: string, request: string, status: number][] = [
    ['in the query', withQuery(`token=${TOKEN}`), 101],
    ['in a header', withHeader(`Authorization: Bearer ${TOKEN}`), 101],
    ['in a header in small letters', withHeader(`authorization: bearer ${TOKEN}`), 101],
    ['that is the second of the file', withQuery('token=second-token-of-the-file'), 101],
    ['in the query, a wrong one in the header', withQuery(`token=${TOKEN}`), 101],
    ['not at all', handshake(), 401],
    ['that is empty', withQuery('token='), 401],
    ['that is the beginning of one', withQuery(`token=${TOKEN.slice(0, -1)}`), 401],
    ['that goes on', withQuery(`token=${TOKEN}x`), 401],
    ['with both of the file in one', withQuery(`token=${TOKEN}%0Asecond-token-of-the-file`), 401],
    ['twice', withQuery(`token=${TOKEN}&token=${TOKEN}`), 401],
    ['as a password', withHeader(`Authorization: Basic ${TOKEN}`), 401],
    ['under another name', withQuery(`Token=${TOKEN}`), 401],
  ]

  test.each(shown)('shown %s', async (_how, request, status) => {
    const dir = folder({ token: `${TOKEN}\n\nsecond-token-of-the-file\r\n` })
    const { events, queue, address } = await setUp({ tokenFile: join(dir, 'token') })
    const answer = await answerTo(await plain(address), request)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).not.toContain(TOKEN.slice(0, -1))
    expect(events.refused).toEqual(status === 401 ? ['token'] : [])
    expect(queue.connections).toBe(status === 401 ? 0 : 1)
  })

  test('says how to show one', async () => {
    const dir = folder({ token: TOKEN })
    const { address } = await setUp({ tokenFile: join(dir, 'token') })
    const answer = await fetch(`http://127.0.0.1:${address.port}/logfwd`)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    expect(await answer.json()).toEqual({
      error_code: 'datakit.unauthorized',
      message: '/logfwd asks for a token; send "Authorization: Bearer <token>", or ?token=<token>',
    })
  })

  test('takes new ones when the file changes', async () => {
    const dir = folder({ token: TOKEN })
    const tokenFile = join(dir, 'token')
    const { events, address } = await setUp({}, { tokenFile })
    replace(tokenFile, '\n')
    await events.until(() => events.secrets.length === 1)
    expect(events.secrets).toEqual([`token: the file ${tokenFile} holds no token`])
    replace(tokenFile, 'another-token-altogether')
    await events.until(() => events.secrets.length === 2)
    const ask = async (token: string) =>
      (await answerTo(await plain(address), withQuery(`token=${token}`))).slice(9, 12)
    expect([await ask(TOKEN), await ask('another-token-altogether')]).toEqual(['401', '101'])
  })

  test('asks for it beside a certificate of the client when both are configured', async () => {
    const dir = folder({ token: TOKEN })
    const { address } = await setUp({ ...CLIENT_CERTS, tokenFile: join(dir, 'token') })
    const identity = { cert: pem('client.pem'), key: pem('client.key') }
    expect(await answerTo(await secure(address, identity))).toMatch(/^HTTP\/1\.1 401 /)
    const answer = await answerTo(await secure(address, identity), withQuery(`token=${TOKEN}`))
    expect(answer).toMatch(/^HTTP\/1\.1 101 /)
  })
})

describe('a port without either', () => {
  test('is open to sidecars, which know nothing of tokens; one that is shown does no harm', async () => {
    const { address } = await setUp({})
    cleanUp.push(
      await openSidecar(address).then((socket) => () => socket.destroy()),
      await plain(address).then((socket) => () => socket.destroy()),
    )
    const answer = await answerTo(await plain(address), handshake('/logfwd?token=x'))
    expect(answer).toMatch(/^HTTP\/1\.1 101 /)
  })

  test('keeps places for others when one address takes many', async () => {
    const { events, queue, address } = await setUp({ maxConnectionsOfAddress: 2 })
    const first = await openSidecar(address)
    cleanUp.push(() => first.destroy())
    const second = await openSidecar(address)
    cleanUp.push(() => second.destroy())
    expect(await answerTo(await plain(address))).toMatch(/^HTTP\/1\.1 503 /)
    expect(events.refused).toEqual(['too_many_of_address'])
    const other = connect({ ...address, localAddress: '127.0.0.2' })
    cleanUp.push(() => other.destroy())
    expect(await answerTo(other)).toMatch(/^HTTP\/1\.1 101 /)
    first.destroy()
    await events.until(() => events.closed.length === 1)
    expect(await answerTo(await plain(address))).toMatch(/^HTTP\/1\.1 101 /)
    expect([queue.connectionsOf('127.0.0.1'), queue.connectionsOf('127.0.0.2')]).toEqual([2, 1])
  })

  const odd: [what: string, request: string, status: number][] = [
    ['a head that is too long', `GET /logfwd HTTP/1.1\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`, 431],
    ['what is not HTTP', '\u0016\u0003\u0001\r\n\r\n', 400],
  ]

  test.each(odd)('refuses %s', async (_what, request, status) => {
    const { events, address } = await setUp({})
    expect(await answerTo(await plain(address), request)).toMatch(
      new RegExp(`^HTTP/1\\.1 ${status} `),
    )
    await refused(events, 'bad_request')
  })
})

test('a port whose files cannot be used does not start', () => {
  const dir = folder({})
  copyFileSync(cert('server.pem'), join(dir, 'tls.crt'))
  const options = { ...RECEIVE_DEFAULTS, tlsCert: join(dir, 'tls.crt'), tlsKey: join(dir, 'none') }
  const events = new Recorded()
  const listener = { address: '127.0.0.1:0', tags: {}, origin: 'test' }
  const make = () => new LogPort(listener, options, new FairQueue(options, events), events)
  expect(make).toThrow(`the file ${join(dir, 'none')} cannot be read (ENOENT)`)
})

function fingerprint(socket: TLSSocket): string {
  return socket.getPeerCertificate().fingerprint256
}

async function fingerprintOf(name: string): Promise<string> {
  const { X509Certificate } = await import('node:crypto')
  return new X509Certificate(pem(`${name}.pem`)).fingerprint256
}
