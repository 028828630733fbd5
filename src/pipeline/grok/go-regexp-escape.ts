// Backslash escapes that stand for one code point.

import { RegexpError } from './go-regexp-ast.js'

const CONTROL: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 }
/** `\0`, `\07`, `\012`, and `\1` to `\7` only before another octal digit: there are no back-references. */
const OCTAL = /\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/y
const HEX = /\\x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]+)\})/y
const LAST_CODE_POINT = 0x10ffff

/** The escape at `at`: its code point and length. */
export function readEscape(source: string, at: number): { code: number; length: number } {
  const octal = matchAt(OCTAL, source, at)
  if (octal !== null) return { code: Number.parseInt(octal[1]!, 8), length: octal[0].length }
  const hex = matchAt(HEX, source, at)
  const code = hex === null ? NaN : Number.parseInt(hex[1] ?? hex[2]!, 16)
  if (hex !== null && code <= LAST_CODE_POINT) return { code, length: hex[0].length }
  const letter = source[at + 1]
  if (letter === undefined) throw new RegexpError('the expression ends with a lone backslash')
  const control = CONTROL[letter]
  if (control !== undefined) return { code: control, length: 2 }
  if (letter <= '\x7f' && !/[0-9A-Za-z]/.test(letter)) {
    return { code: letter.charCodeAt(0), length: 2 }
  }
  throw new RegexpError(refusal(source.slice(at), letter))
}

function refusal(rest: string, letter: string): string {
  if (/^\\[1-9]/.test(rest)) return `"\\${letter}": back-references are not supported`
  if (letter === 'Z') return '"\\Z" is not supported; use \\z for the end of the text'
  if (letter === 'x') return '"\\x" needs two hex digits, or {hex digits} up to 10FFFF'
  return `"\\${letter}" is no escape`
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(source)
}
