// Prints a moment by a strftime text: directives, the flags `- _ 0 ^ #`, a width, composites. A format is
// taken apart once.

import { monthNames, weekdayNames } from './calendar.js'
import { hour12, isoWeek, type Moment } from './moment.js'

/** Flags and width of one directive. */
interface Spec {
  /** `0` and blank if a flag asks for them, empty for `-`, undefined without flag. */
  readonly pad: '0' | ' ' | '' | undefined
  readonly width: number
  readonly upper: boolean
  readonly swap: boolean
}

type Piece = (moment: Moment) => string
type Directive = (moment: Moment, spec: Spec) => string

const plain: Spec = { pad: undefined, width: 0, upper: false, swap: false }
const MAX_WIDTH = 1024

/** Takes a format apart; what is no directive prints itself. */
export function compileStrftime(format: string): (moment: Moment) => string {
  const pieces: Piece[] = []
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf('%', at)
    const end = percent < 0 ? format.length : percent
    if (end > at) pieces.push(literal(format.slice(at, end)))
    at = end
    if (percent >= 0) at = readDirective(format, percent, pieces)
  }
  return (moment) => {
    let text = ''
    for (const piece of pieces) text += piece(moment)
    return text
  }
}

function literal(text: string): Piece {
  return () => text
}

/** Adds what stands at a percent sign; gives the place behind it. */
function readDirective(format: string, percent: number, pieces: Piece[]): number {
  const { spec, at } = readSpec(format, percent + 1)
  const colons = /^:{1,3}(?=z)/.exec(format.slice(at, at + 4))?.[0].length ?? 0
  const letter = format[at + colons]
  if (colons > 0) pieces.push((m) => offsetText(m, spec, colons))
  else if (letter !== undefined && Object.hasOwn(composites, letter)) {
    pieces.push(composite(composites[letter]!, { ...plain, upper: spec.upper }))
  } else if (letter !== undefined && Object.hasOwn(directives, letter)) {
    const directive = directives[letter]!
    pieces.push((m) => directive(m, spec))
  } else {
    const width = letter === undefined ? spec.width : spec.width - 1
    pieces.push(literal(text(format.slice(percent, at), { ...plain, pad: spec.pad, width })))
    return at
  }
  return at + colons + 1
}

function readSpec(format: string, start: number): { spec: Spec; at: number } {
  let { pad, width, upper, swap } = plain
  let at = start
  for (; at < format.length; at++) {
    const c = format[at]!
    if (c === '-') pad = ''
    else if (c === '_') pad = ' '
    else if (c === '0') pad = '0'
    else if (c === '^') upper = true
    else if (c === '#') swap = true
    else if (c >= '1' && c <= '9') {
      const digits = /^\d+/.exec(format.slice(at))![0]
      width = Math.min(Number(digits), MAX_WIDTH)
      if (pad === '') pad = ' '
      at += digits.length - 1
    } else break
  }
  return { spec: { pad, width, upper, swap }, at }
}

/** Letters of a composite are directives, other characters stand for themselves. */
function composite(parts: string, spec: Spec): Piece {
  const pieces = [...parts].map((c): Piece => {
    const directive = directives[c]
    return directive ? (m) => directive(m, spec) : literal(c)
  })
  return (m) => pieces.map((piece) => piece(m)).join('')
}

const composites: Readonly<Record<string, string>> = {
  c: 'a b e H:M:S Y',
  D: 'm/d/y',
  F: 'Y-m-d',
  R: 'H:M',
  r: 'I:M:S p',
  T: 'H:M:S',
  v: 'e-b-Y',
  x: 'm/d/y',
  X: 'H:M:S',
  '+': 'a b e H:M:S Z Y',
}

