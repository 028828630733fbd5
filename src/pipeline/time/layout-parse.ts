// Reads a text by a layout. The rules of fractions, signs, ranges and zone names are the original's.

import { monthNames, weekdayNames } from './calendar.js'
import { BLANK, type Instant, isDigit, type Mismatch, Reader } from './layout-reader.js'
import type { Layout, Token, TokenKind } from './layout-tokens.js'
import { readOffset, readZoneName } from './layout-zone.js'
import type { Zone } from './zone.js'

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
