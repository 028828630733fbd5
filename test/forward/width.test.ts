// One delivery after the other as long as that keeps up, more side by side when it does not.
import { expect, test } from 'vitest'
import { Width } from '../../src/forward/width.js'

const MIB = 1024 * 1024

/** What the width becomes when so many MiB wait, looked at once a second. */
function widths(waiting: readonly number[], everyMs = 1000): number[] {
  let now = 0
  const width = new Width({ maxInFlight: 8, maxRawBody: MIB, clock: { now: () => now } })
  return waiting.map((bytes) => {
    now += everyMs
    width.taken(bytes * MIB)
    return width.value
  })
}

const times = (count: number, of: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => of(i))

test.each<[string, readonly number[], number]>([
  ['little waits', times(60, (i) => i % 8), 1],
  ['a backlog shrinks', times(60, (i) => 1000 - i), 1],
  ['a backlog grows for a window', times(6, (i) => 100 + i), 2],
  ['it grows for two windows', times(11, (i) => 100 + i), 4],
  ['it stays as it is', times(6, () => 100), 2],
  ['it grows and grows', times(100, (i) => 100 + i), 8],
])('when %s', (_, waiting, width) => {
  expect(widths(waiting).at(-1)).toBe(width)
})

test('when it has been caught up, it is one again', () => {
  expect(widths([...times(30, (i) => 100 + i), 7]).at(-1)).toBe(1)
})

test('what has come while nothing was taken is no sign', () => {
  expect(widths([100, 900, 880, 860, 840], 20_000).at(-1)).toBe(1)
})
