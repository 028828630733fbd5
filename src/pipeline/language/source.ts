// A source and places in it. Inside the compiler a place is an offset into the text; people see line and column, both
// from 1, the column in UTF-8 bytes.

import type { Frame } from '../../errors/frame.js'
import type { Code, Position } from '../../errors.js'
import { byteLength } from '../../util/bytes.js'

/** The position of offsets of one source. */
export function positions(source: string): (offset: number) => Position {
  const lines = [0]
  for (let i = source.indexOf('\n'); i >= 0; i = source.indexOf('\n', i + 1)) lines.push(i + 1)
  return (offset) => {
    const line = lastAtMost(lines, offset)
    return { line: line + 1, column: byteLength(source.slice(lines[line], offset)) + 1 }
  }
}

function lastAtMost(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (sorted[middle]! <= limit) low = middle
    else high = middle - 1
  }
  return low
}

/** The offset of a position of this source. */
export function offsetOf(source: string, { line, column }: Position): number {
  let offset = 0
  for (let i = 1; i < line; i++) offset = source.indexOf('\n', offset) + 1
  for (let bytes = 1; bytes < column && offset < source.length; ) {
    const char = String.fromCodePoint(source.codePointAt(offset)!)
    bytes += byteLength(char)
    offset += char.length
  }
  return offset
}

/** The line of an offset with so much of it marked; nothing for a blank line. */
export function frameOf(source: string, offset: number, length: number): Frame | undefined {
  const begin = source.slice(0, offset).lastIndexOf('\n') + 1
  const newline = source.indexOf('\n', offset)
  const text = source.slice(begin, newline < 0 ? source.length : newline)
  if (text.trim() === '') return undefined
  return { line: positions(source)(offset).line, text, start: offset - begin, length }
}

/** Why a source does not compile, before its place has become a position. */
export class Refusal extends Error {
  /**
   * @param at where the original reports it
   * @param mark what is shown to a person, where that is another place
   */
  constructor(
    readonly code: Code,
    readonly at: number,
    message: string,
    readonly hint?: string,
    readonly mark: number = at,
  ) {
    super(message)
  }
}
