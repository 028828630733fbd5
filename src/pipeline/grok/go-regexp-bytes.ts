// A byte that is not UTF-8 counts as U+FFFD in Go's matches. In a text here it is a lone surrogate U+DC80–U+DCFF
// (util/bytes.ts), so a class has these exactly if it has U+FFFD.
import { type CodePointSet, complement, membersOf, type Property } from './code-point-set.js'

const REPLACEMENT = 0xfffd
const FIRST = 0xdc80
const LAST = 0xdcff

/** Whether the code point stands for a byte, or is what such bytes count as. */
export function concernsBytes(code: number): boolean {
  return code === REPLACEMENT || (code >= FIRST && code <= LAST)
}

/** The same set, in which bytes are what U+FFFD is. */
export function withBytes(set: CodePointSet): CodePointSet {
  const { ranges, properties } = set
  const inRanges = ranges.some(([low, high]) => low <= REPLACEMENT && REPLACEMENT <= high)
  if (inRanges || properties.some((each) => has(each, REPLACEMENT))) {
    const covered = ranges.some(([low, high]) => low <= FIRST && LAST <= high)
    if (covered || properties.some((each) => has(each, FIRST))) return set
    return { ...set, ranges: [...ranges, [FIRST, LAST]] }
  }
  return withoutBytes(set)
}

function withoutBytes(set: CodePointSet): CodePointSet {
  const written = set.properties.filter((each) => has(each, FIRST))
  const ranges = [...set.ranges, ...written.flatMap(rangesOf)]
  const overlaps = ranges.some(([low, high]) => low <= LAST && FIRST <= high)
  if (written.length === 0 && !overlaps) return set
  return {
    negated: set.negated,
    ranges: complement([...complement(ranges), [FIRST, LAST]]),
    properties: set.properties.filter((each) => !written.includes(each)),
  }
}

function rangesOf({ name, negated }: Property) {
  return negated ? complement(membersOf(name)) : membersOf(name)
}

function has({ name, negated }: Property, code: number): boolean {
  return new RegExp(`\\${negated ? 'P' : 'p'}{${name}}`, 'u').test(String.fromCodePoint(code))
}
