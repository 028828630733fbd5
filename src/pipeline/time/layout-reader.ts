// A text that is read by a layout: where reading stands, what it has found, and the moment that makes.

import { dayOfYear, daysInMonth, wallSeconds } from './calendar.js'
import type { Zone } from './zone.js'

/** A moment: whole seconds since 1970 and the nanoseconds above them. */
export interface Instant {
  readonly ok: true
  readonly seconds: number
  readonly nanos: number
}

/** Why a text does not fit; `describeMismatch` makes a sentence of it. */
export interface Mismatch {
  readonly ok: false
  /** What the text could not be read as, unless `message` says more. */
  readonly element: string
  /** The text from the place where reading stopped. */
  readonly rest: string
  readonly message: string
}

/** What has been read so far, and where reading stands. */
export class Reader {
  at = 0
  message = ''
  year = 0
  month = -1
  day = -1
  yearDay = -1
  hour = 0
  minute = 0
  second = 0
  nanos = 0
  // A layout may ask for the half of the day twice; both answers are kept.
  morning = false
  afternoon = false
  utc = false
  offset: number | undefined = undefined
  zoneName = ''

  constructor(readonly text: string) {}

  code(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead)
  }

  /** Takes literal text; a run of blanks fits a run of blanks or the end. */
  skip(literal: string): boolean {
    for (let i = 0; i < literal.length; ) {
      if (literal.charCodeAt(i) === BLANK) {
        if (this.at < this.text.length && this.code() !== BLANK) return false
        while (literal.charCodeAt(i) === BLANK) i++
        while (this.code() === BLANK) this.at++
      } else if (this.code() === literal.charCodeAt(i)) {
        this.at++
        i++
      } else return false
    }
    return true
  }

  /** A number of one or two digits, exactly two if `fixed`; -1 if there is none. */
  number(fixed: boolean): number {
    const first = this.code() - ZERO
    if (!(first >= 0 && first <= 9)) return -1
    const second = this.code(1) - ZERO
    if (second >= 0 && second <= 9) {
      this.at += 2
      return first * 10 + second
    }
    if (fixed) return -1
    this.at++
    return first
  }

  /** The next `width` characters as an integer with an optional sign; NaN if they are none. */
  signed(width: number): number {
    const text = this.text.slice(this.at, this.at + width)
    if (text.length < width) return Number.NaN
    this.at += width
    return signedInteger(text)
  }

  /** The place of the name at hand among `names` (lower case); -1 if there is none. */
  name(names: readonly string[], longest: number): number {
    const found = this.text.slice(this.at, this.at + longest).toLowerCase()
    for (let i = 0; i < names.length; i++) {
      if (!found.startsWith(names[i]!)) continue
      this.at += names[i]!.length
      return i
    }
    return -1
  }

  /** `.` or `,` and `digits` digits; those after the ninth are dropped. */
  fraction(digits: number): boolean {
    const mark = this.code()
    if (mark !== POINT && mark !== COMMA) return false
    const used = Math.min(digits, 9)
    const value = signedInteger(this.text.slice(this.at + 1, this.at + 1 + used))
    if (Number.isNaN(value)) return false
    if (value < 0) return this.outOfRange('fractional second')
    this.nanos = value * 10 ** (9 - used)
    this.at += 1 + digits
    return true
  }

  /** Digits that follow a point or comma here, 0 if there is no fraction. */
  fractionDigits(): number {
    const mark = this.code()
    if (mark !== POINT && mark !== COMMA) return 0
    let digits = 0
    while (isDigit(this.code(digits + 1))) digits++
    return digits
  }

  outOfRange(what: string): false {
    this.message = `: ${what} out of range`
    return false
  }

  mismatch(element: string): Mismatch {
    return { ok: false, element, rest: this.text.slice(this.at), message: this.message }
  }

  finish(zone: Zone): Instant | Mismatch {
    if (this.yearDay >= 0 && !this.#takeYearDay()) return this.mismatch('')
    const month = this.month < 0 ? 1 : this.month
    const day = this.day < 0 ? 1 : this.day
    if (day < 1 || day > daysInMonth(this.year, month)) {
      this.outOfRange('day')
      return this.mismatch('')
    }
    const wall = wallSeconds(this.year, month, day, this.#hour24(), this.minute, this.second)
    return { ok: true, seconds: this.#instant(wall, zone), nanos: this.nanos }
  }

  #takeYearDay(): boolean {
    const date = dayOfYear(this.year, this.yearDay)
    if (date === undefined) return this.outOfRange('day-of-year')
    const wrong =
      this.month >= 0 && this.month !== date.month
        ? 'month'
        : this.day >= 0 && this.day !== date.day && 'day'
    if (wrong) this.message = `: day-of-year does not match ${wrong}`
    this.month = date.month
    this.day = date.day
    return !wrong
  }

  #hour24(): number {
    if (this.afternoon && this.hour < 12) return this.hour + 12
    return this.morning && this.hour === 12 ? 0 : this.hour
  }

  #instant(wall: number, zone: Zone): number {
    if (this.utc) return wall
    // One second west is the original's mark for "no offset".
    if (this.offset !== undefined && this.offset !== -1) return wall - this.offset
    if (this.zoneName) return wall - (zone.offsetOfName(this.zoneName, wall) ?? 0)
    return zone.instantOf(wall)
  }
}

/** Character codes. */
export const BLANK = 0x20
export const PLUS = 0x2b
export const MINUS = 0x2d
const COMMA = 0x2c
const POINT = 0x2e
const ZERO = 0x30

/** Whether a character code is one of 0 to 9. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** An integer with an optional sign; a lone sign counts as 0. */
export function signedInteger(text: string): number {
  let value = 0
  const first = text.charCodeAt(0)
  const signed = first === PLUS || first === MINUS
  for (let i = signed ? 1 : 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (!isDigit(code)) return Number.NaN
    value = value * 10 + code - ZERO
  }
  return first === MINUS ? -value : value
}
