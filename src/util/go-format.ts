// Go's fmt.Sprintf for the values of a script: finds the verbs of a format, their flags, widths and operands. How
// one operand is written is in go-format-value.ts.
//
//   %[flags][width][.precision][[index]]verb      flags: + - # 0 blank     width, precision: digits or *
import { type Directive, type FormatValue, formatOperand, goTypeName } from './go-format-value.js'

export type { FormatValue } from './go-format-value.js'

/** Largest width, precision or index; larger ones count as faults. */
const MAX_NUMBER = 1_000_000

interface Scan {
  readonly format: string
  readonly values: readonly FormatValue[]
  at: number
  /** The operand that comes next. */
  next: number
  /** An explicit index was used anywhere: then surplus operands are not reported. */
  reordered: boolean
  /** An explicit index came directly before this place. */
  afterIndex: boolean
  goodIndex: boolean
}

/**
 * @param limit most UTF-16 units of the result
 * @throws RangeError when the result grows beyond the limit, or a list contains itself
 */
export function goFormat(format: string, values: readonly FormatValue[], limit: number): string {
  const scan: Scan = {
    format,
    values,
    at: 0,
    next: 0,
    reordered: false,
    afterIndex: false,
    goodIndex: true,
  }
  let out = ''
  while (scan.at < format.length) {
    const percent = format.indexOf('%', scan.at)
    const end = percent < 0 ? format.length : percent
    out += format.slice(scan.at, end)
    scan.at = end + 1
    if (percent >= 0) out += directive(scan)
    if (out.length > limit) throw new RangeError('formatted text is too long')
  }
  return out + surplus(scan)
}

function directive(scan: Scan): string {
  const flags = readFlags(scan)
  scan.afterIndex = false
  scan.goodIndex = true
  readIndex(scan)
  const fault = readWidth(scan, flags) + readPrecision(scan, flags)
  if (!scan.afterIndex) readIndex(scan)
  if (scan.at >= scan.format.length) return `${fault}%!(NOVERB)`
  const verb = String.fromCodePoint(scan.format.codePointAt(scan.at) as number)
  scan.at += verb.length
  return fault + operand(scan, verb, flags)
}

function operand(scan: Scan, verb: string, flags: Directive): string {
  if (verb === '%') return '%'
  if (!scan.goodIndex) return `%!${verb}(BADINDEX)`
  if (scan.next >= scan.values.length) return `%!${verb}(MISSING)`
  const value = scan.values[scan.next++] as FormatValue
  if (verb !== 'v') return formatOperand(value, verb, flags)
  return formatOperand(value, verb, { ...flags, syntax: flags.sharp, sharp: false, plus: false })
}

function readFlags(scan: Scan): Directive {
  const flags = noFlags()
  for (; scan.at < scan.format.length; scan.at++) {
    const c = scan.format[scan.at]
    if (c === '+') flags.plus = true
    else if (c === '#') flags.sharp = true
    else if (c === ' ') flags.space = true
    else if (c === '0') flags.zero = !flags.minus
    else if (c === '-') leftAlign(flags)
    else break
  }
  return flags
}

function noFlags(): Directive {
  return {
    plus: false,
    minus: false,
    sharp: false,
    space: false,
    zero: false,
    syntax: false,
    width: undefined,
    precision: undefined,
  }
}

function leftAlign(flags: Directive): void {
  flags.minus = true
  flags.zero = false
}

function readWidth(scan: Scan, flags: Directive): string {
  if (scan.format[scan.at] === '*') {
    const width = starOperand(scan)
    if (width === undefined) return '%!(BADWIDTH)'
    if (width < 0) leftAlign(flags)
    flags.width = Math.abs(width)
    return ''
  }
  flags.width = readNumber(scan)
  if (scan.afterIndex && flags.width !== undefined) scan.goodIndex = false
  return ''
}

/** A point at the end of the format is no precision but the verb. */
function readPrecision(scan: Scan, flags: Directive): string {
  if (scan.format[scan.at] !== '.' || scan.at + 1 === scan.format.length) return ''
  scan.at++
  if (scan.afterIndex) scan.goodIndex = false
  readIndex(scan)
  if (scan.format[scan.at] !== '*') {
    flags.precision = readNumber(scan) ?? 0
    return ''
  }
  const precision = starOperand(scan)
  if (precision === undefined || precision < 0) return '%!(BADPREC)'
  flags.precision = precision
  return ''
}

/** The operand of a `*`, undefined when it is no int of a sensible size. */
function starOperand(scan: Scan): number | undefined {
  scan.at++
  scan.afterIndex = false
  if (scan.next >= scan.values.length) return undefined
  const value = scan.values[scan.next++]
  if (typeof value !== 'bigint') return undefined
  return value > MAX_NUMBER || value < -MAX_NUMBER ? undefined : Number(value)
}

function readNumber(scan: Scan): number | undefined {
  const digits = /^[0-9]*/.exec(scan.format.slice(scan.at))?.[0] ?? ''
  if (digits === '') return undefined
  scan.at += digits.length
  if (Number(digits) <= MAX_NUMBER) return Number(digits)
  scan.at = scan.format.length
  return undefined
}

/** `[3]` makes the third operand the next one. */
function readIndex(scan: Scan): void {
  scan.afterIndex = false
  if (scan.format[scan.at] !== '[') return
  scan.reordered = true
  const close = scan.format.indexOf(']', scan.at)
  const inside = close < 0 ? '' : scan.format.slice(scan.at + 1, close)
  scan.at = close < 0 ? scan.at + 1 : close + 1
  const index = /^[0-9]+$/.test(inside) ? Number(inside) : 0
  scan.afterIndex = index > 0
  if (index >= 1 && index <= scan.values.length) scan.next = index - 1
  else scan.goodIndex = false
}

/** Operands that no verb asked for. */
function surplus(scan: Scan): string {
  if (scan.reordered || scan.next >= scan.values.length) return ''
  const rest = scan.values.slice(scan.next).map((value) => {
    return value === null ? '<nil>' : `${goTypeName(value)}=${formatOperand(value, 'v', noFlags())}`
  })
  return `%!(EXTRA ${rest.join(', ')})`
}
