// Sets of code points for character classes: ranges, Unicode properties, complement, and case folding
// by Unicode's simple folds (`k` K U+212A, `s` S U+017F), as Go folds.

/** Inclusive bounds. */
export type Range = readonly [number, number]

export interface Property {
  /** As JavaScript writes it between the braces of `\p{…}`. */
  readonly name: string
  readonly negated: boolean
}

/** The union of its ranges and properties, or the complement of that union. */
export interface CodePointSet {
  readonly negated: boolean
  readonly ranges: readonly Range[]
  readonly properties: readonly Property[]
}

const LAST_CODE_POINT = 0x10ffff

/** Sorted, merged ranges. */
export function normalise(ranges: readonly Range[]): Range[] {
  const merged: [number, number][] = []
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high)
    else merged.push([low, high])
  }
  return merged
}

/** All code points that are in none of the ranges. */
export function complement(ranges: readonly Range[]): Range[] {
  const gaps: Range[] = []
  let next = 0
  for (const [low, high] of normalise(ranges)) {
    if (low > next) gaps.push([next, low - 1])
    next = high + 1
  }
  if (next <= LAST_CODE_POINT) gaps.push([next, LAST_CODE_POINT])
  return gaps
}

/** The ranges with every case variant of their members. */
export function foldRanges(ranges: readonly Range[]): Range[] {
  const source = ranges.map(([low, high]) => `${escaped(low)}-${escaped(high)}`).join('')
  return normalise([...ranges, ...variantsOf(source)])
}

/** The members of a Unicode property, with every case variant. */
export function foldProperty(name: string): Range[] {
  return normalise([...membersOf(name), ...variantsOf(`\\p{${name}}`)])
}

/** The case variants of one code point; just itself for most. */
export function foldCodePoint(code: number): Range[] {
  return foldRanges([[code, code]])
}

function escaped(code: number): string {
  return `\\u{${code.toString(16)}}`
}

const variantCache = new Map<string, Range[]>()

/** All cased code points that the class matches when case is ignored. */
function variantsOf(classSource: string): Range[] {
  if (classSource === '') return []
  let variants = variantCache.get(classSource)
  if (variants === undefined) {
    const found = casedText().match(new RegExp(`[${classSource}]`, 'giu')) ?? []
    variants = found.map((character) => [character.codePointAt(0)!, character.codePointAt(0)!])
    variantCache.set(classSource, variants)
  }
  return variants
}

let cased = ''

/** Every code point that has case variants, as one text (made at the first use of `(?i)`). */
function casedText(): string {
  if (cased === '') {
    const found = textOf(0, 0x1ffff).match(
      /[\p{Changes_When_Casefolded}\p{Changes_When_Casemapped}]/gu,
    )
    cased = found!.join('')
  }
  return cased
}

/** All code points but the surrogates. */
const PLANES: readonly Range[] = [
  [0, 0xd7ff],
  [0xe000, 0xffff],
  ...Array.from({ length: 16 }, (_, i): Range => [(i + 1) * 0x10000, (i + 1) * 0x10000 + 0xffff]),
]

const memberCache = new Map<string, Range[]>()

/** The members of a Unicode property, surrogates left out. Costs a walk over all code points. */
export function membersOf(name: string): Range[] {
  let members = memberCache.get(name)
  if (members === undefined) {
    members = []
    const run = new RegExp(`\\p{${name}}+`, 'gu')
    for (const [low, high] of PLANES) {
      for (const [text] of textOf(low, high).matchAll(run)) {
        const first = text.codePointAt(0)!
        members.push([first, first + [...text].length - 1])
      }
    }
    memberCache.set(name, members)
  }
  return members
}

/** The code points of a range in order, surrogates left out (they would pair up). */
function textOf(low: number, high: number): string {
  const pieces: string[] = []
  for (let code = low; code <= high; code++) {
    pieces.push(code >= 0xd800 && code <= 0xdfff ? ' ' : String.fromCodePoint(code))
  }
  return pieces.join('')
}
