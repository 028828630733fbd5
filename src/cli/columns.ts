// Texts cut and filled to columns of a terminal, and texts of unknown origin made fit for one.
import { charWidth, widthOf } from '../util/columns.js'

const PLAIN = /^[\x20-\x7e]*$/

/** The text in at most so many columns; what is cut off is `…`. */
export function cut(text: string, width: number): string {
  if (PLAIN.test(text) && text.length <= width) return text
  let taken = 0
  let kept = ''
  for (const char of text) {
    const next = taken + charWidth(char)
    if (next > width) return width < 1 ? '' : `${shorten(kept, width - 1)}…`
    kept += char
    taken = next
  }
  return kept
}

export function left(text: string, width: number): string {
  const shown = cut(text, width)
  return shown + ' '.repeat(Math.max(0, width - widthOf(shown)))
}

export function right(text: string, width: number): string {
  const shown = cut(text, width)
  return ' '.repeat(Math.max(0, width - widthOf(shown))) + shown
}

/** What a terminal would obey, and marks that change the direction of text. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** A text of unknown origin on one line: what a terminal would obey is written out. */
export function shown(text: string): string {
  return text.replace(CONTROL, (char) => {
    if (char === '\n') return '⏎'
    if (char === '\t') return ' '
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** Without what is beyond the width. */
function shorten(text: string, width: number): string {
  let taken = 0
  let kept = ''
  for (const char of text) {
    taken += charWidth(char)
    if (taken > width) break
    kept += char
  }
  return kept
}
