// The log port over real sockets, with clients that write their bytes by hand.
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { FairQueue } from '../../src/receive/fair-queue.js'
import { LogPort } from '../../src/receive/log-port.js'
import { RECEIVE_DEFAULTS, type ReceiveOptions } from '../../src/receive/options.js'
import type { Address } from '../../src/util/address.js'
import { Recorded } from './events.js'
import {
  answerOf,
  BINARY,
  CLOSE,
  frame,
  handshake,
  openSidecar,
  openSocket,
  write,
} from './raw-client.js'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

const listener = { address: '127.0.0.1:0', tags: { input: 'a' }, origin: 'test' }

async function setUp(options: Partial<ReceiveOptions> = {}) {
  const all = { ...RECEIVE_DEFAULTS, ...options }
  const events = new Recorded()
  const queue = new FairQueue(all, events)
  const port = new LogPort(listener, all, queue, events)
  const address = await port.start()
  cleanUp.push(() => port.stop())
  return { events, queue, port, address }
}

async function sidecar(address: Address): Promise<Socket> {
  const socket = await openSidecar(address)
  cleanUp.push(() => socket.destroy())
  return socket
}

function lines(queue: FairQueue): string[] {
  const { portions } = queue.take(1e6, 1e9)
  return portions.flatMap((portion) => portion.frames.map(String))
}

test('messages of a sidecar come out as they were sent, with the port they came in on', async () => {
  const { events, queue, address } = await setUp()
  const socket = await sidecar(address)
  await write(socket, Buffer.concat(['{"log":"1"}', '{"log":"中"}', ''].map((text) => frame(text))))
  await events.until(() => events.frames === 3)
  expect(events.opened[0]).toMatchObject({ remoteAddress: '127.0.0.1', listener })
  expect(lines(queue)).toEqual(['{"log":"1"}', '{"log":"中"}', ''])
})

test('the handshake and frames may come in one write', async () => {
  const { events, queue, address } = await setUp()
  const socket = await openSocket(address)
  cleanUp.push(() => socket.destroy())
  await write(socket, Buffer.concat([Buffer.from(handshake()), frame('a'), frame('b')]))
  await events.until(() => events.frames === 2)
  expect(lines(queue)).toEqual(['a', 'b'])
})

test('handshake and frames may come a byte at a time', async () => {
  const { events, queue, address } = await setUp()
  const socket = await openSocket(address)
  cleanUp.push(() => socket.destroy())
  const sent = ['short', 'x'.repeat(300), '中文']
  const bytes = Buffer.concat([Buffer.from(handshake()), ...sent.map((text) => frame(text))])
  for (const byte of bytes) await write(socket, Buffer.from([byte]))
  await events.until(() => events.frames === 3)
  expect(lines(queue)).toEqual(sent)
})

test('frames before a close frame in the same write are not lost', async () => {
  const { events, queue, address } = await setUp()
  const socket = await sidecar(address)
  const texts = Array.from({ length: 500 }, (_, i) => `line ${i}`)
  const close = frame(Buffer.from([0x03, 0xe8]), CLOSE)
  socket.write(Buffer.concat([...texts.map((text) => frame(text)), close]))
  await events.until(() => events.closed.length === 1)
  expect(events.closed).toEqual(['peer'])
  expect(lines(queue)).toEqual(texts)
})

test('frames before the end of a socket that is not read are not lost', async () => {
  const { events, queue, address } = await setUp({ connectionBytesInFlight: 1000 })
  const socket = await sidecar(address)
  const texts = Array.from({ length: 5000 }, (_, i) => `line ${i} ${'.'.repeat(100)}`)
  socket.end(Buffer.concat(texts.map((text) => frame(text))))
  const seen: string[] = []
  while (seen.length < texts.length) {
    await events.until(() => !queue.empty)
    seen.push(...lines(queue))
  }
  expect(seen).toEqual(texts)
  await events.until(() => events.closed.length === 1)
  expect(events.closed).toEqual(['lost'])
  expect(events.pauses).toContain('connection waits')
})

test('a binary frame is a message too', async () => {
  const { events, queue, address } = await setUp()
  await write(await sidecar(address), frame('{"log":"b"}', BINARY))
  await events.until(() => events.frames === 1)
  expect(lines(queue)).toEqual(['{"log":"b"}'])
})

test('a sidecar is served while hundreds of sockets say nothing or half of something', async () => {
  const { events, queue, address } = await setUp({ maxConnections: 60 })
  for (let i = 0; i < 200; i++) {
    const silent = await openSocket(address)
    cleanUp.push(() => silent.destroy())
  }
  for (let i = 0; i < 50; i++)
    await write(await sidecar(address), frame('x'.repeat(100)).subarray(0, 60))
  const socket = await sidecar(address)
  await write(socket, frame('served'))
  await events.until(() => events.frames === 1)
  expect(lines(queue)).toEqual(['served'])
  expect(queue.connections).toBe(51)
})

