// A time of its parts, and times moved by whole hours.

import { expect, test } from 'vitest'
import { toCurrentHour } from '../../src/pipeline/time/adjust.js'
import { BadPart, type DateParts, timeFromParts } from '../../src/pipeline/time/parse-date.js'

const NOW = ns('2026-11-23T11:05:42.5Z')

function ns(iso: string): bigint {
  return BigInt(Date.parse(iso)) * 1_000_000n
}

const date = { yy: '2023', MM: '6', dd: '7', hh: '21', mm: '8' }

const parts: readonly (readonly [DateParts, bigint])[] = [
  [date, ns('2023-06-07T21:08:00Z')],
  [{ ...date, ss: '17', ms: '1', us: '2', ns: '3' }, ns('2023-06-07T21:08:17Z') + 1002003n],
  [{ ...date, ss: 'x', zone: '' }, ns('2023-06-07T21:08:00Z')],
  [{ ...date, MM: 'jUN' }, ns('2023-06-07T21:08:00Z')],
  [{ ...date, MM: 'June' }, ns('2023-06-07T21:08:00Z')],
  [{ ...date, yy: '23' }, ns('2023-06-07T21:08:00Z')],
  [{ ...date, dd: '31' }, ns('2023-07-01T21:08:00Z')],
  [{ ...date, MM: '2', dd: '29' }, ns('2023-03-01T21:08:00Z')],
  [{ ...date, ms: '61000' }, ns('2023-06-07T21:09:01Z')],
  [{ ...date, ms: '-1' }, ns('2023-06-07T21:07:59.999Z')],
  [{ ...date, zone: 'Asia/Tokyo' }, ns('2023-06-07T12:08:00Z')],
  [{ ...date, zone: '+8' }, ns('2023-06-07T13:08:00Z')],
  [{ ...date, zone: 'CST' }, ns('2023-06-07T13:08:00Z')],
  [{ hh: '16', mm: '40', ss: '03', ms: '290' }, ns('2026-11-23T16:40:03.290Z')],
  [{}, ns('2026-11-23T11:05:00Z')],
]

test.each(parts)('%j', (given, time) => {
  expect(timeFromParts(given, NOW)).toBe(time)
})

test.each([
  ['292277', 'Etc/GMT-8', -6814080553647153152n],
  ['292277', 'America/New_York', -6814037353647153152n], // summer time holds for ever
  ['292277026597', 'UTC', 16004272000000000n],
  ['9223372036854775807', 'America/New_York', -6844902352871345152n],
])('a year beyond int64 nanoseconds wraps: %s in %s', (yy, zone, time) => {
  expect(timeFromParts({ ...date, yy, zone }, NOW)).toBe(time)
})

test.each([
  { yy: '-5' },
  { MM: '0' },
  { MM: '13' },
  { MM: 'sept' },
  { dd: '0' },
  { dd: '32' },
  { hh: '24' },
  { hh: '-1' },
  { mm: '60' },
  { ss: '60' },
  { zone: '+08' },
  { zone: 'PST' },
])('%j cannot be', (bad) => {
  expect(() => timeFromParts({ ...date, ...bad }, NOW)).toThrow(BadPart)
})

test.each([
  ['2026-11-23T03:05:42.5Z', '2026-11-23T11:05:42.5Z', 'eight hours off'],
  ['2026-11-23T12:07:42.5Z', '2026-11-23T11:07:42.5Z', 'two minutes ahead stay ahead'],
  ['2026-11-23T12:07:42.6Z', '2026-11-23T10:07:42.6Z', 'more than two minutes ahead goes back'],
  ['2026-11-23T19:30:00Z', '2026-11-23T10:30:00Z', 'later in the hour is the hour before'],
  ['2026-11-23T09:00:00Z', '2026-11-23T11:00:00Z', 'earlier in the hour is this hour'],
])('%s moves to %s: %s', (time, moved) => {
  expect(toCurrentHour(ns(time), NOW)).toBe(ns(moved))
})

test('just before the full hour a time just behind it is the next hour', () => {
  const now = ns('2026-11-23T11:59:30Z')
  expect(toCurrentHour(ns('2026-11-23T05:00:30Z'), now)).toBe(ns('2026-11-23T12:00:30Z'))
})
