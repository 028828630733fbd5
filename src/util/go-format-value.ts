// One operand of Go's fmt.Sprintf: a value, a verb and its flags become text. A verb that does not fit the value
// gives `%!verb(type=value)`. Int is int64, float float64, list []interface {}, map map[string]interface {}.
import { byBytes } from './byte-order.js'
import { toBytes } from './bytes.js'
import { formatFloat } from './go-float.js'
import { canBackquote, goQuote, goQuoteRune, isPrintable } from './go-quote.js'
import { runeCount, runeSlice } from './runes.js'

export type FormatValue =
  | string
  | bigint
  | number
  | boolean
  | null
  | readonly FormatValue[]
  | { readonly [key: string]: FormatValue }

/** What stands between `%` and the verb. */
export interface Directive {
  plus: boolean
  minus: boolean
  sharp: boolean
  space: boolean
  zero: boolean
  /** `%#v`: as Go source. */
  syntax: boolean
  width: number | undefined
  precision: number | undefined
}

export function goTypeName(value: FormatValue): string {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'bigint':
      return 'int64'
    case 'number':
      return 'float64'
    case 'boolean':
      return 'bool'
    default:
      if (value === null) return '<nil>'
      return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}'
  }
}

export function formatOperand(value: FormatValue, verb: string, how: Directive): string {
  if (value === null) return verb === 'v' || verb === 'T' ? pad('<nil>', how) : `%!${verb}(<nil>)`
  if (verb === 'T') return pad(cut(goTypeName(value), how), how)
  return formatValue(value, verb, how)
}

function formatValue(value: FormatValue, verb: string, how: Directive): string {
  switch (typeof value) {
    case 'string':
      return formatString(value, verb, how)
    case 'bigint':
      return formatInt(value, verb, how)
    case 'number':
      return formatNumber(value, verb, how)
    case 'boolean':
      return verb === 'v' || verb === 't' ? pad(String(value), how) : wrongVerb(value, verb, how)
    default:
      return formatContainer(value as object, verb, how)
  }
}

function wrongVerb(value: FormatValue, verb: string, how: Directive): string {
  return `%!${verb}(${goTypeName(value)}=${formatValue(value, 'v', how)})`
}

function formatContainer(value: object, verb: string, how: Directive): string {
  if (verb === 'p' || verb === 'w') return wrongVerb(value as FormatValue, verb, how)
  const type = goTypeName(value as FormatValue)
  if (Array.isArray(value)) {
    const items = value.map((item: FormatValue) => formatItem(item, verb, how))
    return how.syntax ? `${type}{${items.join(', ')}}` : `[${items.join(' ')}]`
  }
  const members = Object.entries(value as Record<string, FormatValue>)
    .sort(([a], [b]) => byBytes(a, b))
    .map(([key, item]) => `${formatString(key, verb, how)}:${formatItem(item, verb, how)}`)
  return how.syntax ? `${type}{${members.join(', ')}}` : `map[${members.join(' ')}]`
}

function formatItem(item: FormatValue, verb: string, how: Directive): string {
  if (item !== null) return formatValue(item, verb, how)
  return how.syntax ? 'interface {}(nil)' : '<nil>'
}

function formatString(text: string, verb: string, how: Directive): string {
  switch (verb) {
    case 'v':
      return how.syntax ? quoted(text, how) : pad(cut(text, how), how)
    case 's':
      return pad(cut(text, how), how)
    case 'q':
      return quoted(text, how)
    case 'x':
      return pad(hexBytes(text, how), how)
    case 'X':
      return pad(hexBytes(text, how).toUpperCase(), how)
    default:
      return wrongVerb(text, verb, how)
  }
}

function quoted(text: string, how: Directive): string {
  const shown = cut(text, how)
  return pad(how.sharp && canBackquote(shown) ? `\`${shown}\`` : goQuote(shown, how.plus), how)
}

function hexBytes(text: string, how: Directive): string {
  const bytes = [...toBytes(text)].slice(0, how.precision)
  const pairs = bytes.map((byte) => byte.toString(16).padStart(2, '0'))
  if (pairs.length === 0) return ''
  const prefix = how.sharp ? '0x' : ''
  return how.space ? pairs.map((pair) => prefix + pair).join(' ') : prefix + pairs.join('')
}

const BASES: Readonly<Record<string, number>> = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 }

