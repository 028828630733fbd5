// How a grok pattern met a text: how far it came, the piece that failed, the text there, and the captures so far.

import { trimSpace } from '../../util/trim-space.js'
import { type Expanded, expandPattern, type PatternScope } from './expand.js'
import { parseGoRegexp } from './go-regexp-parse.js'
import { type Engine, Probe, searchWith } from './probe.js'
import { reachOf } from './reach.js'
import type { Reach } from './walk.js'
import { behindWords, expectedWords } from './wording.js'

/** How a grok pattern met a text. All of it is JSON. */
export interface GrokExplanation {
  readonly pattern: string
  readonly text: string
  readonly matched: boolean
  /** The part of the text that matched, as far as it did: UTF-16 offsets. */
  readonly from: number
  readonly to: number
  /** Captures so far, in the order of the pattern. */
  readonly captures: readonly { readonly name: string; readonly value: string }[]
  /** Where it failed; absent when it matched. */
  readonly failed?: FailedPiece
}

/** The piece of a pattern that the text did not satisfy. */
export interface FailedPiece {
  /** As written in the pattern, such as `%{INT:bytes:int}` or ` - \[`. */
  readonly piece: string
  /** Its place in the pattern: UTF-16 offsets. */
  readonly start: number
  readonly end: number
  /**
   * The named patterns and named groups that lead to the innermost failing piece, outermost first, each with the piece of it;
   * empty for a piece of the pattern itself.
   */
  readonly within: readonly { readonly name: string; readonly piece: string }[]
  /** What would have fitted, in words. */
  readonly expected: string
  /** The text at that place, shortened. */
  readonly found: string
}

export interface ExplainOptions {
  /** Whether captures lose white space at both ends; true when absent. */
  readonly trim?: boolean
  /** Whether it matched, where that is known. */
  readonly matched?: boolean
  /** `javascript` answers sooner, but only a watchdog ends it on a hostile text; `linear` when absent. */
  readonly engine?: Engine
}

/** Characters of a text that are looked at to find out why it does not match. */
const LOOKED_AT = 1 << 16
const SHORTENED = `only the first ${LOOKED_AT} characters were looked at`
/** Searches of one explanation: each is linear. */
const SEARCHES = 200
/** Most characters of the text that is quoted. */
const QUOTED = 60

/**
 * Explains a pattern on a text; by default in time that grows linearly with the text.
 * @throws PatternError, RegexpError for a pattern that does not compile
 */
export function explainGrok(
  pattern: string,
  scope: PatternScope,
  text: string,
  options: ExplainOptions = {},
): GrokExplanation {
  return explainExpanded(expandPattern(pattern, scope), text, options)
}

/** The same for a pattern whose references have been followed. */
export function explainExpanded(
  pattern: Expanded,
  text: string,
  { trim = true, matched, engine = 'linear' }: ExplainOptions = {},
): GrokExplanation {
  const { written, source } = pattern
  const program = parseGoRegexp(source)
  const found = matched === false ? null : searchWith(engine, program.root)(text, 0)
  if (found !== null) {
    const { index: from, end: to, groups } = found
    const captures = capturesOf(groupsByName(program.names, groups), trim)
    return { pattern: written, text, matched: true, from, to, captures }
  }
  const probe = new Probe(text.slice(0, LOOKED_AT), engine, SEARCHES)
  const reach = reachOf(pattern, probe)
  const { from, to } = reach
  const failed = failedPiece(reach, text)
  const captures = capturesOf(probe.captures(reach.source), trim, reach.open)
  return { pattern: written, text, matched: false, from, to, captures, ...(failed && { failed }) }
}

type Groups = ReadonlyMap<string, string | undefined>

function groupsByName(names: readonly string[], groups: readonly (string | undefined)[]): Groups {
  const named = names.map((name, index) => [name, groups[index] ?? ''] as const)
  return new Map(named.filter(([name]) => name !== ''))
}

/** @param open groups that had not ended */
function capturesOf(groups: Groups, trim: boolean, open: readonly string[] = []) {
  return [...groups].flatMap(([name, value]) => {
    if (value === undefined || open.includes(name)) return []
    return [{ name, value: trim ? trimSpace(value) : value }]
  })
}

function failedPiece(reach: Reach, text: string): FailedPiece | undefined {
  const { trail, to } = reach
  const [first, ...inner] = trail
  if (first === undefined) return undefined
  const { text: piece, start, end } = first.piece
  const within = inner.map(({ level, piece }) => ({ name: level.name, piece: piece.text }))
  const place = inner.at(-1) ?? first
  const words = expectedWords(place, reach.where) + behindWords(reach.before, place)
  const expected = text.length > LOOKED_AT ? `${words} (${SHORTENED})` : words
  return { piece, start, end, within, expected, found: foundText(text, to) }
}

function foundText(text: string, at: number): string {
  const rest = text.slice(at, at + QUOTED + 1)
  if (rest === '') return 'end of the line'
  return rest.length > QUOTED ? `${rest.slice(0, QUOTED - 1).toWellFormed()}…` : rest.toWellFormed()
}
