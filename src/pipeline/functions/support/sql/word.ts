// Words and numbers of SQL.
import { upperCase } from '../../../../util/simple-case.js'
import { isDigit, isHexDigit, isLetter } from './character.js'
import type { Cursor } from './cursor.js'
import { type Kind, type Token, VALUE } from './token.js'

const KEYWORDS: ReadonlyMap<string, Kind> = new Map([
  ...kinds('value', 'NULL TRUE FALSE'),
  ...kinds('query', 'SELECT UPDATE DELETE'),
  ...kinds('as', 'AS'),
  ...kinds('savepoint', 'SAVEPOINT'),
  ...kinds('keyword', 'LIMIT ALTER CREATE GRANT REVOKE COMMIT BEGIN TRUNCATE DROP'),
  ...kinds('keyword', 'FROM INSERT INTO JOIN'),
])

const LONGEST_KEYWORD = 'SAVEPOINT'.length

/** Letters, digits and `.*$`, behind a first letter. */
export function identifier(cursor: Cursor): Token {
  cursor.advance()
  cursor.skipWhile(isPartOfIdentifier)
  const text = cursor.taken()
  const kind = text.length > LONGEST_KEYWORD ? undefined : KEYWORDS.get(upperCase(text))
  return kind === 'value' ? VALUE : { kind: kind ?? 'identifier', text }
}

/** `12`, `0x1F`, `1.5e-3`; also no digit at all, where a sign alone counts as a number. */
export function number(cursor: Cursor): Token {
  if (cursor.take('0x') || cursor.take('0X')) {
    cursor.skipWhile(isHexDigit)
    return VALUE
  }
  cursor.skipWhile(isDigit)
  if (cursor.take('.')) cursor.skipWhile(isDigit)
  return exponent(cursor)
}

/** What stands behind the point of a number. */
export function fraction(cursor: Cursor): Token {
  cursor.skipWhile(isDigit)
  return exponent(cursor)
}

function exponent(cursor: Cursor): Token {
  if (cursor.take('e') || cursor.take('E')) {
    if (!cursor.take('+')) cursor.take('-')
    cursor.skipWhile(isDigit)
  }
  return VALUE
}

function isPartOfIdentifier(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 0x2e || code === 0x2a || code === 0x24
}

function kinds(kind: Kind, words: string): [string, Kind][] {
  return words.split(' ').map((word) => [word, kind])
}
