// Escapes of JSON strings, read and written as gjson does it: a text that is escaped wrongly ends where the fault is.

import { JSON_ESCAPES } from '../json-escapes.js'

const STOP = /[\\\u0000-\u001f]/g
const HEX = /^[0-9a-fA-F]{4}$/

/** The text that an escaped one stands for, up to the first fault or control character. */
export function unescapeText(raw: string): string {
  let text = ''
  let at = 0
  for (;;) {
    STOP.lastIndex = at
    const stop = STOP.exec(raw)?.index ?? raw.length
    text += raw.slice(at, stop)
    if (raw[stop] !== '\\') return text
    const kind = raw[stop + 1] ?? ''
    const simple = JSON_ESCAPES[kind]
    if (simple !== undefined) {
      text += simple
      at = stop + 2
    } else if (kind === 'u' && stop + 6 <= raw.length) {
      const unit = unitAt(raw, stop + 2)
      const pair = isSurrogate(unit) && raw.startsWith('\\u', stop + 6) && stop + 12 <= raw.length
      text += isSurrogate(unit)
        ? character(unit, pair ? unitAt(raw, stop + 8) : 0)
        : String.fromCharCode(unit)
      at = stop + (pair ? 12 : 6)
    } else return text
  }
}

/** Four hexadecimal digits; 0 if they are none. */
function unitAt(raw: string, at: number): number {
  const digits = raw.slice(at, at + 4)
  return HEX.test(digits) ? Number.parseInt(digits, 16) : 0
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xe000
}

/** The character of two halves; U+FFFD when they do not fit. */
function character(high: number, low: number): string {
  const fits = high < 0xdc00 && low >= 0xdc00 && low < 0xe000
  return fits ? String.fromCharCode(high, low) : '\ufffd'
}

const ESCAPED = /["\\<>&\u0000-\u001f\u2028\u2029]|[\udc80-\udcff]/gu
const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** A text as a JSON string; a byte that is no UTF-8 becomes U+FFFD. */
export function quoteText(text: string): string {
  const escaped = text.replace(ESCAPED, (c) => SHORT[c] ?? unitEscape(c))
  return `"${escaped}"`
}

function unitEscape(c: string): string {
  const code = c.charCodeAt(0)
  return isSurrogate(code) ? '\\ufffd' : `\\u${code.toString(16).padStart(4, '0')}`
}
