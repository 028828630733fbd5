// Cuts SQL of any dialect into tokens, one at a time, in linear time. What it cannot read is an error.
import { isSpace } from '../../../../util/trim-space.js'
import { isDigit, isLeadingLetter, isLetter } from './character.js'
import { type Cursor, END } from './cursor.js'
import { dollarQuoted, quotedBy } from './quoted.js'
import { COMMENT, END_OF_TEXT, ERROR, type Kind, type Token, VALUE } from './token.js'
import { fraction, identifier, number } from './word.js'

type Scan = (cursor: Cursor) => Token

const POINT = 0x2e

/** What `!` may stand before, beside words and white space. */
const NEGATABLE = new Set([...'(`\'"+-'].map((character) => character.charCodeAt(0)))

/** By first character; the cursor stands behind it. */
const SCANS: ReadonlyMap<string, Scan> = new Map<string, Scan>([
  ...scans('()[],;=', single),
  ...scans('+*&|^', () => single('operator')),
  ['?', () => VALUE],
  ['<', operator('=>', '=', '>')],
  ['>', operator('=')],
  ['~', operator('*')],
  ['!', not],
  ['.', point],
  ['-', minus],
  ['/', slash],
  ['#', hash],
  [':', colon],
  ['%', percent],
  ['$', dollar],
  ["'", quotedBy("'", 'value')],
  ['"', quotedBy('"', 'quoted')],
  ['`', quotedBy('`', 'identifier')],
  ['{', openBrace],
  ['}', closeBrace],
])

export function nextToken(cursor: Cursor): Token {
  cursor.begin()
  const first = cursor.current
  if (first === END) return END_OF_TEXT
  if (isLeadingLetter(first)) return identifier(cursor)
  if (isDigit(first)) return number(cursor)
  cursor.advance()
  return SCANS.get(String.fromCodePoint(first))?.(cursor) ?? ERROR
}

function scans(characters: string, scanOf: (kind: Kind) => Scan): [string, Scan][] {
  return [...characters].map((character) => [character, scanOf(character as Kind)])
}

function taken(cursor: Cursor, kind: Kind): Token {
  return { kind, text: cursor.taken() }
}

function single(kind: Kind): Scan {
  return (cursor) => taken(cursor, kind)
}

/** An operator that may go on with one of these, the longest first. */
function operator(...endings: string[]): Scan {
  return (cursor) => {
    endings.some((ending) => cursor.take(ending))
    return taken(cursor, 'operator')
  }
}

/** `!=`, `!~`, `!~*`, or `!` before what can be negated. */
function not(cursor: Cursor): Token {
  const whole = cursor.take('=') || cursor.take('~*') || cursor.take('~')
  const { current } = cursor
  const negates =
    NEGATABLE.has(current) || isSpace(current) || isLetter(current) || isDigit(current)
  return whole || negates ? taken(cursor, 'operator') : ERROR
}

function point(cursor: Cursor): Token {
  return isDigit(cursor.current) ? fraction(cursor) : taken(cursor, 'operator')
}

/** `$1`, or a text in tags. */
function dollar(cursor: Cursor): Token {
  return isDigit(cursor.current) ? number(cursor) : dollarQuoted(cursor)
}

/** quirk: the minus of `->` is a number, and `-.` without a digit takes the next character for a second point. */
function minus(cursor: Cursor): Token {
  if (cursor.take('-')) return lineComment(cursor)
  if (cursor.current === 0x3e || isDigit(cursor.current)) return number(cursor)
  if (cursor.take('.')) {
    if (isDigit(cursor.current)) return fraction(cursor)
    cursor.pretend(POINT)
  }
  return taken(cursor, 'operator')
}

function slash(cursor: Cursor): Token {
  if (cursor.take('/')) return lineComment(cursor)
  if (!cursor.take('*')) return taken(cursor, 'operator')
  const end = cursor.text.indexOf('*/', cursor.at)
  if (end < 0) return ERROR
  cursor.advanceTo(end + 2)
  return COMMENT
}

/** quirk: the character behind `#` is part of the comment even if the line ends there. */
function hash(cursor: Cursor): Token {
  cursor.advance()
  return lineComment(cursor)
}

function lineComment(cursor: Cursor): Token {
  const end = cursor.text.indexOf('\n', cursor.at)
  cursor.advanceTo(end < 0 ? cursor.text.length : end + 1)
  return COMMENT
}

/** `::`, `:name`, or a colon by itself before white space and `=`. */
function colon(cursor: Cursor): Token {
  if (cursor.take(':')) return taken(cursor, 'operator')
  if (isSpace(cursor.current) || cursor.current === 0x3d) return taken(cursor, ':')
  if (!isLetter(cursor.current) && !isDigit(cursor.current)) return ERROR
  cursor.skipWhile((code) => isLetter(code) || isDigit(code) || code === POINT)
  return taken(cursor, 'operator')
}

/** `%(name)s` and `%s`, each with one letter; else the modulo operator. */
function percent(cursor: Cursor): Token {
  const named = cursor.take('(')
  if (named) {
    const end = cursor.text.indexOf(')', cursor.at)
    cursor.advanceTo(end < 0 ? cursor.text.length : end + 1)
  }
  if (!isLetter(cursor.current)) return named ? ERROR : taken(cursor, 'operator')
  cursor.advance()
  return VALUE
}

/** A statement in braces shows what is inside; braces further on are a value. */
function openBrace(cursor: Cursor): Token {
  const atStart = cursor.start === 0 && cursor.current < 0x80
  if (atStart || cursor.braces > 0) {
    cursor.braces++
    return taken(cursor, 'operator')
  }
  const end = cursor.text.indexOf('}', cursor.at)
  if (end < 0) return ERROR
  cursor.advanceTo(end + 1)
  return VALUE
}

function closeBrace(cursor: Cursor): Token {
  if (cursor.braces === 0) return ERROR
  cursor.braces--
  return taken(cursor, 'operator')
}
