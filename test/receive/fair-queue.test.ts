import { expect, test } from 'vitest'
import type { Connection } from '../../src/receive/events.js'
import { FairQueue } from '../../src/receive/fair-queue.js'
import { type Frame, Lane } from '../../src/receive/lane.js'
import { Recorded } from './events.js'

/** What the queue counts a frame of 36 bytes as. */
const COUNTED = Lane.sizeOf({ length: 36 })

const listener = { address: ':0', tags: {}, origin: 'test' }

function setUp(limits = { connectionBytesInFlight: 1e6, totalBytesInFlight: 1e7 }) {
  const events = new Recorded()
  const clock = { ms: 0 }
  const queue = new FairQueue(limits, events, () => clock.ms)
  const calls: string[] = []
  const join = (id: number) =>
    queue.join({ id, remoteAddress: '', listener } satisfies Connection, {
      pause: () => calls.push(`pause ${id}`),
      resume: () => calls.push(`resume ${id}`),
    })
  return { events, clock, queue, calls, join }
}

/** `a1` is the first frame of a, `1:` the connection that a portion belongs to. */
function taken(queue: FairQueue, maxFrames: number, maxBytes = 1e9): string {
  const { portions } = queue.take(maxFrames, maxBytes)
  return portions.map((p) => `${p.connection.id}:${p.frames.map(label).join(',')}`).join(' ')
}

const label = (frame: Frame) => String(frame).trim()

function fill(queue: FairQueue, lane: Lane, count: number, size = 1): void {
  for (let i = 1; i <= count; i++) queue.push(lane, Buffer.from(String(i).padEnd(size)))
}

const rounds: [sentence: string, counts: number[], maxFrames: number, portions: string[]][] = [
  ['one connection has all', [5], 3, ['1:1,2,3', '1:4,5', '']],
  ['a small one does not wait for a large one', [9, 1], 4, ['1:1,2 2:1 1:3', '1:4,5,6,7', '1:8,9']],
  ['three share alike', [9, 9, 9], 6, ['1:1,2 2:1,2 3:1,2', '1:3,4 2:3,4 3:3,4']],
  ['more than fit are served in turn', [2, 2, 2], 2, ['1:1 2:1', '3:1 1:2', '2:2 3:2', '']],
  ['what is left of a share goes round', [1, 9, 1], 9, ['1:1 2:1,2,3 3:1 2:4,5,6 2:7', '2:8,9']],
]

test.each(rounds)('%s', (_sentence, counts, maxFrames, portions) => {
  const { queue, join } = setUp()
  for (const [i, count] of counts.entries()) fill(queue, join(i + 1), count)
  expect(portions.map(() => taken(queue, maxFrames))).toEqual(portions)
})

test('a large frame comes alone, after the frames of the others', () => {
  const { queue, join } = setUp()
  fill(queue, join(1), 3, 100_000)
  fill(queue, join(2), 3)
  expect(taken(queue, 100, 50_000)).toBe('2:1,2,3 1:1')
  expect(taken(queue, 100, 50_000)).toBe('1:2')
  expect(taken(queue, 100, 50_000)).toBe('1:3')
})

test('frames come out in the order they went in, however they are taken', () => {
  const { queue, join } = setUp()
  const lane = join(1)
  const seen: string[] = []
  for (let i = 0; i < 500; i++) {
    queue.push(lane, Buffer.from(String(i)))
    if (i % 7 === 0)
      seen.push(...queue.take(1 + (i % 11), 1e9).portions.flatMap((p) => p.frames.map(label)))
  }
  while (!queue.empty) seen.push(...queue.take(9, 1e9).portions.flatMap((p) => p.frames.map(label)))
  expect(seen).toEqual(Array.from({ length: 500 }, (_, i) => String(i)))
  expect(queue.bytes).toBe(0)
})

