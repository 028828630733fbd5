// Reads a text by a layout. The rules of fractions, signs, ranges and zone names are the original's.

import { dayOfYear, daysInMonth, monthNames, wallSeconds, weekdayNames } from './calendar.js'
import type { Layout, Token, TokenKind } from './layout-tokens.js'
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

/** Reads byte string `text` by `layout`; a text without offset is a wall clock of `zone`. */
export function parseLayout(layout: Layout, text: string, zone: Zone): Instant | Mismatch {
  const reader = new Reader(text)
  const tokens = layout.tokens
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    if (!reader.skip(token.prefix)) return reader.mismatch(token.prefix)
    if (!readers[token.kind](reader, token, tokens[i + 1])) return reader.mismatch(token.text)
  }
  if (!reader.skip(layout.tail)) return reader.mismatch(layout.tail)
  if (reader.at < text.length) {
    reader.message = `: extra text: ${quoteBytes(text.slice(reader.at))}`
    return reader.mismatch('')
  }
  return reader.finish(zone)
}

/** The mismatch in the words of the original. */
export function describeMismatch(layout: Layout, text: string, why: Mismatch): string {
  if (why.message) return `parsing time ${quoteBytes(text)}${why.message}`
  const [shape, rest, element] = [layout.text, why.rest, why.element].map(quoteBytes)
  return `parsing time ${quoteBytes(text)} as ${shape}: cannot parse ${rest} as ${element}`
}

