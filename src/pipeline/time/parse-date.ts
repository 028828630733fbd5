// A time from its parts, as `parse_date` makes it: parts are texts, what is absent comes from the clock.

import { parseGoInt } from '../../util/go-number.js'
import { monthNames, splitNanoseconds, wallClock, wallSeconds } from './calendar.js'
import { localZone, offsetZone, utc, type Zone, zoneOf } from './zone.js'

/** The parts; undefined, or a text that is no integer, is absent. */
export interface DateParts {
  readonly yy?: string | undefined
  readonly MM?: string | undefined
  readonly dd?: string | undefined
  readonly hh?: string | undefined
  readonly mm?: string | undefined
  readonly ss?: string | undefined
  readonly ms?: string | undefined
  readonly us?: string | undefined
  readonly ns?: string | undefined
  readonly zone?: string | undefined
}

/** A part that cannot be. */
export class BadPart extends Error {}

/** Int64 nanoseconds since 1970. @throws BadPart */
export function timeFromParts(parts: DateParts, now: bigint): bigint {
  const zone = zoneArgument(parts.zone)
  const { seconds } = splitNanoseconds(now)
  const current = wallClock(seconds + localZone().offsetAt(seconds))
  const year = yearOf(parts.yy, current.year)
  const month = monthOf(parts.MM, current.month)
  const day = within('day', parts.dd, 1, 31, current.day)
  const hour = within('hour', parts.hh, 0, 23, current.hour)
  const minute = within('minute', parts.mm, 0, 59, current.minute)
  const second = within('second', parts.ss, 0, 59, 0)
  // The calendar repeats every 400 years, so a year of any size is one of the first and some turns.
  const wall = BigInt(wallSeconds(Number(year % 400n), month, day, hour, minute, second))
  return instant(BigInt.asIntN(64, wall + (year / 400n) * TURN), fractionOf(parts), zone)
}

/** Fractions of more than a second carry before the zone is looked at. Int64 seconds, which wrap. */
function instant(wall: bigint, fraction: bigint, zone: Zone): bigint {
  const carried = splitNanoseconds(fraction)
  const exact = wall + BigInt(carried.seconds)
  const near = nearby(exact)
  const seconds = exact - near + BigInt(zone.instantOf(Number(near)))
  return BigInt.asIntN(64, seconds * 1_000_000_000n + BigInt(carried.nanos))
}

/** A wall clock of the same offset that luxon can hold: far ahead a zone repeats like the calendar. */
function nearby(wall: bigint): bigint {
  if (wall > FAR) return FAR + ((wall - FAR) % TURN)
  return wall < LONG_AGO ? LONG_AGO : wall
}

/** Seconds of 400 years. */
const TURN = 146_097n * 86_400n
/** 2400-01-01. */
const FAR = BigInt(wallSeconds(2400, 1, 1, 0, 0, 0))
/** 1600-01-01, before any zone changed. */
const LONG_AGO = BigInt(wallSeconds(1600, 1, 1, 0, 0, 0))

function fractionOf({ ms, us, ns }: DateParts): bigint {
  const sum = (integer(ms) ?? 0n) * 1_000_000n + (integer(us) ?? 0n) * 1000n + (integer(ns) ?? 0n)
  return BigInt.asIntN(64, sum)
}

/** Years below 100 lie in the current century. */
function yearOf(text: string | undefined, current: number): bigint {
  const year = integer(text)
  if (year === undefined) return BigInt(current)
  if (year < 0n) throw new BadPart(`year ${year} is negative`)
  return year < 100n ? BigInt(current - (current % 100)) + year : year
}

/** A number, or an English name, in full or of three letters. */
function monthOf(text: string | undefined, current: number): number {
  if (text === undefined || text === '' || integer(text) !== undefined) {
    return within('month', text, 1, 12, current)
  }
  const word = text.toLowerCase()
  const index = monthNames.findIndex((name) => {
    const full = name.toLowerCase()
    return word === full || word === full.slice(0, 3)
  })
  if (index < 0) throw new BadPart(`"${text}" is not a month`)
  return index + 1
}

function within(
  what: string,
  text: string | undefined,
  least: number,
  most: number,
  absent: number,
): number {
  const value = integer(text)
  if (value === undefined) return absent
  if (value < least || value > most) throw new BadPart(`${what} ${value} is out of range`)
  return Number(value)
}

function integer(text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined
  const parsed = parseGoInt(text, 10)
  return parsed.ok ? parsed.value : undefined
}

/** Names first, then the offset forms; `CST` is China's. */
function zoneArgument(name: string | undefined): Zone {
  if (name === undefined || name === '') return utc
  const zone = name === 'CST' ? zoneOf('Asia/Shanghai') : (zoneOf(name) ?? offsetZone(name))
  if (zone === undefined) throw new BadPart(`"${name}" is not a time zone`)
  return zone
}