test('the frames of a connection that has ended are still handed out', () => {
  const { queue, join } = setUp()
  const lane = join(1)
  fill(queue, lane, 2)
  queue.leave(lane)
  expect([queue.connections, taken(queue, 9), queue.empty]).toEqual([0, '1:1,2', true])
})

test('the first frame in an empty queue is announced', () => {
  const { queue, join } = setUp()
  let calls = 0
  queue.onFrames = () => calls++
  const lane = join(1)
  fill(queue, lane, 3)
  queue.take(9, 1e9)
  fill(queue, lane, 1)
  expect(calls).toBe(2)
})

test('a connection above its limit is not read until half of it is gone', () => {
  const { queue, join, calls, events, clock } = setUp({
    connectionBytesInFlight: 10 * COUNTED,
    totalBytesInFlight: 1e6,
  })
  const lane = join(1)
  join(2)
  fill(queue, lane, 11, 36)
  expect(calls).toEqual(['pause 1'])
  clock.ms = 1500
  queue.take(5, 1e9)
  expect(calls).toEqual(['pause 1'])
  queue.take(2, 1e9)
  expect(calls).toEqual(['pause 1', 'resume 1'])
  expect(events.seconds).toEqual([['connection', 1.5]])
  expect(events.pauses).toEqual(['connection waits', 'connection reads'])
})

test('above the limit of all no connection is read, one that comes later neither', () => {
  const { queue, join, calls } = setUp({
    connectionBytesInFlight: 1e6,
    totalBytesInFlight: 10 * COUNTED,
  })
  const lane = join(1)
  fill(queue, lane, 11, 36)
  join(2)
  expect(calls).toEqual(['pause 1', 'pause 2'])
  queue.take(9, 1e9)
  expect(calls).toEqual(['pause 1', 'pause 2', 'resume 1', 'resume 2'])
})

test('with a full buffer no connection is read, and the seconds are counted while it lasts', () => {
  const { queue, join, calls, events, clock } = setUp()
  join(1)
  queue.pauseAll()
  queue.pauseAll()
  clock.ms = 2000
  queue.reportPauses()
  clock.ms = 5000
  queue.resumeAll()
  queue.resumeAll()
  expect(calls).toEqual(['pause 1', 'resume 1'])
  expect(events.seconds).toEqual([
    ['buffer', 2],
    ['buffer', 3],
  ])
})

test('a connection stays unread while any reason lasts', () => {
  const { queue, join, calls } = setUp({ connectionBytesInFlight: 500, totalBytesInFlight: 1e6 })
  fill(queue, join(1), 9, 36)
  queue.pauseAll()
  queue.take(9, 1e9)
  expect(calls).toEqual(['pause 1'])
  queue.resumeAll()
  expect(calls).toEqual(['pause 1', 'resume 1'])
})

test('at the last call a connection is read however much of it waits, but not more than all may have', () => {
  const { queue, join, calls } = setUp({ connectionBytesInFlight: 500, totalBytesInFlight: 1e5 })
  const lane = join(1)
  fill(queue, lane, 10)
  expect(calls).toEqual(['pause 1'])
  queue.lastCall()
  expect(calls).toEqual(['pause 1', 'resume 1'])
  fill(queue, lane, 1, 1e5)
  expect(calls).toEqual(['pause 1', 'resume 1', 'pause 1'])
})

test('empty frames do not come for nothing', () => {
  const { queue, join, calls } = setUp({ connectionBytesInFlight: 1000, totalBytesInFlight: 1e6 })
  const lane = join(1)
  for (let i = 0; i < 16; i++) queue.push(lane, Buffer.alloc(0))
  expect(calls).toEqual(['pause 1'])
})

test('a connection that ends while it is not read ends that wait', () => {
  const { queue, join, events } = setUp({ connectionBytesInFlight: 100, totalBytesInFlight: 1e6 })
  const lane = join(1)
  fill(queue, lane, 9)
  queue.leave(lane)
  queue.take(1, 1e9)
  expect(events.pauses).toEqual(['connection waits', 'connection reads'])
})
