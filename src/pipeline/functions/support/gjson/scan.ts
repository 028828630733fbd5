// Where the values of a JSON text begin and end. Nothing is validated: every bracket counts as a bracket, and what is not
// closed ends with the text. All of it goes forward only.

export const QUOTE = 0x22
export const COMMA = 0x2c
export const COLON = 0x3a
export const OPEN_LIST = 0x5b
const BACKSLASH = 0x5c
export const CLOSE_LIST = 0x5d
export const OPEN_MAP = 0x7b
export const CLOSE_MAP = 0x7d
const OPEN_ROUND = 0x28
const CLOSE_ROUND = 0x29
const BLANK = 0x20

/** Whether a value begins with this character. */
export function beginsValue(c: number): boolean {
  return c === QUOTE || c === OPEN_MAP || c === OPEN_LIST || beginsPlain(c)
}

/** The first characters of numbers and words: `+ - 0-9 I N f i n t`. */
function beginsPlain(c: number): boolean {
  if (c <= 0x39) return c >= 0x30 || c === 0x2d || c === 0x2b
  return c === 0x74 || c === 0x66 || c === 0x6e || c === 0x69 || c === 0x49 || c === 0x4e
}

/** Whether the value that begins here is a number: `nan` is one, `null` and a lone `n` are not. */
export function beginsNumber(text: string, at: number): boolean {
  const c = text.charCodeAt(at)
  if (c === 0x6e) return at + 1 < text.length && text.charCodeAt(at + 1) !== 0x75
  return c !== 0x74 && c !== 0x66 && beginsPlain(c)
}

/** Where the next value begins; the end of the text if there is none. */
export function nextValue(text: string, at: number): number {
  let i = at
  while (i < text.length && !beginsValue(text.charCodeAt(i))) i++
  return i
}

/** Behind the value that begins here; -1 for a string without its closing quote. */
export function valueEnd(text: string, at: number): number {
  const c = text.charCodeAt(at)
  if (c === QUOTE) return closingQuote(text, at + 1) + 1 || -1
  if (c === OPEN_MAP || c === OPEN_LIST) return bracketEnd(text, at)
  return beginsNumber(text, at) ? numberEnd(text, at) : wordEnd(text, at)
}

/** The quote that ends a string, from its first character; -1 if there is none. */
export function closingQuote(text: string, from: number): number {
  for (let i = text.indexOf('"', from); i >= 0; i = text.indexOf('"', i + 1)) {
    let before = i
    while (before > from && text.charCodeAt(before - 1) === BACKSLASH) before--
    if ((i - before) % 2 === 0) return i
  }
  return -1
}

/** Behind the bracket that closes the one here; the character here counts as an open one whatever it is. */
export function bracketEnd(text: string, at: number): number {
  let depth = 1
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === QUOTE) {
      i = closingQuote(text, i + 1)
      if (i < 0) return text.length
    } else if (c === OPEN_MAP || c === OPEN_LIST || c === OPEN_ROUND) depth++
    else if (c === CLOSE_MAP || c === CLOSE_LIST || c === CLOSE_ROUND) {
      if (--depth === 0) return i + 1
    }
  }
  return text.length
}

/** Behind the string or bracket that begins here. */
export function groupEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== QUOTE) return bracketEnd(text, at)
  return closingQuote(text, at + 1) + 1 || text.length
}

function numberEnd(text: string, at: number): number {
  let i = at + 1
  while (i < text.length) {
    const c = text.charCodeAt(i)
    if (c <= BLANK || c === COMMA || c === CLOSE_LIST || c === CLOSE_MAP) return i
    i++
  }
  return i
}

function wordEnd(text: string, at: number): number {
  let i = at + 1
  while (i < text.length && text.charCodeAt(i) >= 0x61 && text.charCodeAt(i) <= 0x7a) i++
  return i
}

/** The text without blanks and control characters at both ends. */
export function trimBlanks(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && text.charCodeAt(start) <= BLANK) start++
  while (end > start && text.charCodeAt(end - 1) <= BLANK) end--
  return text.slice(start, end)
}
