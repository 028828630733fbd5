// Places in a script: the engine counts lines from 1 and columns in UTF-8 bytes, the editor counts UTF-16 units.
import type { Position } from '../../../errors.js'

/** A part of a text, in UTF-16 units. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** The UTF-16 offset of a place in the text; places beyond the end of a line or the text are moved to it. */
export function offsetOf(text: string, { line, column }: Position): number {
  const start = startOfLine(text, line)
  const newline = text.indexOf('\n', start)
  const end = newline < 0 ? text.length : newline
  return start + unitsOf(text.slice(start, end), column - 1)
}

/** What a place marks: the word or the sign that begins there; at the end of a line, the sign before. */
export function rangeAt(text: string, position: Position): Range {
  const from = offsetOf(text, position)
  const rest = text.slice(from)
  const found = /^[\p{L}\p{N}_]+|^[^\n]/u.exec(rest)
  if (found) return { from, to: from + found[0].length }
  return { from: from > 0 && text[from - 1] !== '\n' ? from - 1 : from, to: from }
}

function startOfLine(text: string, line: number): number {
  let start = 0
  for (let at = 1; at < line; at++) {
    const newline = text.indexOf('\n', start)
    if (newline < 0) return text.length
    start = newline + 1
  }
  return start
}

/** How many UTF-16 units of the line its first bytes are. */
function unitsOf(line: string, bytes: number): number {
  let units = 0
  for (let left = bytes; left > 0 && units < line.length; ) {
    const code = line.codePointAt(units)!
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    units += code < 0x10000 ? 1 : 2
  }
  return units
}
