// Messages that do not come whole: what there is of them is bounded, and nobody waits for them for long.
import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { FairQueue } from '../../src/receive/fair-queue.js'
import { LogPort } from '../../src/receive/log-port.js'
import { RECEIVE_DEFAULTS, type ReceiveOptions } from '../../src/receive/options.js'
import { Source, Unfinished } from '../../src/receive/unfinished.js'
import type { Address } from '../../src/util/address.js'
import { Recorded } from './events.js'
import { frame, openSidecar, write } from './raw-client.js'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

const MIB = 1024 * 1024

async function setUp(options: Partial<ReceiveOptions>) {
  const all = { ...RECEIVE_DEFAULTS, ...options }
  const events = new Recorded()
  const queue = new FairQueue(all, events)
  const port = new LogPort({ address: '127.0.0.1:0', tags: {}, origin: 'test' }, all, queue, events)
  cleanUp.push(() => port.stop())
  return { events, queue, address: await port.start() }
}

async function sidecar(address: Address): Promise<Socket> {
  const socket = await openSidecar(address)
  cleanUp.push(() => socket.destroy())
  return socket
}

const large = frame('x'.repeat(4 * MIB))

test('a message that does not come whole ends its connection when others wait for its room', async () => {
  const { events, address } = await setUp({ unfinishedBytes: 3 * MIB, unfinishedMs: 100 })
  const stalled = await sidecar(address)
  await write(stalled, large.subarray(0, 3 * MIB))
  const small = await sidecar(address)
  await write(small, frame('not held up'))
  await events.until(() => events.frames === 1)
  const waits = await sidecar(address)
  const sent = write(waits, large)
  await events.until(() => events.frames === 2)
  await sent
  expect(events.closed).toEqual(['unfinished'])
})

test('messages that need more room than there is come one behind the other, and none is lost', async () => {
  const { events, queue, address } = await setUp({ unfinishedBytes: MIB, unfinishedMs: 5000 })
  const sockets = await Promise.all(Array.from({ length: 8 }, () => sidecar(address)))
  const sent = sockets.map((socket) => write(socket, Buffer.concat([large, frame('y'), large])))
  while (events.frames < 24) {
    const before = events.frames
    await events.until(() => events.frames > before)
    queue.take(1000, 1e9)
  }
  await Promise.all(sent)
  expect(events.closed).toEqual([])
})

test('a message that comes byte by byte is counted as what its pieces cost', async () => {
  const { events, address } = await setUp({ unfinishedBytes: 10_000, unfinishedMs: 60_000 })
  const sockets = [await sidecar(address), await sidecar(address)]
  const pieces = 1000
  for (let i = 0; i < pieces && events.pauses.length === 0; i++)
    for (const socket of sockets) {
      await write(socket, large.subarray(i, i + 1))
      await turn()
    }
  expect(events.pauses).toEqual(['unfinished waits'])
})

/** Sources that note what is done to them. */
function sources(count: number, isRead = () => true) {
  const told: string[] = []
  const all = Array.from({ length: count }, (_, i) => {
    const name = 'abc'[i]
    return new Source(
      (waits) => told.push(`${name} ${waits ? 'waits' : 'reads'}`),
      isRead,
      () => told.push(`${name} cut`),
    )
  })
  return { told, all: all as [Source, Source, Source] }
}

test('the one that began first is read on, the others when there is room', () => {
  const unfinished = new Unfinished(100, 60_000)
  const { told, all } = sources(3)
  const [a, b, c] = all
  unfinished.piece(a, 60)
  unfinished.piece(b, 60)
  unfinished.piece(c, 60)
  unfinished.piece(a, 60)
  expect(told).toEqual(['b waits', 'c waits'])
  unfinished.whole(a)
  expect(told).toEqual(['b waits', 'c waits', 'b reads'])
  unfinished.gone(b)
  expect(told.slice(3)).toEqual(['c reads'])
  unfinished.gone(c)
})

test('the piece in which a message ended is not counted, nor is one message after the other', () => {
  const unfinished = new Unfinished(100, 60_000)
  const { told, all } = sources(2)
  const [a, b] = all
  for (let i = 0; i < 50; i++)
    for (const one of [a, b]) {
      unfinished.piece(one, 40)
      unfinished.whole(one)
      unfinished.piece(one, 90)
    }
  expect(told).toEqual([])
})

test('one that is not read for a reason of ours is not cut for it', () => {
  vi.useFakeTimers()
  cleanUp.push(() => vi.useRealTimers())
  let read = false
  const { told, all } = sources(2, () => read)
  const [a, b] = all
  const unfinished = new Unfinished(100, 1000)
  unfinished.piece(a, 60)
  unfinished.piece(b, 60)
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual(['b waits'])
  read = true
  vi.advanceTimersByTime(1000)
  unfinished.gone(a)
  expect(told).toEqual(['b waits', 'a cut', 'b reads'])
})
