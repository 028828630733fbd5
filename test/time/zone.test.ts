// Zone names, offsets, gaps and overlaps, abbreviations.

import { IANAZone } from 'luxon'
import { describe, expect, test } from 'vitest'
import { localZone, offsetZone, type Zone, zoneOf } from '../../src/pipeline/time/zone.js'

function zone(name: string): Zone {
  return zoneOf(name) ?? expect.fail(`no zone ${name}`)
}

function wall(text: string): number {
  return Date.parse(`${text}Z`) / 1000
}

describe('names', () => {
  test.each([
    'UTC',
    'Local',
    'EST',
    'EST5EDT',
    'Etc/GMT-8',
    'Asia/Calcutta',
    'America/Argentina/ComodRivadavia',
  ])('%s is a zone', (name) => {
    expect(zoneOf(name)).toBeDefined()
  })

  test.each([
    'CST',
    'PST',
    'JST',
    'IST',
    'GMT+8',
    'UTC+8',
    '+08:00',
    'asia/shanghai',
    'Asia/shanghai',
    'est',
    'utc',
    'local',
    'SystemV/PST8',
    'Asia/Shanghai ',
    '__proto__',
  ])('%s is no zone', (name) => {
    expect(zoneOf(name)).toBeUndefined()
  })

  test('a zone is made once', () => {
    expect(zoneOf('Asia/Tokyo')).toBe(zoneOf('Asia/Tokyo'))
  })

  test('the zone of the process is the one of TZ', () => {
    const before = process.env.TZ
    try {
      process.env.TZ = 'Asia/Tokyo'
      expect(localZone().name).toBe('Asia/Tokyo')
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  })
})

describe('offset forms', () => {
  test.each([
    ['+8', 'Asia/Shanghai'],
    ['+0', 'Europe/London'],
    ['-5', 'America/New_York'],
    ['+5:45', 'Asia/Kathmandu'],
    ['-3:30', 'America/St_Johns'],
    ['+14', 'Pacific/Kiritimati'],
  ])('%s is %s', (form, name) => {
    expect(offsetZone(form)?.name).toBe(name)
  })

  test.each(['+08', '+8:00', '-12', '+15', '8', '-0', '+', 'toString'])(
    '%s does not exist',
    (form) => {
      expect(offsetZone(form)).toBeUndefined()
    },
  )
})

// zone, wall clock, instant in UTC
const walls = [
  ['America/New_York', '2024-03-10T02:30:00', '2024-03-10T06:30:00', 'gap: moved back'],
  ['America/New_York', '2024-11-03T01:30:00', '2024-11-03T05:30:00', 'overlap: the first'],
  ['America/New_York', '2024-07-01T12:00:00', '2024-07-01T16:00:00', 'summer'],
  ['Europe/Berlin', '2024-03-31T02:30:00', '2024-03-31T01:30:00', 'gap east of Greenwich'],
  ['Europe/Berlin', '2024-10-27T02:30:00', '2024-10-27T01:30:00', 'overlap: the second'],
  ['Australia/Lord_Howe', '2023-10-01T02:15:00', '2023-09-30T15:45:00', 'gap of half an hour'],
  ['Pacific/Apia', '2011-12-30T12:00:00', '2011-12-31T22:00:00', 'inside the day Samoa left out'],
  ['Asia/Shanghai', '1900-01-01T00:00:00', '1899-12-31T15:54:17', 'local mean time'],
  [
    'America/New_York',
    '2050-07-01T12:00:00',
    '2050-07-01T16:00:00',
    'the rule holds in the future',
  ],
  ['Asia/Tokyo', '2023-06-07T21:08:17', '2023-06-07T12:08:17', 'no summer time'],
] as const

describe('wall clocks', () => {
  test.each(walls.filter(([name]) => name !== 'Pacific/Apia'))(
    '%s %s is %s (%s)',
    (name, local, instant) => {
      expect(zone(name).instantOf(wall(local))).toBe(wall(instant))
    },
  )

  test('the answer does not depend on what was asked before', () => {
    for (const [name, local] of [...walls, ...walls.toReversed()]) {
      const first = zone(name).instantOf(wall(local))
      zone(name).instantOf(wall('1999-12-31T23:59:59'))
      expect(zone(name).instantOf(wall(local))).toBe(first)
    }
  })
})

test('offsets are those of luxon on both sides of every change of a year', () => {
  for (const name of [
    'America/New_York',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Asia/Tehran',
  ]) {
    const source = IANAZone.create(name)
    for (let at = wall('2021-01-01T00:00:00'); at < wall('2022-01-01T00:00:00'); at += 86_399) {
      expect(zone(name).offsetAt(at)).toBe(source.offset(at * 1000) * 60)
    }
  }
})

test('an offset changes at the very second', () => {
  const change = wall('2024-03-10T07:00:00')
  expect(zone('America/New_York').offsetAt(change - 1)).toBe(-5 * 3600)
  expect(zone('America/New_York').offsetAt(change)).toBe(-4 * 3600)
})

describe('abbreviations', () => {
  test.each([
    ['Asia/Shanghai', '2023-06-07', 'CST'],
    ['America/New_York', '2023-06-07', 'EDT'],
    ['America/New_York', '2023-01-07', 'EST'],
    ['Europe/London', '2023-06-07', 'BST'],
    ['Asia/Kolkata', '2023-06-07', 'IST'],
    ['America/Sao_Paulo', '2023-06-07', '-03'],
    ['Asia/Kathmandu', '2023-06-07', '+0545'],
    ['Asia/Amman', '2024-06-07', '+03'],
    ['Etc/GMT-8', '2023-06-07', '+08'],
    ['Asia/Shanghai', '1890-01-01', 'LMT'],
    ['UTC', '2023-06-07', 'UTC'],
    ['Europe/Moscow', '2001-09-09', 'MSD'],
    ['Europe/Moscow', '2012-09-09', 'MSK'],
    ['Europe/Istanbul', '2007-09-17', 'EEST'],
    ['Europe/Istanbul', '2023-09-17', '+03'],
    ['America/Cancun', '1997-07-01', 'CDT'],
    ['America/Cancun', '2023-07-01', 'EST'],
    ['Asia/Amman', '2017-07-14', 'EEST'],
    ['America/Whitehorse', '2017-07-14', 'PDT'],
    ['America/Metlakatla', '2011-03-12', 'PST'],
    ['Africa/Windhoek', '1980-01-01', 'SAST'],
    ['Antarctica/Troll', '1990-01-01', '-00'],
    ['America/Sao_Paulo', '1890-01-01', 'LMT'],
    ['Asia/Kathmandu', '1890-01-01', 'LMT'],
    ['Africa/Monrovia', '1905-10-03', 'MMT'],
  ])('%s on %s is %s', (name, date, abbreviation) => {
    expect(zone(name).abbreviationAt(wall(`${date}T00:00:00`))).toBe(abbreviation)
  })

  test.each([
    ['Asia/Shanghai', 'CST', 8],
    ['America/Chicago', 'CST', -6], // also in summer
    ['America/Chicago', 'CDT', -5],
    ['America/Denver', 'MST', -7],
    ['America/Sao_Paulo', '-03', -3],
    ['America/Sao_Paulo', '-02', -2], // once in summer
    ['Asia/Hong_Kong', 'JST', 9], // during the war
    ['Asia/Manila', 'JST', 9],
    ['Asia/Istanbul', 'EEST', 3],
    ['Asia/Shanghai', 'PDT', undefined],
    ['Asia/Shanghai', '+09', undefined],
  ])('%s knows %s as %s', (name, abbreviation, hours) => {
    const offset = zone(name).offsetOfName(abbreviation, wall('2023-06-07T12:00:00'))
    expect(offset).toBe(hours === undefined ? undefined : hours * 3600)
  })

  test.each([
    ['America/St_Johns', 'NST', '2025-03-09T02:00:00', -12652, 'the oldest in a gap'],
    ['America/Sao_Paulo', '-03', '2018-11-04T00:30:00', -10800, 'a number in a gap'],
    ['America/Cancun', 'EST', '1997-01-01T00:00:00', -18000, 'before'],
    ['Europe/Dublin', 'IST', '2037-07-18T00:05:36', 3600, 'the one in force'],
    ['Europe/Dublin', 'IST', '2037-03-18T00:05:36', 2079, 'the oldest out of season'],
  ])('in %s %s at %s is %s: %s', (name, abbreviation, at, offset) => {
    expect(zone(name).offsetOfName(abbreviation, wall(at))).toBe(offset)
  })
})
