// The general parser, for texts of no declared layout. It does not read values: it makes a layout from the
// text and reads the text by it. So the shapes it takes, and what it lets pass unseen, are the original's.

import { goQuote } from '../../util/go-quote.js'
import { bytesOf, textOf } from './byte-string.js'
import { monthNames } from './calendar.js'
import { setDayMonthYear } from './date-from-digits.js'
import type { DateEnd, DateState } from './date-machine.js'
import { Draft } from './draft.js'
import { readDate } from './general-date.js'
import { readTime } from './general-time.js'
import { describeMismatch, parseLayout } from './layout-parse.js'
import type { Instant } from './layout-reader.js'
import { layoutOf } from './layout-tokens.js'
import { utc, type Zone } from './zone.js'

/** Why a text is no time. */
export interface Refused {
  readonly ok: false
  readonly reason: string
}

/** Reads a time of any shape; a text without offset is a wall clock of `zone`. */
export function parseGeneral(text: string, zone: Zone): Instant | Refused {
  let bytes = bytesOf(text)
  for (;;) {
    const draft = new Draft(bytes)
    const date = readDate(draft)
    if (date.kind === 'fail') return unknownFormat(bytes)
    const other = date.kind === 'again' ? date.text : readTimePart(draft, date.end)
    if (other === undefined) return finish(draft, bytes, date as DateEnd & { kind: 'read' }, zone)
    bytes = other
  }
}

function readTimePart(draft: Draft, from: number): string | undefined {
  return draft.timeFollows ? readTime(draft, from) : undefined
}

const deadEnds: ReadonlySet<DateState> = new Set([
  'start',
  'word',
  'word.',
  'word blank',
  'month more',
  'suffix',
  'word day,',
  'digits-',
  'digits-letters',
  'day',
])

/** Layouts that replace the copy as a whole. */
const wholeLayouts: Readonly<Partial<Record<DateState, string>>> = {
  chinese: bytesOf('2006年01月02日'),
  'chinese blank': bytesOf('2006年01月02日 15:04:05'),
}

function finish(
  draft: Draft,
  bytes: string,
  { state, end, first }: DateEnd & { kind: 'read' },
  zone: Zone,
): Instant | Refused {
  if (deadEnds.has(state)) return unknownFormat(bytes)
  if (state === 'digits') return parseDigits(bytes, zone)
  closeState(draft, state, end, first)
  let layout = wholeLayouts[state] ?? draft.layout
  if (state === 'day longmonth')
    layout = draft.dayLength === 2 ? '02 January 2006' : '2 January 2006'
  if (draft.fullMonth && draft.month === 0) {
    layout = monthNames[0] + layout.slice(draft.fullMonth.length)
  }
  const skip = layout.length > draft.skip ? draft.skip : 0
  return read(layout.slice(skip), draft.text.slice(skip), draft.utc ? utc : zone)
}

function closeState(draft: Draft, state: DateState, end: number, first: number): void {
  if (state === 'year-letters') draft.endDay(end)
  else if (state === '.') draft.endMonth(end)
  else if (state === 'month' || state === 'word day, year') draft.endYear(end)
  else if (state === 'day-month-') setDayMonthYear(draft, draft.text.length, first)
}

function read(layoutText: string, text: string, zone: Zone): Instant | Refused {
  const layout = layoutOf(layoutText)
  const result = parseLayout(layout, text, zone)
  return result.ok ? result : { ok: false, reason: describeMismatch(layout, text, result) }
}

/** A text that begins with digits and has no mark: a Unix time by its length, or a packed date. */
function parseDigits(bytes: string, zone: Zone): Instant | Refused {
  const digitsASecond = unixDigits[bytes.length]
  if (digitsASecond !== undefined && /^\d+$/.test(bytes)) {
    const instant = unixTime(bytes, digitsASecond)
    if (instant !== undefined) return instant
  }
  const packed = packedLayouts[bytes.length]
  if (packed !== undefined) return read(packed, bytes, zone)
  if (bytes.length >= 4) return unknownFormat(bytes)
  return { ok: false, reason: `unrecognized format, too short ${textOf(bytes)}` }
}

/** Length of a Unix time to the digits it has below the second. */
const unixDigits: Readonly<Record<number, number>> = { 10: 0, 13: 3, 16: 6, 19: 9 }

const packedLayouts: Readonly<Record<number, string>> = {
  4: '2006',
  8: '20060102',
  14: '20060102150405',
}

function unixTime(digits: string, below: number): Instant | undefined {
  if (BigInt(digits) > MAX_INT64) return undefined
  const split = digits.length - below
  const nanos = Number(digits.slice(split)) * 10 ** (9 - below)
  return { ok: true, seconds: Number(digits.slice(0, split)), nanos }
}

const MAX_INT64 = 2n ** 63n - 1n

function unknownFormat(bytes: string): Refused {
  return { ok: false, reason: `Could not find format for ${goQuote(textOf(bytes))}` }
}
