// Peers that mean harm, with bytes made by hand: each costs its own connection at most.

import { once } from 'node:events'
import type { Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { FairQueue } from '../../src/receive/fair-queue.js'
import { LogPort } from '../../src/receive/log-port.js'
import { RECEIVE_DEFAULTS, type ReceiveOptions } from '../../src/receive/options.js'
import { Recorded } from './events.js'
import { frame, handshake, openSidecar, openSocket, write } from './raw-client.js'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

const PING = 9
const CONTINUATION = 0
const FINAL = 0x80

async function setUp(options: Partial<ReceiveOptions> = {}) {
  const all = { ...RECEIVE_DEFAULTS, ...options }
  const events = new Recorded()
  const queue = new FairQueue(all, events)
  const port = new LogPort({ address: '127.0.0.1:0', tags: {}, origin: 'test' }, all, queue, events)
  cleanUp.push(() => port.stop())
  const address = await port.start()
  const sidecar = async (): Promise<Socket> => {
    const socket = await openSidecar(address)
    cleanUp.push(() => socket.destroy())
    return socket
  }
  return { events, address, sidecar }
}

/** A frame that others follow in the same message. */
function part(payload: string, opcode: number): Buffer {
  const bytes = frame(payload, opcode)
  bytes[0] = bytes[0]! & ~FINAL
  return bytes
}

const huge = Buffer.alloc(14, 0)
huge[0] = FINAL | 1
huge[1] = 0x80 | 127
huge.writeBigUInt64BE(2n ** 40n, 2)

const parts = (count: number, payload: string) => [
  part(payload, 1),
  ...Array.from({ length: count }, () => part(payload, CONTINUATION)),
]

const offences: [what: string, bytes: Buffer, reason: string][] = [
  ['announces a terabyte', huge, 'too_large'],
  [
    'sends a message in parts that are too large together',
    Buffer.concat(parts(11, 'x'.repeat(100))),
    'too_large',
  ],
  ['sends a message in parts without end', Buffer.concat(parts(20_000, '')), 'bad_frame'],
  ['goes on with a message that never began', frame('x', CONTINUATION), 'bad_frame'],
  ['uses a code that there is not', frame('x', 3), 'bad_frame'],
  ['sends a long ping', frame('x'.repeat(126), PING), 'bad_frame'],
  [
    'says that it compresses',
    Buffer.concat([Buffer.from([0xc1]), frame('x').subarray(1)]),
    'bad_frame',
  ],
]

test.each(offences)('one that %s is closed', async (_what, bytes, reason) => {
  const { events, sidecar } = await setUp({ maxFrameBytes: 1000 })
  const [good, bad] = [await sidecar(), await sidecar()]
  bad.write(bytes)
  await events.until(() => events.closed.length === 1)
  expect(events.closed).toEqual([reason])
  await write(good, frame('served'))
  await events.until(() => events.frames === 1)
})

test('one that asks for answers and never reads them gets few', async () => {
  const { events, sidecar } = await setUp()
  const socket = await sidecar()
  const pings = 200_000
  const ping = frame('x'.repeat(125), PING)
  await write(socket, Buffer.concat(Array.from({ length: pings }, () => ping)))
  await write(socket, frame('after them'))
  await events.until(() => events.frames === 1)
  let answered = 0
  socket.on('data', (bytes) => {
    answered += bytes.length
  })
  socket.end()
  await once(socket, 'close')
  expect(answered / 127).toBeLessThan(pings / 2)
})

test('one that reads is answered', async () => {
  const { address } = await setUp()
  const client = new WebSocket(`ws://127.0.0.1:${address.port}/logfwd`)
  cleanUp.push(() => client.terminate())
  await once(client, 'open')
  client.ping('are you there')
  expect(String((await once(client, 'pong'))[0])).toBe('are you there')
})

test('one that is refused is closed at once, though it stays', async () => {
  const { events, address, sidecar } = await setUp({
    maxConnections: 1,
    handshakeTimeoutMs: 60_000,
  })
  await sidecar()
  const socket = await openSocket(address)
  cleanUp.push(() => socket.destroy())
  socket.write(handshake())
  socket.resume()
  await once(socket, 'close')
  expect(events.refused).toEqual(['too_many'])
})
