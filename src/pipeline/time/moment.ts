// An instant as a zone's clocks and calendars show it: what formats print.

import { isLeapYear, splitNanoseconds, type WallClock, wallClock } from './calendar.js'
import type { Zone } from './zone.js'

export interface Moment extends WallClock {
  readonly nanos: number
  /** Seconds since 1970. */
  readonly unix: number
  /** Seconds east of Greenwich. */
  readonly offset: number
  /** `CST`, `+03`. */
  readonly zoneName: string
}

/** Int64 nanoseconds since 1970 in a zone. */
export function momentOf(ns: bigint, zone: Zone): Moment {
  const { seconds, nanos } = splitNanoseconds(ns)
  const offset = zone.offsetAt(seconds)
  const zoneName = zone.abbreviationAt(seconds)
  return { ...wallClock(seconds + offset), nanos, unix: seconds, offset, zoneName }
}

/** Hour of a 12-hour clock: 12 at midnight and noon. */
export function hour12(hour: number): number {
  return hour % 12 || 12
}

/** Year and number of the ISO week: weeks begin on Monday, week 1 holds 4 January. */
export function isoWeek(moment: WallClock): { year: number; week: number } {
  const weekday = (moment.weekday + 6) % 7
  // The Thursday of a week tells its year.
  const thursday = moment.yearDay - 1 - weekday + 3
  const before = daysOf(moment.year - 1)
  if (thursday < 0) return { year: moment.year - 1, week: Math.floor((thursday + before) / 7) + 1 }
  const days = daysOf(moment.year)
  if (thursday >= days) {
    return { year: moment.year + 1, week: Math.floor((thursday - days) / 7) + 1 }
  }
  return { year: moment.year, week: Math.floor(thursday / 7) + 1 }
}

function daysOf(year: number): number {
  return isLeapYear(year) ? 366 : 365
}
