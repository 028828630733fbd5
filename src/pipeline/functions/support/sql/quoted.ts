// Quoted texts of SQL. A doubled quote stands for itself; a backslash takes the next character as it is, or is one itself.
import { isSpace } from '../../../../util/trim-space.js'
import { type Cursor, END } from './cursor.js'
import { ERROR, type Kind, type Token, VALUE } from './token.js'

/** Where a text in this quote needs a closer look. */
const SPECIAL = { "'": /['\\]/g, '"': /["\\]/g, '`': /[`\\]/g, $: /[$\\]/g }

type Quote = keyof typeof SPECIAL

/** The scanner of texts in this quote. The cursor stands behind the quote. */
export function quotedBy(quote: Quote, kind: Kind): (cursor: Cursor) => Token {
  return (cursor) => {
    const text = readQuoted(cursor, quote)
    if (text === undefined) return ERROR
    return kind === 'value' ? VALUE : { kind, text }
  }
}

/** `$tag$ … $tag$`. quirk: the end is found by the low byte of each character. */
export function dollarQuoted(cursor: Cursor): Token {
  const tag = readQuoted(cursor, '$')
  if (tag === undefined) return ERROR
  const end = Buffer.from(tag === '$$' ? tag : `$${tag}$`)
  for (let found = 0; found < end.length; cursor.advance()) {
    if (cursor.current === END) return ERROR
    found = (cursor.current & 0xff) === end[found] ? found + 1 : 0
  }
  return VALUE
}

/** The text without its quotes, but two quotes for a blank one; undefined when it does not end. */
function readQuoted(cursor: Cursor, quote: Quote): string | undefined {
  const { text: source, escapes } = cursor
  let text = ''
  for (let from = cursor.at; ; ) {
    const at = indexOf(SPECIAL[quote], source, from)
    if (at < 0) return undefined
    text += source.slice(from, at)
    if (source[at] === '\\') {
      cursor.sawBackslash = true
      if (escapes && at + 1 === source.length) return undefined
      text += escapes ? source[at + 1] : '\\'
      from = escapes ? at + 2 : at + 1
    } else if (source[at + 1] === quote) {
      text += quote
      from = at + 2
    } else {
      cursor.advanceTo(at + 1)
      return isBlank(text) ? quote + quote : text
    }
  }
}

function indexOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.exec(text)?.index ?? -1
}

function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isSpace(text.charCodeAt(i))) return false
  return true
}
