// The shortcut for ISO texts gives what the general way gives, on good and on bent texts.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTime, parseTimeSlowly } from '../../src/pipeline/time/default-time.js'
import { parseIso } from '../../src/pipeline/time/iso.js'
import { utc, zoneOf } from '../../src/pipeline/time/zone.js'

const NOW = 1_700_000_000_000_000_000n

/** A number of two digits, mostly a good one. */
function two(most: number): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: most + 1 }).map((n) => String(n).padStart(2, '0'))
}

const digits = fc.integer({ min: 0, max: 999_999_999_999 }).map(String)
const fraction = fc.oneof(
  fc.constant(''),
  fc.tuple(fc.constantFrom('.', ','), digits).map((parts) => parts.join('')),
  fc.constantFrom('.', ',', '.x', '.+5', '.5.5', '.5,5'),
)
const offset = fc.oneof(
  fc.constant(''),
  fc
    .tuple(fc.constantFrom('+', '-'), two(23), fc.constantFrom('', ':'), two(59))
    .map((p) => p.join('')),
  fc.constantFrom(
    'Z',
    'z',
    ' Z',
    '+08',
    '+8',
    '-08:0',
    '+08000',
    '+-8:00',
    ' +0800',
    ' CST',
    'Z[UTC]',
    '+9999',
    '-99:99',
  ),
)
const year = fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, '0'))
const text = fc
  .tuple(
    fc.oneof(year, fc.constantFrom('2024', '2023', '2000', '1970', '1900')),
    fc.constantFrom('-', '-', '-', '-', '/'),
    two(12),
    fc.constantFrom('-', '-', '-', '-', '.'),
    two(31),
    fc.constantFrom(' ', 'T', 'T', ' ', 't', '  '),
    two(23),
    fc.constantFrom(':', ':', ':', ':', '.'),
    two(59),
    fc.constantFrom(':', ':', ':', ':', '-'),
    two(59),
    fraction,
    offset,
  )
  .map((parts) => parts.join(''))

const zone = fc
  .constantFrom('UTC', 'Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata')
  .map((name) => zoneOf(name) ?? utc)

test('the shortcut and the general way agree', () => {
  fc.assert(
    fc.property(text, zone, (time, tz) => {
      expect(parseTime(time, tz, NOW)).toEqual(parseTimeSlowly(time, tz, NOW))
    }),
    { numRuns: 3000 },
  )
})

test('they agree when one character is another one', () => {
  const other = fc.constantFrom(...'0123456789 TZ:.,+-/x年')
  fc.assert(
    fc.property(text, fc.nat(), other, zone, (time, place, character, tz) => {
      const at = place % time.length
      const bent = time.slice(0, at) + character + time.slice(at + 1)
      expect(parseTime(bent, tz, NOW)).toEqual(parseTimeSlowly(bent, tz, NOW))
    }),
    { numRuns: 3000 },
  )
})

test.each([
  '2022-08-04 10:21:14',
  '2022-08-04 10:21:14.731',
  '2022-08-04 10:21:14,731',
  '2022-08-04T10:21:14.731Z',
  '2022-08-04T10:21:14+08:00',
  '2022-08-04T10:21:14.731000+0800',
])('%s takes the shortcut', (time) => {
  expect(parseIso(time, utc)).toBeDefined()
})
