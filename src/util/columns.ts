// Columns of a terminal that characters take, as Unicode has them. The text must be shown text: nothing in it moves the cursor.
import { eastAsianWidth } from 'get-east-asian-width'

/** Marks on the character before, and what is not seen, such as the joiner between emoji. */
const NONE = /^[\p{Mn}\p{Me}\p{Cf}]/u
const PLAIN = /^[\x20-\x7e]*$/

/** @param char one character, in one or two UTF-16 units */
export function charWidth(char: string): number {
  return NONE.test(char) ? 0 : eastAsianWidth(char.codePointAt(0)!)
}

export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length
  let width = 0
  for (const char of text) width += charWidth(char)
  return width
}
