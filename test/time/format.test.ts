// Formats of `datetime`: named layouts and strftime texts.

import { describe, expect, test } from 'vitest'
import { namedLayouts, timeFormat, unitOf } from '../../src/pipeline/time/format.js'
import { utc, zoneOf } from '../../src/pipeline/time/zone.js'

const TIME = 1686172097442123456n // Wed 2023-06-07 21:08:17 UTC

function print(format: string, ns = TIME, zone = 'UTC'): string {
  return timeFormat(format)(ns, zoneOf(zone) ?? utc)
}

test.each([
  ['ANSIC', 'Wed Jun  7 21:08:17 2023'],
  ['UnixDate', 'Wed Jun  7 21:08:17 UTC 2023'],
  ['RubyDate', 'Wed Jun 07 21:08:17 +0000 2023'],
  ['RFC822', '07 Jun 23 21:08 UTC'],
  ['RFC822Z', '07 Jun 23 21:08 +0000'],
  ['RFC850', 'Wednesday, 07-Jun-23 21:08:17 UTC'],
  ['RFC1123', 'Wed, 07 Jun 2023 21:08:17 UTC'],
  ['RFC1123Z', 'Wed, 07 Jun 2023 21:08:17 +0000'],
  ['RFC3339', '2023-06-07T21:08:17Z'],
  ['RFC3339Nano', '2023-06-07T21:08:17.442123456Z'],
  ['Kitchen', '9:08PM'],
  ['Stamp', 'Jun  7 21:08:17'],
  ['StampMilli', 'Jun  7 21:08:17.442'],
  ['StampMicro', 'Jun  7 21:08:17.442123'],
  ['StampNano', 'Jun  7 21:08:17.442123456'],
])('%s prints %s', (name, text) => {
  expect(Object.keys(namedLayouts)).toContain(name)
  expect(print(name)).toBe(text)
})

test.each([
  ['%s', '-1'],
  ['%12s|%012s|%-5s', '          -1|0000000000-1|   -1'],
])('%j prints the second before 1970 as %j', (format, text) => {
  expect(print(format, -1_000_000_000n)).toBe(text)
})

describe('strftime', () => {
  test.each([
    ['%Y-%m-%d %H:%M:%S', '2023-06-07 21:08:17'],
    ['%y %C %G %g', '23 20 2023 23'],
    ['%B %b %h %A %a', 'June Jun Jun Wednesday Wed'],
    ['%w %u %V %U %W %j', '3 3 23 23 23 158'],
    ['%e|%k|%l|%I', ' 7|21| 9|09'],
    ['%p %P %#p %^P %^a %#a %^B', 'PM pm pm PM WED WED JUNE'],
    ['%s %f %3f %9f', '1686172097 442123 442123 000442123'],
    ['%z %:z %::z %:::z %Z %#Z', '+0000 +00:00 +00:00:00 +00 UTC utc'],
    ['%t%n%%', '\t\n%'],
    ['%c | %D | %F | %R', 'Wed Jun  7 21:08:17 2023 | 06/07/23 | 2023-06-07 | 21:08'],
    ['%r | %T | %v', '09:08:17 PM | 21:08:17 |  7-Jun-2023'],
    ['%x | %X | %+', '06/07/23 | 21:08:17 | Wed Jun  7 21:08:17 UTC 2023'],
    ['%-d %_d %0e %-m', '7  7 07 6'],
    ['%6Y|%4d|%_5H|%10b|%-5d|%010b', '002023|0007|   21|       Jun|    7|0000000Jun'],
    ['%12s|%014s|%_12s|%-12s', '  1686172097|00001686172097|  1686172097|  1686172097'],
    ['%Q %E %:x', '%Q %E %:x'],
    ['%Y%', '2023%'],
    ['%', '%'],
    ['%-', '%-'],
    ['', ''],
    ['rfc3339', 'rfc3339'],
    ['%Y年%m月', '2023年06月'],
  ])('%j prints %j', (format, text) => {
    expect(print(format)).toBe(text)
  })

  test.each([
    ['2021-01-01', '2020-53 5'],
    ['2020-12-31', '2020-53 4'],
    ['2024-12-30', '2025-01 1'],
    ['2024-01-01', '2024-01 1'],
    ['2023-01-01', '2022-52 7'],
  ])('%s lies in ISO week %s', (date, text) => {
    expect(print('%G-%V %u', BigInt(Date.parse(date)) * 1_000_000n)).toBe(text)
  })

  test('midnight and noon', () => {
    expect(print('%I %l %p', 1686096000000000000n)).toBe('12  0 AM')
    expect(print('%I %l %p', 1686139200000000000n)).toBe('12 12 PM')
  })

  test('offsets west of Greenwich', () => {
    expect(print('%z %:z %Z %_z %-z', TIME, 'America/St_Johns')).toBe('-0230 -02:30 NDT  -230 -230')
  })
})

test('before 1970', () => {
  expect(print('RFC3339Nano', -1n)).toBe('1969-12-31T23:59:59.999999999Z')
})

test.each([
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
  ['us', 1000n],
  ['ns', 1n],
  ['S', 1n],
])('one %s is %s ns', (precision, ns) => {
  expect(unitOf(precision)).toBe(ns)
})
