// Days, wall clocks and int64 nanoseconds against Date and bigint.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dayOfYear,
  nanoseconds,
  splitNanoseconds,
  wallClock,
  wallSeconds,
} from '../../src/pipeline/time/calendar.js'

const seconds = fc.integer({ min: -62_167_219_200, max: 253_402_300_799 })

test('a wall clock taken apart and put together again is the same', () => {
  fc.assert(
    fc.property(seconds, (s) => {
      const c = wallClock(s)
      expect(wallSeconds(c.year, c.month, c.day, c.hour, c.minute, c.second)).toBe(s)
      const date = new Date(s * 1000)
      expect([c.year, c.month, c.day, c.weekday]).toEqual([
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
        date.getUTCDay(),
      ])
      expect(dayOfYear(c.year, c.yearDay)).toEqual({ month: c.month, day: c.day })
    }),
  )
})

test('nanoseconds wrap at 64 bits', () => {
  fc.assert(
    fc.property(seconds, fc.integer({ min: 0, max: 999_999_999 }), (s, n) => {
      const exact = BigInt(s) * 1_000_000_000n + BigInt(n)
      expect(nanoseconds(s, n)).toBe(BigInt.asIntN(64, exact))
    }),
  )
})

test('nanoseconds are split with a fraction that is never negative', () => {
  expect(splitNanoseconds(-1n)).toEqual({ seconds: -1, nanos: 999_999_999 })
  expect(splitNanoseconds(1_500_000_000n)).toEqual({ seconds: 1, nanos: 500_000_000 })
})
