// Reading by a layout: tokens, fractions, signs, ranges, zones; and printing by one.

import { describe, expect, test } from 'vitest'
import { timeLayout } from '../../src/pipeline/time/declared.js'
import { formatLayout } from '../../src/pipeline/time/layout-format.js'
import { layoutOf } from '../../src/pipeline/time/layout-tokens.js'
import { momentOf } from '../../src/pipeline/time/moment.js'
import { utc, zoneOf } from '../../src/pipeline/time/zone.js'

/** The time as ISO text with nanoseconds, undefined if the text does not fit. */
function read(layout: string, text: string, zone = 'UTC'): string | undefined {
  const ns = timeLayout(layout)(text, zoneOf(zone) ?? utc)
  if (ns === undefined) return undefined
  return formatLayout(layoutOf('2006-01-02T15:04:05.999999999'), momentOf(ns, utc))
}

describe('texts that fit', () => {
  test.each([
    ['2006-01-02 15:04:05', '2023-06-07 21:08:17', '2023-06-07T21:08:17'],
    ['2006-01-02', '2023-06-07', '2023-06-07T00:00:00'],
    ['2006', '2023', '2023-01-01T00:00:00'],
    ['1/2/06 3:4:5PM', '6/7/23 9:8:7PM', '2023-06-07T21:08:07'],
    ['3:04pm 2006', '12:30am 2023', '2023-01-01T00:30:00'],
    ['Monday, January 2 2006', 'sunday, JUNE 7 2023', '2023-06-07T00:00:00'],
    ['Jan _2 2006', 'Jun  7 2023', '2023-06-07T00:00:00'],
    ['2006-002', '2023-158', '2023-06-07T00:00:00'],
    ['2006-002', '2024-060', '2024-02-29T00:00:00'],
    ['2006__2', '2023  7', '2023-01-07T00:00:00'],
    ['_2006', '_2023', '2023-01-01T00:00:00'],
    ['06', '68', '2068-01-01T00:00:00'],
    ['06', '69', '1969-01-01T00:00:00'],
    ['1/2/06', '6/7/-3', '1997-06-07T00:00:00'],
    ['3 PM pm 2006', '2 PM am 2023', '2023-01-01T14:00:00'],
    ['3 PM pm 2006', '12 PM am 2023', '2023-01-01T00:00:00'],
    ['3 PM pm 2006', '2 AM pm 2023', '2023-01-01T14:00:00'],
    ['2006  15', '2023 9', '2023-01-01T09:00:00'],
    ['于2006年01月02日', '于2023年06月07日', '2023-06-07T00:00:00'],
    ['Janet 2006', 'Janet 2023', '2023-01-01T00:00:00'],
  ])('%s reads %s', (layout, text, time) => {
    expect(read(layout, text)).toBe(time)
  })
})

describe('fractions', () => {
  test.each([
    ['15:04:05 2006', '21:08:17.25 2023', '2023-01-01T21:08:17.25'],
    ['15:04:05.000 2006', '21:08:17,442 2023', '2023-01-01T21:08:17.442'],
    ['15:04:05.000 2006', '21:08:17.44 2023', undefined],
    ['15:04:05.000 2006', '21:08:17.-44 2023', undefined],
    ['15:04:05.000 2006', '21:08:17.+44 2023', '2023-01-01T21:08:17.044'],
    ['15:04:05.999 2006', '21:08:17 2023', '2023-01-01T21:08:17'],
    ['15:04:05.9 2006', '21:08:17.4421 2023', '2023-01-01T21:08:17.4421'],
    ['15:04:05 2006', '21:08:17.1234567899 2023', '2023-01-01T21:08:17.123456789'],
    ['15:04:05 2006', '21:08:.25 2023', '2023-01-01T21:08:00.25'],
    ['15:04:5 2006', '21:08:,25 2023', '2023-01-01T21:08:00.25'],
    ['15:04:05.000 2006', '21:08:.250 2023', undefined],
    ['15:04:05 2006', '21:08:. 2023', undefined],
    ['15:04:05.0002006', '21:08:17.5 2023', undefined],
  ])('%s reads %s', (layout, text, time) => {
    expect(read(layout, text)).toBe(time)
  })
})

