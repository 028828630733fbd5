// Upper and lower case by simple Unicode mapping: one code point becomes one code point, without regard to its
// neighbours. JavaScript maps fully: `ß` to `SS`, a final `Σ` to `ς`. Bytes that are not UTF-8 become U+FFFD.

const ASCII = /^[\u0000-\u007f]*$/

/** `İ` becomes `i`, every `Σ` becomes `σ`. */
export function lowerCase(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase()
  let out = ''
  for (const rune of text) out += isByte(rune) ? '\ufffd' : lowerRune(rune)
  return out
}

/** `ß` and `ﬁ` stay. */
export function upperCase(text: string): string {
  if (ASCII.test(text)) return text.toUpperCase()
  let out = ''
  for (const rune of text) out += isByte(rune) ? '\ufffd' : upperRune(rune)
  return out
}

function lowerRune(rune: string): string {
  return rune === 'İ' ? 'i' : rune.toLowerCase()
}

function upperRune(rune: string): string {
  const upper = rune.toUpperCase()
  if (upper.length === rune.length) return upper
  return isOneRune(upper) ? upper : greekWithIota(rune)
}

/** Greek letters with an iota below have a capital of their own, eight or nine places on. */
function greekWithIota(rune: string): string {
  const code = rune.codePointAt(0) as number
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCodePoint(code | 8)
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCodePoint(code + 9)
  return rune
}

function isOneRune(text: string): boolean {
  const code = text.codePointAt(0) as number
  return text.length === (code > 0xffff ? 2 : 1)
}

function isByte(rune: string): boolean {
  return rune >= '\ud800' && rune <= '\udfff' && rune.length === 1
}
