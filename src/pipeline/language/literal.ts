// The values of number and string literals. The grammar has made sure of their form; what is checked here is what the
// form cannot say: range, code points, equal quotes. Undefined means that the literal is an error.
import { fromBytes, toBytes } from '../../util/bytes.js'
import { Refusal } from './source.js'

const INT_MAX = 2n ** 63n - 1n

/** An int if the text is one in 64 bits (`0x` hexadecimal, other leading `0` octal), else a float. */
export function numberValue(text: string): bigint | number | undefined {
  const int = intValue(text)
  if (int !== undefined && int <= INT_MAX) return int
  const word = text.toLowerCase()
  if (word === 'inf') return Infinity
  if (word === 'nan') return NaN
  if (word.startsWith('0x')) return undefined
  const float = Number(text)
  return Number.isFinite(float) ? float : undefined
}

function intValue(text: string): bigint | undefined {
  if (/^0x[0-9a-f]+$/i.test(text) || /^[1-9]\d*$/.test(text)) return BigInt(text)
  if (/^0[0-7]*$/.test(text)) return BigInt(`0o${text}`)
  return undefined
}

/** The text of a literal with its quotes. */
export function stringValue(literal: string): string | undefined {
  const quote = literal[0]!
  const long = quote.repeat(3)
  if (literal.length >= 6 && literal.startsWith(long))
    return literal.endsWith(long) ? literal.slice(3, -3) : undefined
  const body = literal.slice(1, -1)
  return body.includes('\\') ? withoutEscapes(body) : body
}

/** Why a literal has no text. */
export function badString(literal: string, at: number): Refusal {
  const begin = literal.slice(0, 3)
  const end = literal.slice(-3)
  if (!/^(?:"""|''')/.test(begin))
    return new Refusal('PL101', at, 'an escape in the text is no character')
  const message = `the text begins with ${begin} and ends with ${end}`
  const hint = `a long text ends at the first three quotes in a row, of any kind; in a pattern write a quote before them as [${end[0]}]`
  return new Refusal('PL101', at, message, hint)
}

const ESCAPE = /\\(?:([0-7]{3})|x(..)|u(....)|U(.{8})|(.))/gs
const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

function withoutEscapes(body: string): string | undefined {
  let valid = true
  let bytes = false
  const text = body.replace(ESCAPE, (_, octal, hex, short, full, letter) => {
    if (letter !== undefined) return LETTERS[letter] ?? letter
    const byte = octal === undefined ? hex && Number.parseInt(hex, 16) : Number.parseInt(octal, 8)
    const code = byte ?? Number.parseInt(short ?? full, 16)
    if (byte === undefined ? !isCharacter(code) : code > 0xff) valid = false
    if (!valid) return ''
    if (byte === undefined || code < 0x80) return String.fromCodePoint(code)
    bytes = true
    return String.fromCharCode(0xdc00 + code)
  })
  if (!valid) return undefined
  return bytes ? fromBytes(toBytes(text)) : text
}

function isCharacter(code: number): boolean {
  return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
}
