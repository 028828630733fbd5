// A source and places in it. Inside the compiler a place is an offset into the text; people see line and column, both
// from 1, the column in UTF-8 bytes.
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

/** Why a source does not compile, before its place has become a position. */
export class Refusal extends Error {
  constructor(
    readonly code: Code,
    readonly at: number,
    message: string,
    readonly hint?: string,
  ) {
    super(message)
  }
}
