// Shapes `default_time` takes, the zone they are read in, and the reasons it gives.

import { describe, expect, test } from 'vitest'
import { timeReader } from '../../src/pipeline/time/default-time.js'

const NOW = BigInt(Date.UTC(2023, 10, 14)) * 1_000_000n

/** Milliseconds as ISO text, or the reason. */
function read(text: string, tz?: string): string {
  const parsed = timeReader(tz)(text, NOW)
  return parsed.ok ? new Date(Number(parsed.ns / 1_000_000n)).toISOString() : parsed.reason
}

describe('shapes', () => {
  test.each([
    ['07/Jun/2023:21:08:17 +0530', '2023-06-07T15:38:17.000Z'],
    ['07 Jun 2023 21:08:17.442', '2023-06-07T21:08:17.442Z'],
    ['07 Jun 21:08:17.442', '2023-06-07T21:08:17.442Z'],
    ['230607 21:08:17', '2023-06-07T21:08:17.000Z'],
    ['230607  1:08:17', '2023-06-07T01:08:17.000Z'],
    ['2023/06/07 - 21:08:17', '2023-06-07T21:08:17.000Z'],
    ['Wed Jun 07 21:08:17.176170 2023', '2023-06-07T21:08:17.176Z'],
    ['2023-06-07 21:08:17.442 UTC', '2023-06-07T21:08:17.442Z'],
    ['2023-06-07', '2023-06-07T00:00:00.000Z'],
    ['2023-06', '2023-06-01T00:00:00.000Z'],
    ['2023-Jun-07', '2023-06-07T00:00:00.000Z'],
    ['2023-06-07 21:08', '2023-06-07T21:08:00.000Z'],
    ['2023-6-7 1:2:3', '2023-06-07T01:02:03.000Z'],
    ['2023-06-07T21:08+0800', '2023-06-07T13:08:00.000Z'],
    ['2023-06-07 21:08:17 +08:00', '2023-06-07T13:08:17.000Z'],
    ['2023-06-07 21:08:17.442 +0800 CST m=+0.000000001', '2023-06-07T13:08:17.442Z'],
    ['2023-06-07 9:08:17 PM', '2023-06-07T21:08:17.000Z'],
    ['230607 21:08:.5', '2023-06-07T21:08:00.500Z'],
    ['2014-4-2 pm AM', '2014-04-02T12:00:00.000Z'],
    ['2023-06-07 21:08:17 hello world', '2023-06-07T21:08:17.000Z'],
    ['2023/06/07 21:08:17.123', '2023-06-07T21:08:17.123Z'],
    ['06/07/2023 9:08:17 PM', '2023-06-07T21:08:17.000Z'],
    ['6/7/23', '2023-06-07T00:00:00.000Z'],
    ['2023:06:07 21:08:17', '2023-06-07T21:08:17.000Z'],
    ['2023.06.07', '2023-06-07T00:00:00.000Z'],
    ['2023.06', '2023-06-01T00:00:00.000Z'],
    ['06.07.2023', '2023-06-07T00:00:00.000Z'],
    ['07-Jun-2023 21:08:17', '2023-06-07T21:08:17.000Z'],
    ['07-Jun-23', '2023-06-07T00:00:00.000Z'],
    ['07 Jun 23 21:08 +0800', '2023-06-07T13:08:00.000Z'],
    ['7 June 2023', '2023-06-07T00:00:00.000Z'],
    ['Jun 7, 2023, 9:08:17 PM', '2023-06-07T21:08:17.000Z'],
    ['Jun 7 21:08:17 2023', '2023-06-07T21:08:17.000Z'],
    ['Jun. 7, 2023', '2023-06-07T00:00:00.000Z'],
    ["Jun 7, '23", '2023-06-07T00:00:00.000Z'],
    ['June 2nd 2023', '2023-06-02T00:00:00.000Z'],
    ['June 07, 2023 at 9:08pm UTC-05', '2023-06-07T21:08:00.000Z'],
    ['Sept. 7, 2023', '2023-09-07T00:00:00.000Z'],
    ['Wed, 07 Jun 2023 21:08:17 +0200 (CEST)', '2023-06-07T19:08:17.000Z'],
    ['Wednesday, 07-Jun-23 21:08:17 UTC', '2023-06-07T21:08:17.000Z'],
    ['Wed Jun  7 21:08:17 2023', '2023-06-07T21:08:17.000Z'],
    ['Wed Jun 07 2023 21:08:17 GMT+0800 (China Standard Time)', '2023-06-07T13:08:17.000Z'],
    ['2023年06月07日', '2023-06-07T00:00:00.000Z'],
    ['2023年06月07日 21:08:17', '2023-06-07T21:08:17.000Z'],
    ['1686172097', '2023-06-07T21:08:17.000Z'],
    ['1686172097442', '2023-06-07T21:08:17.442Z'],
    ['1686172097442123', '2023-06-07T21:08:17.442Z'],
    ['1686172097442123456', '2023-06-07T21:08:17.442Z'],
    ['20230607', '2023-06-07T00:00:00.000Z'],
    ['20230607210817', '2023-06-07T21:08:17.000Z'],
    ['2023', '2023-01-01T00:00:00.000Z'],
  ])('%s', (text, time) => {
    expect(read(text)).toBe(time)
  })
})

