// How a grok pattern met a text: how far it came, the piece that failed, the text there, and the captures so far.

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
