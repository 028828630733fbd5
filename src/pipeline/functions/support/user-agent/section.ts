// The sections of a user agent: `name/version (comment; comment) [..]`, one blank between them. What stands in square
// brackets counts for nothing; brackets inside of a comment nest.

export interface Section {
  readonly name: string
  readonly version: string
  /** Parts of the comment; empty when there is none, one empty part for `()`. */
  readonly comment: readonly string[]
}

const NO_COMMENT: readonly string[] = []
const EMPTY: Section = { name: '', version: '', comment: NO_COMMENT }

/** Reading place in a text. */
interface Cursor {
  readonly text: string
  at: number
}

export function parseSections(text: string): Section[] {
  const cursor = { text, at: 0 }
  const sections: Section[] = []
  while (cursor.at < text.length) sections.push(parseSection(cursor))
  return sections
}

function parseSection(cursor: Cursor): Section {
  const product = isAt(cursor, '(') || isAt(cursor, '[') ? '' : upTo(cursor, ' ')
  const comment = isAt(cursor, '(') ? bracketed(cursor, ')').split('; ') : NO_COMMENT
  if (isAt(cursor, '[')) bracketed(cursor, ']')
  if (product === '' && comment === NO_COMMENT) return EMPTY
  const slash = product.indexOf('/')
  if (slash < 0) return { name: product, version: '', comment }
  return { name: product.slice(0, slash), version: product.slice(slash + 1), comment }
}

function isAt(cursor: Cursor, character: string): boolean {
  return cursor.text[cursor.at] === character
}

function upTo(cursor: Cursor, end: string): string {
  const found = cursor.text.indexOf(end, cursor.at)
  const stop = found < 0 ? cursor.text.length : found
  const read = cursor.text.slice(cursor.at, stop)
  cursor.at = stop + 1
  return read
}

/** What stands in brackets; each `(` inside needs an end of its own. The character behind the end is skipped as well. */
function bracketed(cursor: Cursor, end: string): string {
  const { text } = cursor
  const start = cursor.at + 1
  let stop = start
  for (let open = 0; stop < text.length; stop++) {
    if (text[stop] === '(') open++
    else if (text[stop] === end && open-- === 0) break
  }
  cursor.at = stop + 2
  return text.slice(start, stop)
}
