// Half a surrogate pair can come into a text by a JSON escape. It has no UTF-8 form; the original makes it U+FFFD.

/** Node 20 has these; the library that TypeScript is told of does not list them yet. */
interface WellFormed {
  isWellFormed(): boolean
  toWellFormed(): string
}

export function wellFormed(text: string): string {
  const checked = text as unknown as WellFormed
  return checked.isWellFormed() ? text : checked.toWellFormed()
}

const PAIR_ESCAPE = /\\u[dD][89a-fA-F]/
const HALF_ESCAPE = /(?<!\\)(?:\\\\)*\\ud/

/** Whether a text of JSON is one that `wellFormed` would change. JSON is written again with escapes for halves alone. */
export function hasHalfPair(json: string): boolean {
  return PAIR_ESCAPE.test(json) && HALF_ESCAPE.test(JSON.stringify(JSON.parse(json)))
}
