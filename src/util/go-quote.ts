// Quoted text as Go's strconv.Quote writes it. Bytes that are not UTF-8 stand in a text as lone surrogates
// U+DC80 to U+DCFF and come out as \x80 to \xff.
import { isNewer } from './newer-characters.js'

const SHORT: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
}

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u

/** A text in double quotes; with `ascii`, everything else is escaped. */
export function goQuote(text: string, ascii = false): string {
  return quoteWith('"', text, ascii)
}

/** One character in single quotes. */
export function goQuoteRune(rune: string, ascii = false): string {
  return quoteWith("'", rune, ascii)
}

/**
 * Whether a character is shown as it is: letters, marks, numbers, punctuation, symbols and the blank,
 * as of Unicode 13.
 */
export function isPrintable(rune: string): boolean {
  return PRINTABLE.test(rune) && !(rune > '\u0600' && isNewer(rune))
}

/** Whether a text can stand between backquotes: one line, no control characters, no backquote. */
export function canBackquote(text: string): boolean {
  return !/[\u0000-\u0008\u000a-\u001f`\u007f\ufeff\ud800-\udfff]/u.test(text)
}

function quoteWith(quote: string, text: string, ascii: boolean): string {
  let out = quote
  for (const rune of text) out += rune === quote ? `\\${quote}` : escapeRune(rune, ascii)
  return out + quote
}

function escapeRune(rune: string, ascii: boolean): string {
  const short = SHORT[rune]
  if (short) return short
  const code = rune.codePointAt(0) as number
  if (isPrintable(rune) && (code < 0x80 || !ascii)) return rune
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}