test('a socket that does not finish its request is closed, one that did is not', async () => {
  const { events, queue, address } = await setUp({ handshakeTimeoutMs: 100 })
  const socket = await sidecar(address)
  const silent = await openSocket(address)
  const slow = await openSocket(address)
  slow.write(handshake().slice(0, -2))
  silent.resume()
  slow.resume()
  await Promise.all([once(silent, 'close'), once(slow, 'close')])
  expect(events.refused).toEqual(['handshake_timeout', 'handshake_timeout'])
  await write(socket, frame('still here'))
  await events.until(() => events.frames === 1)
  expect(lines(queue)).toEqual(['still here'])
})

test('one connection too many is refused in words, and there is room again when one ends', async () => {
  const { events, address } = await setUp({ maxConnections: 1 })
  const first = await sidecar(address)
  const second = await openSocket(address)
  second.write(handshake())
  const answer = await answerOf(second)
  expect(answer).toMatch(/^HTTP\/1\.1 503 /)
  expect(answer).toContain('"error_code":"datakit.tooManyConnections"')
  expect(events.refused).toEqual(['too_many'])
  first.destroy()
  await events.until(() => events.closed.length === 1)
  await sidecar(address)
})

const offences: [sentence: string, bytes: Buffer, reason: string][] = [
  ['a message over the limit', frame('x'.repeat(1001)), 'too_large'],
  ['a text that is not UTF-8', frame(Buffer.from([0x61, 0xff])), 'bad_utf8'],
  ['a frame without a mask', Buffer.from([0x81, 0x01, 0x61]), 'bad_frame'],
]

test.each(offences)('%s closes that connection only', async (_sentence, bytes, reason) => {
  const { events, queue, address } = await setUp({ maxFrameBytes: 1000 })
  const good = await sidecar(address)
  const bad = await sidecar(address)
  bad.write(Buffer.concat([frame('before'), bytes]))
  await events.until(() => events.closed.length === 1)
  expect(events.closed).toEqual([reason])
  await write(good, frame('x'.repeat(1000)))
  await events.until(() => events.frames === 2)
  expect(lines(queue)).toEqual(['before', 'x'.repeat(1000)])
})

test('a socket is not read while the buffer is full, and its lines come afterwards', async () => {
  const { events, queue, address } = await setUp()
  const socket = await sidecar(address)
  queue.pauseAll()
  await write(socket, frame('later'))
  queue.resumeAll()
  await events.until(() => events.frames === 1)
  expect(lines(queue)).toEqual(['later'])
})

test('compression is not agreed to', async () => {
  const { events, queue, address } = await setUp()
  const client = new WebSocket(`ws://127.0.0.1:${address.port}/logfwd`)
  cleanUp.push(() => client.terminate())
  await once(client, 'open')
  expect(client.extensions).toBe('')
  client.send('hello')
  await events.until(() => events.frames === 1)
  expect(lines(queue)).toEqual(['hello'])
})

const paths: [method: string, path: string, status: number, code: string][] = [
  ['GET', '/', 404, 'datakit.notFound'],
  ['GET', '/debug/vars', 404, 'datakit.notFound'],
  ['POST', '/logfwd', 404, 'datakit.notFound'],
  ['GET', '/logfwd', 426, 'datakit.upgradeRequired'],
]

test.each(paths)('%s %s answers %i', async (method, path, status, code) => {
  const { address } = await setUp()
  const response = await fetch(`http://127.0.0.1:${address.port}${path}`, { method })
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ error_code: code })
})

test('a websocket on any other path is refused', async () => {
  const { address, queue } = await setUp()
  const socket = await openSocket(address)
  socket.write(handshake('/other'))
  expect(await answerOf(socket)).toMatch(/^HTTP\/1\.1 404 /)
  expect(queue.connections).toBe(0)
})

test('stop keeps what was sent, closes every connection, and can be called twice', async () => {
  const { events, queue, port, address } = await setUp()
  const socket = await sidecar(address)
  const silent = await openSocket(address)
  const texts = Array.from({ length: 1000 }, (_, i) => `line ${i}`)
  await write(socket, Buffer.concat(texts.map((text) => frame(text))))
  silent.resume()
  socket.resume()
  // Reset, so that the next message of a sidecar fails and is not taken by its kernel.
  const ends = Promise.all([once(socket, 'error'), once(silent, 'close')])
  await Promise.all([port.stop(), port.stop()])
  expect(String((await ends)[0])).toContain('ECONNRESET')
  expect(events.closed).toEqual(['stop'])
  expect(lines(queue)).toEqual(texts)
  await expect(openSocket(address)).rejects.toThrow('ECONNREFUSED')
})

test('a port that was never started can be stopped', async () => {
  const events = new Recorded()
  const port = new LogPort(
    listener,
    RECEIVE_DEFAULTS,
    new FairQueue(RECEIVE_DEFAULTS, events),
    events,
  )
  await port.stop()
})

test('an address in use is an error of start', async () => {
  const { address, queue, events } = await setUp()
  const taken = { ...listener, address: `127.0.0.1:${address.port}` }
  const port = new LogPort(taken, RECEIVE_DEFAULTS, queue, events)
  await expect(port.start()).rejects.toThrow('EADDRINUSE')
  await port.stop()
})