describe('texts that do not fit', () => {
  test.each([
    ['2006-01-02', '2023-6-7'],
    ['2006-01-02', '2023-06-07 x'],
    ['2006-01-02', '2023-06'],
    ['2006-01-02', '2023-13-01'],
    ['2006-01-02', '2023-00-01'],
    ['2006-01-02', '2023-02-29'],
    ['2006-002', '2023-366'],
    ['2006-01-002', '2023-07-158'],
    ['15', '24'],
    ['3', '13'],
    ['04', '60'],
    ['05', '60'],
    ['PM', 'am'],
    ['Jan', 'Sbt'],
    ['2006 x', '2023x'],
  ])('%s refuses %s', (layout, text) => {
    expect(read(layout, text)).toBeUndefined()
  })
})

describe('zones', () => {
  test.each([
    ['2006 -0700', '2023 +0530', 'Asia/Tokyo', '2022-12-31T18:30:00'],
    ['2006 -07:00', '2023 -03:30', 'UTC', '2023-01-01T03:30:00'],
    ['2006 -07', '2023 +08', 'UTC', '2022-12-31T16:00:00'],
    ['2006 -07:00:00', '2023 +01:00:30', 'UTC', '2022-12-31T22:59:30'],
    ['2006 -070000', '2023 +010030', 'UTC', '2022-12-31T22:59:30'],
    ['2006Z07:00', '2023Z', 'Asia/Tokyo', '2023-01-01T00:00:00'],
    ['2006 MST', '2023 UTC', 'Asia/Tokyo', '2023-01-01T00:00:00'],
    ['2006 MST', '2023 CST', 'Asia/Shanghai', '2022-12-31T16:00:00'],
    ['2006 MST', '2023 PDT', 'Asia/Shanghai', '2023-01-01T00:00:00'],
    ['2006 MST', '2023 GMT+3', 'Asia/Shanghai', '2023-01-01T00:00:00'],
    ['2006 MST', '2023 ChST', 'UTC', '2023-01-01T00:00:00'],
    ['2006 MST', '2023 AEST', 'Australia/Sydney', '2022-12-31T14:00:00'],
    ['2006 MST', '2023 +05', 'UTC', '2023-01-01T00:00:00'],
    ['2006 MST -0700', '2023 UTC +0800', 'UTC', '2023-01-01T00:00:00'],
    ['2006', '2023', 'Asia/Tokyo', '2022-12-31T15:00:00'],
    ['2006 MST', '2023 ABCD', 'UTC', undefined],
    ['2006 MST', '2023 pst', 'UTC', undefined],
    ['2006 -0700', '2023 0800', 'UTC', undefined],
    ['2006 -07:00', '2023 +0800', 'UTC', undefined],
  ])('%s reads %s in %s', (layout, text, zone, time) => {
    expect(read(layout, text, zone)).toBe(time)
  })
})

test.each([
  ['Mon Jan _2 15:04:05 2006', 'Wed Jun  7 09:08:05 2023'],
  ['Monday January 2 3:04PM 06', 'Wednesday June 7 9:08AM 23'],
  ['01 1 02 03 3 4 5 pm', '06 6 07 09 9 8 5 am'],
  ['002 __2', '158 158'],
  ['.000 ,000000 .999 .999999999', '.120 ,120000 .12 .12'],
  ['MST -0700 -07:00 -07 -07:00:00 Z07:00 Z0700', 'IST +0530 +05:30 +05 +05:30:00 +05:30 +0530'],
])('%s prints %s', (layout, text) => {
  const moment = momentOf(1686109085120000000n, zoneOf('Asia/Kolkata') ?? utc)
  expect(formatLayout(layoutOf(layout), moment)).toBe(text)
})

test('Z is printed for UTC where the layout has Z', () => {
  expect(formatLayout(layoutOf('Z07:00 -07:00 .999'), momentOf(0n, utc))).toBe('Z +00:00 ')
})
