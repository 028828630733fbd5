// How a grok pattern met a text: how far it came, the piece that failed, the text there, and the captures so far.

import { type Expanded, expandPattern, type PatternScope } from './expand.js'
import { parseGoRegexp } from './go-regexp-parse.js'
import { linearSearch } from './linear-engine.js'

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
  /** The named patterns that lead to the innermost failing piece, outermost first; empty for a piece of the pattern itself. */
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
}

/**
 * Explains a pattern on a text, in time that grows linearly with the text.
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
  _options: ExplainOptions = {},
): GrokExplanation {
  const found = linearSearch(parseGoRegexp(pattern.source).root)(text, 0)
  const [from, to] = found ? [found.index, found.end] : [0, 0]
  return { pattern: pattern.written, text, matched: found !== null, from, to, captures: [] }
}
