// What the scanner tells of a piece of SQL: only the distinctions that covering needs.

export type Kind =
  | 'identifier'
  /** SELECT, UPDATE, DELETE: may begin a query in brackets. */
  | 'query'
  | 'as'
  | 'savepoint'
  /** Any other word of the language. */
  | 'keyword'
  /** Always replaced by `?`. */
  | 'value'
  /** In double quotes: a name, or a value behind `=`. */
  | 'quoted'
  | 'comment'
  | 'operator'
  | '('
  | ')'
  | ','
  | ';'
  | ':'
  | '='
  | '['
  | ']'
  | 'end'
  /** Not readable; nothing is read behind it. */
  | 'error'

export interface Token {
  readonly kind: Kind
  /** As it is printed. */
  readonly text: string
}

export const VALUE: Token = { kind: 'value', text: '?' }
export const COMMENT: Token = { kind: 'comment', text: '' }
export const END_OF_TEXT: Token = { kind: 'end', text: '' }
export const ERROR: Token = { kind: 'error', text: '' }
