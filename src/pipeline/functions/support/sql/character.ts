// Classes of characters in SQL.

const UNICODE_LETTER = /^\p{L}$/u

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

export function isHexDigit(code: number): boolean {
  return isDigit(code) || isBetween(code | 0x20, 0x61, 0x66)
}

/** Letters that may begin an identifier: those of Unicode, `_` and `@`. */
export function isLeadingLetter(code: number): boolean {
  if (code < 0x80) return isBetween(code | 0x20, 0x61, 0x7a) || code === 0x5f || code === 0x40
  return UNICODE_LETTER.test(String.fromCodePoint(code))
}

export function isLetter(code: number): boolean {
  return isLeadingLetter(code) || code === 0x23
}

function isBetween(code: number, first: number, last: number): boolean {
  return code >= first && code <= last
}
