// Prints a moment by a layout, the inverse of reading one.

import { monthNames, weekdayNames } from './calendar.js'
import type { Layout, Token, TokenKind } from './layout-tokens.js'
import { hour12, type Moment } from './moment.js'

/** The moment as text in the shape of the layout. */
export function formatLayout(layout: Layout, moment: Moment): string {
  let text = ''
  for (const token of layout.tokens) text += token.prefix + writers[token.kind](moment, token)
  return text + layout.tail
}

type TokenWriter = (moment: Moment, token: Token) => string

const writers: Readonly<Record<TokenKind, TokenWriter>> = {
  '2006': (m) => zeros(m.year, 4),
  '06': (m) => zeros(m.year % 100, 2),
  January: (m) => monthNames[m.month - 1]!,
  Jan: (m) => monthNames[m.month - 1]!.slice(0, 3),
  '01': (m) => zeros(m.month, 2),
  '1': (m) => String(m.month),
  Monday: (m) => weekdayNames[m.weekday]!,
  Mon: (m) => weekdayNames[m.weekday]!.slice(0, 3),
  '02': (m) => zeros(m.day, 2),
  '2': (m) => String(m.day),
  _2: (m) => String(m.day).padStart(2),
  '002': (m) => zeros(m.yearDay, 3),
  __2: (m) => String(m.yearDay).padStart(3),
  '15': (m) => zeros(m.hour, 2),
  '03': (m) => zeros(hour12(m.hour), 2),
  '3': (m) => String(hour12(m.hour)),
  '04': (m) => zeros(m.minute, 2),
  '4': (m) => String(m.minute),
  '05': (m) => zeros(m.second, 2),
  '5': (m) => String(m.second),
  PM: (m) => (m.hour < 12 ? 'AM' : 'PM'),
  pm: (m) => (m.hour < 12 ? 'am' : 'pm'),
  MST: (m) => m.zoneName,
  '-0700': writeOffset,
  '-07:00': writeOffset,
  '-07': writeOffset,
  '-070000': writeOffset,
  '-07:00:00': writeOffset,
  Z0700: writeOffset,
  'Z07:00': writeOffset,
  Z07: writeOffset,
  Z070000: writeOffset,
  'Z07:00:00': writeOffset,
  '.0': (m, { text, digits }) => text[0]! + zeros(m.nanos, 9).slice(0, digits).padEnd(digits, '0'),
  '.9': (m, { text, digits }) => {
    const shown = zeros(m.nanos, 9).slice(0, digits).replace(/0+$/, '')
    return shown && text[0] + shown
  },
}

function writeOffset({ offset }: Moment, { kind }: Token): string {
  if (kind[0] === 'Z' && offset === 0) return 'Z'
  const size = Math.abs(offset)
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60]
  const shown = parts.slice(0, Math.floor(kind.replaceAll(':', '').length / 2))
  const colon = kind.includes(':') ? ':' : ''
  return (offset < 0 ? '-' : '+') + shown.map((part) => zeros(part, 2)).join(colon)
}

function zeros(n: number, width: number): string {
  return String(n).padStart(width, '0')
}