function quoteBytes(text: string): string {
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replace(/[^ -\x7f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return `"${escaped}"`
}

/** What has been read so far, and where reading stands. */
class Reader {
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

const longMonths = monthNames.map((name) => name.toLowerCase())
const shortMonths = longMonths.map((name) => name.slice(0, 3))
const longWeekdays = weekdayNames.map((name) => name.toLowerCase())
const shortWeekdays = longWeekdays.map((name) => name.slice(0, 3))

type TokenReader = (r: Reader, token: Token, next: Token | undefined) => boolean

const readers: Readonly<Record<TokenKind, TokenReader>> = {
  '2006': (r) => {
    if (!isDigit(r.code())) return false
    r.year = r.signed(4)
    return !Number.isNaN(r.year)
  },
  '06': readShortYear,
  January: (r) => readMonthName(r, longMonths, 9),
  Jan: (r) => readMonthName(r, shortMonths, 3),
  '01': (r) => readMonth(r, true),
  '1': (r) => readMonth(r, false),
  Monday: (r) => r.name(longWeekdays, 9) >= 0,
  Mon: (r) => r.name(shortWeekdays, 3) >= 0,
  '02': (r) => readDay(r, true, 0),
  '2': (r) => readDay(r, false, 0),
  _2: (r) => readDay(r, false, 1),
  '002': (r) => readYearDay(r, true),
  __2: (r) => readYearDay(r, false),
  '15': (r) => readHour(r, false, 23),
  '03': (r) => readHour(r, true, 12),
  '3': (r) => readHour(r, false, 12),
  '04': (r) => readMinute(r, true),
  '4': (r) => readMinute(r, false),
  '05': (r, _, next) => readSecond(r, true, next),
  '5': (r, _, next) => readSecond(r, false, next),
  PM: (r) => readHalf(r, 'AM', 'PM'),
  pm: (r) => readHalf(r, 'am', 'pm'),
  MST: readZoneName,
  '-0700': readOffset,
  '-07:00': readOffset,
  '-07': readOffset,
  '-070000': readOffset,
  '-07:00:00': readOffset,
  Z0700: readOffset,
  'Z07:00': readOffset,
  Z07: readOffset,
  Z070000: readOffset,
  'Z07:00:00': readOffset,
  '.0': (r, token) => r.at + 1 + token.digits <= r.text.length && r.fraction(token.digits),
  '.9': (r) => {
    const digits = r.fractionDigits()
    return digits === 0 || r.fraction(digits)
  },
}

function readShortYear(r: Reader): boolean {
  const start = r.at
  const year = r.signed(2)
  if (Number.isNaN(year)) {
    r.at = start
    return false
  }
  r.year = year >= 69 ? year + 1900 : year + 2000
  return true
}

function readMonthName(r: Reader, names: readonly string[], longest: number): boolean {
  const index = r.name(names, longest)
  r.month = index + 1
  return index >= 0
}

function readMonth(r: Reader, fixed: boolean): boolean {
  r.month = r.number(fixed)
  if (r.month < 0) return false
  return (r.month >= 1 && r.month <= 12) || r.outOfRange('month')
}

/** The day is checked when month and year are known. */
function readDay(r: Reader, fixed: boolean, blanks: number): boolean {
  if (blanks > 0 && r.code() === BLANK) r.at++
  r.day = r.number(fixed)
  return r.day >= 0
}

function readYearDay(r: Reader, fixed: boolean): boolean {
  for (let i = 0; !fixed && i < 2 && r.code() === BLANK; i++) r.at++
  let digits = 0
  while (digits < 3 && isDigit(r.code(digits))) digits++
  if (digits === 0 || (fixed && digits < 3)) return false
  r.yearDay = Number(r.text.slice(r.at, r.at + digits))
  r.at += digits
  return true
}

function readHour(r: Reader, fixed: boolean, most: number): boolean {
  r.hour = r.number(fixed)
  return r.hour >= 0 && (r.hour <= most || r.outOfRange('hour'))
}

function readMinute(r: Reader, fixed: boolean): boolean {
  r.minute = r.number(fixed)
  return r.minute >= 0 && (r.minute <= 59 || r.outOfRange('minute'))
}

/**
 * Seconds, and a fraction behind them unless the layout has a token for it. A fraction may also stand
 * alone: `21:08:.5`.
 */
function readSecond(r: Reader, fixed: boolean, next: Token | undefined): boolean {
  const second = r.number(fixed)
  if (second > 59) return r.outOfRange('second')
  r.second = Math.max(second, 0)
  const fractionIsNext = next?.kind === '.0' || next?.kind === '.9'
  const digits = fractionIsNext ? 0 : r.fractionDigits()
  return digits === 0 ? second >= 0 : r.fraction(digits)
}

function readHalf(r: Reader, morning: string, afternoon: string): boolean {
  const half = r.text.slice(r.at, r.at + 2)
  r.at += half.length === 2 ? 2 : 0
  if (half === afternoon) r.afternoon = true
  else if (half === morning) r.morning = true
  else return false
  return true
}

/** `-07:00` has its parts at fixed places; each is read as an integer with an optional sign. */
function readOffset(r: Reader, { kind }: Token): boolean {
  const { text, at } = r
  if (r.code() === 0x5a && (kind === 'Z0700' || kind === 'Z07:00' || kind === 'Z07')) {
    r.at++
    r.utc = true
    return true
  }
  if (text.length < at + kind.length || !colonsFit(kind, text, at)) return false
  const step = kind.includes(':') ? 3 : 2
  let size = 0
  for (let part = 0; part < 3; part++) {
    const from = 1 + part * step
    const value = from < kind.length ? signedInteger(text.slice(at + from, at + from + 2)) : 0
    size = size * 60 + value
  }
  const sign = r.code()
  r.at += kind.length
  r.offset = sign === MINUS ? -size : size
  return !Number.isNaN(size) && (sign === PLUS || sign === MINUS)
}

function colonsFit(kind: string, text: string, at: number): boolean {
  const colons = !kind.includes(':') ? 0 : kind.length > 6 ? 2 : 1
  return (colons < 1 || text[at + 3] === ':') && (colons < 2 || text[at + 6] === ':')
}

function readZoneName(r: Reader): boolean {
  if (r.text.startsWith('UTC', r.at)) {
    r.utc = true
    r.at += 3
    return true
  }
  const length = zoneNameLength(r.text.slice(r.at, r.at + 24))
  r.zoneName = r.text.slice(r.at, r.at + length)
  r.at += length
  return length > 0
}

/** Length of what looks like a zone name at the front: `CET`, `AEST`, `GMT+3`, `+05`; 0 if nothing does. */
function zoneNameLength(text: string): number {
  if (/^(ChST|MeST|WITA(?![A-Z]))/.test(text)) return 4
  if (text.startsWith('GMT')) return 3 + signedHoursLength(text.slice(3))
  if (/^[+-]/.test(text)) return signedHoursLength(text)
  const capitals = /^[A-Z]*/.exec(text)![0]
  if (capitals.length === 3) return 3
  const endsInT = capitals.endsWith('T')
  return (capitals.length === 4 || capitals.length === 5) && endsInT ? capitals.length : 0
}

function signedHoursLength(text: string): number {
  const [found, digits] = /^[+-](\d+)/.exec(text) ?? ['', '']
  return Number(digits) <= 23 ? found.length : 0
}

const BLANK = 0x20
const PLUS = 0x2b
const COMMA = 0x2c
const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** An integer with an optional sign; a lone sign counts as 0. */
function signedInteger(text: string): number {
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
