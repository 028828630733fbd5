// One delivery after the other as long as that keeps up, more side by side when it does not.
import { expect, test } from 'vitest'
import { Width } from '../../src/forward/width.js'

const MIB = 1024 * 1024

interface Story {
  /** MiB that wait at each look. */
  readonly waiting: readonly number[]
  readonly everyMs?: number
  /** Requests that fail between two looks. */
  readonly failing?: number
  /** MiB that may wait. */
  readonly capacity?: number
}

/** What the width becomes. */
function widths({ waiting, everyMs = 1000, failing = 0, capacity = 2048 }: Story): number[] {
  let now = 0
  const clock = { now: () => now }
  const sizes = { maxInFlight: 8, maxRawBody: MIB, capacity: capacity * MIB }
  const width = new Width({ ...sizes, clock })
  return waiting.map((bytes, i) => {
    now += everyMs
    width.taken(bytes * MIB, i * failing)
    return width.value
  })
}

const times = (count: number, of: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => of(i))

test.each<[string, Story, number]>([
  ['little waits', { waiting: times(60, (i) => i % 8) }, 1],
  ['a backlog shrinks', { waiting: times(60, (i) => 1000 - i) }, 1],
  ['a backlog grows for a window', { waiting: times(6, (i) => 100 + i) }, 2],
  ['it grows for two windows', { waiting: times(11, (i) => 100 + i) }, 4],
  ['it stays as it is', { waiting: times(6, () => 100) }, 2],
  ['it grows and grows', { waiting: times(100, (i) => 100 + i) }, 8],
  ['requests take long', { waiting: times(4, (i) => 100 + i), everyMs: 20_000 }, 8],
  ['requests fail now and then', { waiting: times(100, (i) => 100 + i), failing: 1 }, 8],
  ['a small buffer is full', { waiting: times(100, () => 2), capacity: 4 }, 8],
])('when %s', (_, story, width) => {
  expect(widths(story).at(-1)).toBe(width)
})

test('when it has been caught up, it is one again', () => {
  expect(widths({ waiting: [...times(30, (i) => 100 + i), 7] }).at(-1)).toBe(1)
})

test('what has come while nothing was taken is no sign', () => {
  const waiting = [100, 900, 880, 860, 840]
  expect(widths({ waiting, everyMs: 20_000, failing: 1 }).at(-1)).toBe(1)
})

test('when time is running out, it stays open', () => {
  const clock = { now: () => 0 }
  const width = new Width({ maxInFlight: 8, maxRawBody: MIB, capacity: 2048 * MIB, clock })
  width.open()
  width.taken(MIB, 0)
  expect(width.value).toBe(8)
})
