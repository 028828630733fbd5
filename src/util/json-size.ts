// How much there is in a JSON text, found out without reading it: a small value costs many times its text in memory, and
// nothing interrupts JSON.parse.

/** Values in one text that are read: a log line has some hundreds. */
export const MAX_VALUES = 2 ** 17

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