function formatInt(value: bigint, verb: string, how: Directive): string {
  const base = BASES[verb]
  if (base !== undefined) return integer(value, verb, base, how)
  switch (verb) {
    case 'c':
      return pad(runeOf(value), how)
    case 'q':
      return pad(goQuoteRune(runeOf(value), how.plus), how)
    case 'U':
      return pad(codePoint(value, how), { ...how, zero: false })
    default:
      return wrongVerb(value, verb, how)
  }
}

function integer(value: bigint, verb: string, base: number, how: Directive): string {
  if (how.precision === 0 && value === 0n) return ' '.repeat(how.width ?? 0)
  const sign = value < 0n ? '-' : how.plus ? '+' : how.space ? ' ' : ''
  const room = how.precision ?? (how.zero ? (how.width ?? 0) - sign.length : 0)
  const plain = (value < 0n ? -value : value).toString(base).padStart(room, '0')
  const digits = verb === 'X' ? plain.toUpperCase() : plain
  return pad(sign + basePrefix(verb, digits, how) + digits, { ...how, zero: false })
}

function basePrefix(verb: string, digits: string, how: Directive): string {
  const octal = how.sharp && verb !== 'd' && BASES[verb] === 8 && !digits.startsWith('0') ? '0' : ''
  if (verb === 'O') return `0o${octal}`
  if (verb === 'o') return octal
  return how.sharp && verb !== 'd' && verb !== 'v' ? `0${verb}` : ''
}

/** The character of an int; U+FFFD for what is none. */
function runeOf(value: bigint): string {
  return isRune(value) ? String.fromCodePoint(Number(value)) : '\ufffd'
}

function isRune(value: bigint): boolean {
  return value >= 0n && value <= 0x10ffffn && (value < 0xd800n || value > 0xdfffn)
}

function codePoint(value: bigint, how: Directive): string {
  const digits = BigInt.asUintN(64, value).toString(16).toUpperCase()
  const text = `U+${digits.padStart(Math.max(how.precision ?? 4, 4), '0')}`
  const rune = runeOf(value)
  return how.sharp && isRune(value) && isPrintable(rune) ? `${text} '${rune}'` : text
}

function formatNumber(value: number, verb: string, how: Directive): string {
  const form = verb === 'v' ? 'g' : verb === 'F' ? 'f' : verb.toLowerCase()
  if (!/^[vbgGxXfFeE]$/.test(verb)) return wrongVerb(value, verb, how)
  if (!Number.isFinite(value)) return pad(nonFinite(value, how), { ...how, zero: false })
  const standard = form === 'e' || form === 'f' ? 6 : -1
  const precision = how.precision ?? standard
  let text = formatFloat(Math.abs(value), form as 'e' | 'f' | 'g' | 'x' | 'b', precision)
  const digits = /[vgGx]/.test(verb) ? (how.precision ?? 6) : 0
  if (how.sharp && form !== 'b') text = withAllDigits(text, digits)
  if (verb === 'G' || verb === 'X' || verb === 'E') text = text.toUpperCase()
  const sign = value < 0 || Object.is(value, -0) ? '-' : how.plus ? '+' : how.space ? ' ' : ''
  if (sign && how.zero) return sign + text.padStart((how.width ?? 0) - 1, '0')
  return pad(sign + text, how)
}

function nonFinite(value: number, how: Directive): string {
  const name = Number.isNaN(value) ? 'NaN' : 'Inf'
  if (value === -Infinity) return '-Inf'
  if (how.plus) return `+${name}`
  if (how.space) return ` ${name}`
  return name === 'NaN' ? name : '+Inf'
}

/** The `#` flag: always a point, and zeros up to the number of digits; the `x` of a prefix counts as one. */
function withAllDigits(text: string, digits: number): string {
  const [, number = '', tail = ''] = /^((?:0x)?[0-9a-f.]+?)((?:[ep][+-]\d+)?)$/.exec(text) ?? []
  const pointed = number.includes('.') ? number : `${number}.`
  const significant = pointed.replace('.', '').replace(/^0+(?=.)/, '').length
  return pointed + '0'.repeat(Math.max(digits - significant, 0)) + tail
}

/** The first `precision` characters. */
function cut(text: string, how: Directive): string {
  if (how.precision === undefined || text.length <= how.precision) return text
  return runeSlice(text, 0, how.precision)
}

/** Fills up to the width, which counts characters. */
function pad(text: string, how: Directive): string {
  if (how.width === undefined) return text
  const missing = how.width - runeCount(text)
  if (missing <= 0) return text
  const fill = (how.zero ? '0' : ' ').repeat(missing)
  return how.minus ? text + fill : fill + text
}
