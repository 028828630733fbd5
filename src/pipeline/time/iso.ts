// The two shapes almost every log has, `2023-06-07 21:08:17.442` and `2023-06-07T21:08:17.442+08:00`, read
// by character codes. Only a shortcut: the answer is that of the general parser, or none.

import { daysInMonth, wallSeconds } from './calendar.js'
import type { Instant } from './layout-reader.js'
import type { Zone } from './zone.js'

/** Reads an ISO-like text with two-digit parts; `undefined` leaves it to the general parser. */
export function parseIso(text: string, zone: Zone): Instant | undefined {
  if (text.length < 19 || !isPunctuated(text)) return undefined
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  const second = twoDigits(text, 17)
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return undefined
  if (!(year >= 0 && hour <= 23 && minute <= 59 && second <= 59)) return undefined
  const wall = wallSeconds(year, month, day, hour, minute, second)
  if (text.length === 19) return { ok: true, seconds: zone.instantOf(wall), nanos: 0 }
  return withTail(text, wall, zone)
}

function isPunctuated(text: string): boolean {
  const between = text.charCodeAt(10)
  return (
    (between === 0x20 || between === 0x54) &&
    text.charCodeAt(4) === 0x2d &&
    text.charCodeAt(7) === 0x2d &&
    text.charCodeAt(13) === 0x3a &&
    text.charCodeAt(16) === 0x3a
  )
}

/** Fraction, then `Z` or an offset of four digits, then the end. */
function withTail(text: string, wall: number, zone: Zone): Instant | undefined {
  let at = 19
  let nanos = 0
  const mark = text.charCodeAt(19)
  if (mark === 0x2e || mark === 0x2c) {
    let unit = 1e9
    for (at = 20; at < text.length; at++) {
      const digit = text.charCodeAt(at) - 0x30
      if (!(digit >= 0 && digit <= 9)) break
      unit /= 10
      if (unit >= 1) nanos += digit * unit
    }
    if (at === 20) return undefined
  }
  const rest = text.length - at
  if (rest === 0) return { ok: true, seconds: zone.instantOf(wall), nanos }
  if (rest === 1 && text.charCodeAt(at) === 0x5a) {
    // Behind a fraction the letter is not read: a quirk of the original that moves times.
    return { ok: true, seconds: at === 19 ? wall : zone.instantOf(wall), nanos }
  }
  const offset = offsetAt(text, at, rest)
  return Number.isNaN(offset) ? undefined : { ok: true, seconds: wall - offset, nanos }
}

/** `+0800` or `+08:00` up to the end of the text, in seconds; NaN for anything else. */
function offsetAt(text: string, at: number, length: number): number {
  const sign = text.charCodeAt(at)
  if (sign !== 0x2b && sign !== 0x2d) return Number.NaN
  if (length !== 5 && !(length === 6 && text.charCodeAt(at + 3) === 0x3a)) return Number.NaN
  const size = twoDigits(text, at + 1) * 3600 + twoDigits(text, at + length - 2) * 60
  return sign === 0x2d ? -size : size
}

function twoDigits(text: string, at: number): number {
  const high = text.charCodeAt(at) - 0x30
  const low = text.charCodeAt(at + 1) - 0x30
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : Number.NaN
}