const directives: Readonly<Record<string, Directive>> = {
  Y: (m, s) => number(m.year, s, s.width || 4),
  y: (m, s) => number(m.year % 100, s, 2),
  C: (m, s) => number(Math.trunc(m.year / 100), s, 2),
  G: (m, s) => number(isoWeek(m).year, s, s.width || 4),
  g: (m, s) => number(isoWeek(m).year % 100, s, 2),
  m: (m, s) => number(m.month, s, 2),
  B: (m, s) => text(monthNames[m.month - 1]!, s),
  b: (m, s) => text(monthNames[m.month - 1]!.slice(0, 3), s),
  h: (m, s) => text(monthNames[m.month - 1]!.slice(0, 3), s),
  A: (m, s) => text(weekdayNames[m.weekday]!, s),
  a: (m, s) => text(weekdayNames[m.weekday]!.slice(0, 3), s),
  w: (m, s) => number(m.weekday, s, 1),
  u: (m, s) => number(m.weekday || 7, s, 1),
  V: (m, s) => number(isoWeek(m).week, s, 2),
  U: (m, s) => number(Math.floor((m.yearDay + 6 - m.weekday) / 7), s, 2),
  W: (m, s) => number(Math.floor((m.yearDay + 6 - ((m.weekday + 6) % 7)) / 7), s, 2),
  d: (m, s) => number(m.day, s, 2),
  e: (m, s) => number(m.day, s, 2, ' '),
  j: (m, s) => number(m.yearDay, s, 3),
  H: (m, s) => number(m.hour, s, 2),
  k: (m, s) => number(m.hour, s, 2, ' '),
  I: (m, s) => number(hour12(m.hour), s, 2),
  // Midnight is 0 here, unlike %I: as the original has it.
  l: (m, s) => number(m.hour > 12 ? m.hour - 12 : m.hour, s, 2, ' '),
  M: (m, s) => number(m.minute, s, 2),
  S: (m, s) => number(m.second, s, 2),
  p: (m, s) => text(m.hour < 12 ? 'AM' : 'PM', s),
  P: (m, s) => text(m.hour < 12 ? 'am' : 'pm', s),
  // The one number that may be negative, padded like a text: blanks, and zeros before the sign.
  s: (m, s) => text(String(m.unix), s),
  f: (m, s) => number(Math.floor(m.nanos / 1000), s, s.width || 6),
  z: (m, s) => offsetText(m, s, 0),
  Z: (m, s) => text(m.zoneName, s),
  t: (_, s) => text('\t', s),
  n: (_, s) => text('\n', s),
  '%': (_, s) => text('%', s),
}

/** A number, not negative, of at least `least` digits or of the asked width. */
function number(value: number, spec: Spec, least: number, pad: '0' | ' ' = '0'): string {
  return filled('', String(value), spec.pad ?? pad, spec.width, least)
}

/** Zeros go between sign and digits, blanks before the sign. */
function filled(sign: string, digits: string, pad: string, width: number, least: number): string {
  const size = Math.max(width, least) - sign.length
  if (pad === '0') return sign + digits.padStart(size, '0')
  return pad === ' ' ? (sign + digits).padStart(size + sign.length) : sign + digits
}

function text(value: string, { pad, width, upper, swap }: Spec): string {
  const padded = pad === '' ? value : value.padStart(width, pad ?? ' ')
  if (swap && /[^a-z]$/.test(value)) return padded.toLowerCase()
  return swap || upper ? padded.toUpperCase() : padded
}

/** `+0800`, with one colon `+08:00`, with two `+08:00:00`, with three only what is needed. */
function offsetText({ offset }: Moment, spec: Spec, colons: number): string {
  const size = Math.abs(offset)
  const [hours, minutes, seconds] = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60]
  const colon = colons > 0 ? ':' : ''
  let rest = colons < 3 || minutes || seconds ? colon + two(minutes) : ''
  if (colons === 2 || (colons === 3 && seconds)) rest += colon + two(seconds)
  const pad = spec.pad ?? '0'
  const sign = offset < 0 ? '-' : '+'
  return filled(sign, String(hours) + rest, pad, spec.width, 3 + rest.length)
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}
