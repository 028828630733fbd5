// Calendar arithmetic without Date: days, wall clocks and int64 nanoseconds. Pure integers, because
// one of these runs for every line of a log.

/** English month names; their first three letters are the short names. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** English weekday names from Sunday. */
export const weekdayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const

const SECONDS_A_DAY = 86_400
const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365] as const

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Days of a month (1 to 12). */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29
  return daysBeforeMonth[month]! - daysBeforeMonth[month - 1]!
}

/** Month and day of the `n`-th day (1 to 366) of a year, or undefined if the year has no such day. */
export function dayOfYear(year: number, n: number): { month: number; day: number } | undefined {
  let month = 1
  let day = n
  while (month <= 12 && day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month)
    month++
  }
  return n < 1 || month > 12 ? undefined : { month, day }
}

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar. */
function daysFromDate(year: number, month: number, day: number): number {
  // Years that begin in March put the leap day at the end, so month lengths follow one formula.
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const shifted = month > 2 ? month - 3 : month + 9
  const dayOfShifted = Math.floor((153 * shifted + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfShifted
  return era * 146_097 + dayOfEra - 719_468
}

/** A wall clock as seconds from 1970 as if it were UTC. */
export function wallSeconds(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number {
  return daysFromDate(year, month, day) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second
}

/** A wall clock taken apart. */
export interface WallClock {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** 0 is Sunday. */
  readonly weekday: number
  /** 1 is the first of January. */
  readonly yearDay: number
}

/** The inverse of `wallSeconds`. */
export function wallClock(seconds: number): WallClock {
  const days = Math.floor(seconds / SECONDS_A_DAY)
  const rest = seconds - days * SECONDS_A_DAY
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfShifted =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfShifted + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return {
    year,
    month,
    day: dayOfShifted - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
    yearDay: days - daysFromDate(year, 1, 1) + 1,
  }
}

const words = new Uint32Array(2)
const int64 = new BigInt64Array(words.buffer)
const lowWord = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1
const TWO_32 = 2 ** 32

/**
 * `seconds` and `nanos` since 1970 as int64 nanoseconds, wrapping. Exact for whole seconds below 2^49.
 * Built from two 32-bit words: one bigint is made where plain bigint arithmetic would make four.
 */
export function nanoseconds(seconds: number, nanos: number): bigint {
  const upper = Math.floor(seconds / 65_536)
  const scaled = upper * 1e9
  const high = Math.floor(scaled / 65_536)
  const low = (scaled - high * 65_536) * 65_536 + (seconds - upper * 65_536) * 1e9 + nanos
  words[lowWord] = low % TWO_32
  words[1 - lowWord] = high + Math.floor(low / TWO_32)
  return int64[0]!
}

/** Int64 nanoseconds as whole seconds (rounded down) and the nanoseconds above them. */
export function splitNanoseconds(ns: bigint): { seconds: number; nanos: number } {
  const rest = ns % 1_000_000_000n
  const nanos = rest < 0n ? rest + 1_000_000_000n : rest
  return { seconds: Number((ns - nanos) / 1_000_000_000n), nanos: Number(nanos) }
}
