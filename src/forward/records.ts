// Finds where records end in encoded bytes, to send a body in parts. Nothing else of the encoding is known here.
//
//   v1   measurement,tags fields time⏎     a newline inside a quoted text is data and ends nothing
//   v2   0x0a length record …              PBPoints is a repeated field 1, so parts of it are bodies too
import type { Encoding } from '../point/chunk.js'

const NEWLINE = 0x0a
const SPACE = 0x20
const QUOTE = 0x22
const COMMA = 0x2c
const EQUALS = 0x3d
const BACKSLASH = 0x5c

/** Offsets behind each record, ascending; the last is the length. One offset for bytes that cannot be read. */
export function recordEnds(bytes: Uint8Array, encoding: Encoding): number[] {
  const ends: number[] = []
  for (let at = 0; at < bytes.length; ) {
    at = encoding === 'v1' ? lineEnd(bytes, at) : messageEnd(bytes, at)
    ends.push(at)
  }
  return ends
}

function lineEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== SPACE) at += isEscape(bytes, at) ? 2 : 1
  while (at < bytes.length && bytes[at] !== NEWLINE) {
    if (bytes[at] === QUOTE) at = textEnd(bytes, at + 1)
    else at += isEscape(bytes, at) ? 2 : 1
  }
  return Math.min(at + 1, bytes.length)
}

/** Measurement, tags and keys: a backslash escapes these and stands for itself before anything else. */
function isEscape(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== BACKSLASH) return false
  const next = bytes[at + 1]
  return next === SPACE || next === COMMA || next === EQUALS || next === QUOTE
}

/** Behind the closing quote. Inside a text a backslash always escapes. */
function textEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at + 1
}

function messageEnd(bytes: Uint8Array, from: number): number {
  let length = 0
  let at = from + 1
  for (let scale = 1; at < bytes.length; scale *= 128) {
    const byte = bytes[at++]!
    length += (byte & 0x7f) * scale
    if (byte < 0x80) break
  }
  return Math.min(at + length, bytes.length)
}
