// A text in single or double quotes, with the escapes of Go: \a \b \f \n \r \t \v \\ \' \" \101 \x41 \u0041 \U00000041.
import { fromBytes } from '../util/bytes.js'
import { FilterFault } from './fault.js'

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
}

/** What a number of an escape looks like behind the backslash, its base, and whether it is a byte. */
const NUMERIC = [
  [/[0-7]{3}/y, 8, true],
  [/[xX][0-9a-fA-F]{2}/y, 16, true],
  [/u[0-9a-fA-F]{4}/y, 16, false],
  [/U[0-9a-fA-F]{8}/y, 16, false],
] as const

/**
 * @param at where the opening quote stands
 * @throws FilterFault
 */
export function readQuoted(source: string, at: number): { text: string; end: number } {
  const quote = source[at]!
  let text = ''
  for (let i = at + 1; i < source.length && source[i] !== '\n'; ) {
    if (source[i] === quote) return { text, end: i + 1 }
    if (source[i] !== '\\') {
      text += source[i++]
      continue
    }
    const read = escapeAt(source, i, quote)
    text += read.text
    i = read.end
  }
  throw new FilterFault('the quote is not closed', at)
}

function escapeAt(source: string, at: number, quote: string): { text: string; end: number } {
  const letter = source[at + 1] ?? ''
  if (letter === quote) return { text: quote, end: at + 2 }
  if (Object.hasOwn(SIMPLE, letter)) return { text: SIMPLE[letter]!, end: at + 2 }
  for (const [pattern, base, isByte] of NUMERIC) {
    pattern.lastIndex = at + 1
    const digits = pattern.exec(source)?.[0]
    if (digits === undefined) continue
    const code = Number.parseInt(digits.replace(/^[xXuU]/, ''), base)
    const text = isByte ? byteText(code) : codePointText(code)
    if (text !== undefined) return { text, end: at + 1 + digits.length }
  }
  const hint = 'write \\\\ for a backslash, or an expression between backquotes: re(`\\d+`)'
  throw new FilterFault(`"\\${letter}" is not an escape`, at, hint)
}

function byteText(code: number): string | undefined {
  return code > 0xff ? undefined : fromBytes(Uint8Array.of(code))
}

function codePointText(code: number): string | undefined {
  const isSurrogate = code >= 0xd800 && code < 0xe000
  return code > 0x10ffff || isSurrogate ? undefined : String.fromCodePoint(code)
}
