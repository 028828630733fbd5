// How much there is in a JSON text, found out without reading it: a small value costs many times its text in memory, and
// nothing interrupts JSON.parse. And how deep it is nested.

/** Values in one text that are read: a log line has some hundreds. */
export const MAX_VALUES = 2 ** 17

/** Lists and objects in each other that are read; the original refuses more. */
export const MAX_DEPTH = 10_000

const BACKSLASH = 0x5c

/** Whether a text, JSON or not, holds more values than are read. Found out without reading it. */
export function isCrowded(text: string): boolean {
  if (text.length <= MAX_VALUES) return false
  const mark = /["[{,]/g
  for (let count = 0; count < MAX_VALUES; count++) {
    const found = mark.exec(text)
    if (!found) return false
    if (found[0] === '"') mark.lastIndex = stringEnd(text, found.index)
  }
  return true
}

/** End of the string whose opening quote stands at `at`; that of the text when it is not closed. */
export function stringEnd(text: string, at: number): number {
  for (let from = at + 1; ; ) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return text.length
    let escapes = quote
    while (text.charCodeAt(escapes - 1) === BACKSLASH) escapes--
    if ((quote - escapes) % 2 === 0) return quote + 1
    from = quote + 1
  }
}

/** Whether the document of a JSON text is nested deeper than is read. */
export function isTooDeep(text: string, document: unknown): boolean {
  if (text.length <= 2 * MAX_DEPTH) return false
  let level = [document].filter(isContainer)
  for (let depth = 1; depth <= MAX_DEPTH; depth++) {
    if (level.length === 0) return false
    level = level.flatMap((container) => Object.values(container).filter(isContainer))
  }
  return level.length > 0
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
