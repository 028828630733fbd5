// Half a surrogate pair can come into a text by a JSON escape. It has no UTF-8 form; the original makes it U+FFFD.

export function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.toWellFormed()
}

const HALF = /\\u[dD][89a-fA-F]/
/** Escapes in their order: a whole pair, half of one, or any other, which is passed over. */
const ESCAPE = /\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F])|.)/g

/** Whether a text that is JSON has a string that `wellFormed` would change. Halves stand in it as escapes only. */
export function hasHalfPair(json: string): boolean {
  if (!HALF.test(json)) return false
  ESCAPE.lastIndex = 0
  for (let found = ESCAPE.exec(json); found; found = ESCAPE.exec(json)) if (found[1]) return true
  return false
}
