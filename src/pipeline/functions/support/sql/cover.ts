// Covers the values of SQL: `?` for each, one for a list of them, one group for several. Comments, aliases and semicolons
// go. Every token passes three steps, which look at what became of the token before it.
import { Cursor } from './cursor.js'
import { Printed } from './printed.js'
import { nextToken } from './scanner.js'
import type { Kind, Token } from './token.js'

/** A token behind the steps. Text undefined: it is not printed. */
interface Piece {
  readonly kind: Kind | 'replaced' | 'replaced(' | 'dropped' | 'dropped['
  readonly text: string | undefined
}

interface Counts {
  /** Values replaced in a row. */
  values: number
  /** Groups of values in a row. */
  groups: number
}

const NOTHING: Piece = { kind: 'end', text: undefined }
const DROPPED: Piece = { kind: 'dropped', text: undefined }
const DROPPED_BRACKET: Piece = { kind: 'dropped[', text: undefined }
const SUPPRESSED: Piece = { kind: 'replaced', text: undefined }
const SUPPRESSED_BRACKET: Piece = { kind: 'replaced(', text: undefined }
const REPLACED: Piece = { kind: 'replaced', text: '?' }
const REPLACED_BRACKET: Piece = { kind: 'replaced(', text: '?' }
const HIDDEN_AS: Piece = { kind: 'as', text: undefined }

const LONE_SURROGATE = /[\ud800-\udfff]/u

/** The covered text; undefined when the text cannot be read as SQL, or nothing is left of it. */
export function coverSql(text: string): string | undefined {
  if (LONE_SURROGATE.test(text)) return undefined
  const cursor = new Cursor(text, true)
  const covered = coverTokens(cursor)
  if (covered !== undefined || !cursor.sawBackslash) return covered
  return coverTokens(new Cursor(text, false))
}

function coverTokens(cursor: Cursor): string | undefined {
  const counts = { values: 0, groups: 0 }
  const printed = new Printed()
  let last = NOTHING
  for (;;) {
    const token = nextToken(cursor)
    if (token.kind === 'end') return printed.text() || undefined
    const kept = withoutAlias(token, last)
    if (token.kind === 'error' || kept === undefined) return undefined
    const piece = grouped(replaced(kept, last), last, counts)
    if (piece.text !== undefined) printed.add(piece.text, isClose(piece, last))
    last = piece
  }
}

/** First step: comments, semicolons and aliases go. Undefined when a name in brackets is none. */
function withoutAlias(token: Token, last: Piece): Piece | undefined {
  if (last.kind === 'dropped[' && token.kind !== ']')
    return token.kind === 'identifier' ? DROPPED_BRACKET : undefined
  if (last.kind === 'dropped[') return DROPPED
  if (last.kind === 'as') return token.kind === '[' ? DROPPED_BRACKET : DROPPED
  if (token.kind === 'comment') return DROPPED
  if (token.kind === ';') return SUPPRESSED
  return token.kind === 'as' ? HIDDEN_AS : token
}

/** Second step: values become `?`. */
function replaced(piece: Piece, last: Piece): Piece {
  if (last.kind === 'savepoint') return piece.kind === '(' ? REPLACED_BRACKET : REPLACED
  if (piece.kind === 'value' || (piece.kind === 'quoted' && last.kind === '=')) return REPLACED
  return piece
}

/** Third step: one `?` for a list of values, one group for several. quirk: behind a second bracket all may be lost. */
function grouped(piece: Piece, last: Piece, counts: Counts): Piece {
  const value = isReplaced(piece)
  if ((last.kind === '(' && value) || (piece.kind === '(' && counts.groups > 0)) counts.groups++
  if (counts.groups > 0 && last.kind === 'replaced(' && beginsQuery(piece)) {
    reset(counts)
    return { kind: piece.kind, text: `( ${piece.text}` }
  }
  if (value) return ++counts.values > 1 ? SUPPRESSED : piece
  if (counts.values > 0 && piece.kind === ',') return SUPPRESSED
  if (counts.groups > 1) return piece.kind === '(' ? SUPPRESSED_BRACKET : SUPPRESSED
  if (piece.kind !== ',' && piece.kind !== '(' && piece.kind !== ')') reset(counts)
  return piece
}

function isReplaced(piece: Piece): boolean {
  return piece.kind === 'replaced' || piece.kind === 'replaced('
}

function beginsQuery(piece: Piece): boolean {
  return piece.kind === 'query' || piece.kind === 'identifier'
}

function reset(counts: Counts): void {
  counts.values = 0
  counts.groups = 0
}

/** Whether no blank stands before the piece. */
function isClose(piece: Piece, last: Piece): boolean {
  return piece.kind === ',' || (piece.kind === '=' && last.kind === ':')
}
