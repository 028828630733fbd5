// Byte strings: texts as strings of their UTF-8 bytes, one character (U+0000 to U+00FF) each. Positions
// and lengths in layouts count bytes.

import { fromBytes, toBytes } from '../../util/bytes.js'

/** A text as a byte string. */
export function bytesOf(text: string): string {
  return isAscii(text) ? text : Buffer.from(toBytes(text)).toString('latin1')
}

/** The inverse of `bytesOf`. */
export function textOf(bytes: string): string {
  return isAscii(bytes) ? bytes : fromBytes(Buffer.from(bytes, 'latin1'))
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

/** The code point that begins at a byte, U+FFFD if the sequence there is broken. */
export function codePointAt(text: string, at: number): number {
  const lead = text.charCodeAt(at)
  if (lead < 0x80) return lead
  const bytes = Buffer.from(text.slice(at, at + sequenceWidth(text, at)), 'latin1')
  return bytes.toString('utf8').codePointAt(0)!
}

/** Bytes of the sequence of a character beyond ASCII, 1 if it is broken. */
export function widthAt(text: string, at: number): number {
  return codePointAt(text, at) === 0xfffd ? brokenWidth(text, at) : sequenceWidth(text, at)
}

function brokenWidth(text: string, at: number): number {
  return text.startsWith('\u00ef\u00bf\u00bd', at) ? 3 : 1
}

function sequenceWidth(text: string, at: number): number {
  const lead = text.charCodeAt(at)
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
}