describe('accidents that are kept', () => {
  test.each([
    ['2023-06-07 21:08:17+02', '2023-06-02T21:08:17.000Z', 'an offset of two digits is the day'],
    ['6/7/2023 12:08am', '2023-06-07T12:08:00.000Z', 'am is not read'],
    ['2023-158', '2023-01-01T15:00:00.000Z', 'the day of the year is the hour'],
    ['2023-06-07 21:08:17 UTC+8', '2023-06-07T21:08:17.000Z', 'no shift'],
  ])('%s is %s: %s', (text, time) => {
    expect(read(text)).toBe(time)
  })
})

describe('the zone argument', () => {
  test.each([
    ['2023-06-07 21:08:17', 'Asia/Tokyo', '2023-06-07T12:08:17.000Z'],
    ['2023-06-07 21:08:17', '+0', '2023-06-07T20:08:17.000Z'],
    ['2023-01-07 21:08:17', '+0', '2023-01-07T21:08:17.000Z'],
    ['2023-06-07 21:08:17', 'Etc/GMT-8', '2023-06-07T13:08:17.000Z'],
    ['07/Jun/2023:21:08:17 +0530', 'Asia/Tokyo', '2023-06-07T15:38:17.000Z'],
    ['2023-06-07T21:08:17Z', 'Asia/Tokyo', '2023-06-07T21:08:17.000Z'],
    ['2023-06-07T21:08:17.442Z', 'Asia/Tokyo', '2023-06-07T12:08:17.442Z'],
    ['2023-06-07 21:08:17.442 UTC', 'Asia/Tokyo', '2023-06-07T12:08:17.442Z'],
    ['Wed Jun 07 21:08:17 CST 2023', 'Asia/Shanghai', '2023-06-07T13:08:17.000Z'],
    ['Wed Jun 07 21:08:17 PDT 2023', 'Asia/Shanghai', '2023-06-07T21:08:17.000Z'],
    ['2023-06-07 21:08:17 MST', 'America/Denver', '2023-06-08T04:08:17.000Z'],
    ['1686172097', 'Asia/Tokyo', '2023-06-07T21:08:17.000Z'],
  ])('%s in %s is %s', (text, tz, time) => {
    expect(read(text, tz)).toBe(time)
  })
})

describe('reasons', () => {
  test.each([
    ['', undefined, 'Could not find format for ""'],
    ['nothing', undefined, 'Could not find format for "nothing"'],
    ['"x"\n', undefined, 'Could not find format for "\\"x\\"\\n"'],
    ['２０２３-06-07', undefined, 'Could not find format for "２０２３-06-07"'],
    ['06-07-2023', undefined, 'Could not find format for "06-07-2023"'],
    ['1686172097s', undefined, 'Could not find format for "1686172097s"'],
    ['123', undefined, 'unrecognized format, too short 123'],
    [
      '2023-06-07 21:08:17 +0800 (GMT+08:00)',
      undefined,
      'parsing time "2023-06-07 21:08:17 +0800 (GM" as "2006-01-02 15:04:05 -07:00(GM": ' +
        'cannot parse "+0800 (GM" as "-07:00"',
    ],
    [
      '2023-06-07 21:08:17 +0800 CST m=+0.1 +08:00',
      undefined,
      'parsing time "2023-06-07 21:08:17 +0800 CST" as "2006-01-02 15:04:05 -07:00CST": ' +
        'cannot parse "+0800 CST" as "-07:00"',
    ],
    ['2023-06-07 21:08:17', 'CST', 'unknown time zone CST'],
    ['2023-06-07 21:08:17', 'GMT+8', 'unknown time zone GMT+8'],
    ['1686172097', '+08', 'fail to parse timezone +08'],
    ['1686172097', '../etc', 'time: invalid location name'],
    ['2023-13-01 00:00:00', undefined, 'parsing time "2023-13-01 00:00:00": month out of range'],
    [
      '2023年6月7日',
      undefined,
      'parsing time "2023\\xe5\\xb9\\xb46\\xe6\\x9c\\x887\\xe6\\x97\\xa5" as ' +
        '"2006\\xe5\\xb9\\xb401\\xe6\\x9c\\x8802\\xe6\\x97\\xa5": cannot parse ' +
        '"6\\xe6\\x9c\\x887\\xe6\\x97\\xa5" as "01"',
    ],
    [
      '07 June 2023 21:08:17',
      undefined,
      'parsing time "07 June 2023 21:08:17": extra text: " 21:08:17"',
    ],
  ])('%j in %s: %s', (text, tz, reason) => {
    expect(read(text, tz)).toBe(reason)
  })
})

test.each([
  ['2262-04-11 23:47:17', -9223372036709551616n],
  // A fixed layout has to lie after 1970 when it has wrapped; the general parser takes what it can.
  ['0223/06/07 - 21:08:17.123', 223847518251654848n],
  ['01/Jan/9999:00:00:00 +0000', -6826986978871345152n],
  ['9999/12/31 - 23:59:59', undefined],
])('times beyond int64 wrap: %s', (text, ns) => {
  const parsed = timeReader('UTC')(text, NOW)
  expect(parsed.ok ? parsed.ns : undefined).toBe(ns)
})

test('a long run of weekdays or ordinals ends', () => {
  expect(read(`${'Mon '.repeat(5000)}Jun 7 21:08:17 2023`)).toBe('2023-06-07T21:08:17.000Z')
  expect(read(`June 2${'st'.repeat(5000)} 2023`)).toBe('2023-06-02T00:00:00.000Z')
})
