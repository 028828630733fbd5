// The words of a filter: names, texts, numbers, signs. A `#` begins a comment that ends with the line.
import { FilterFault } from './fault.js'
import { readQuoted } from './quoted.js'

export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign' | 'end'
  /** What it says: a text without its quotes and escapes, a sign or name as written. */
  readonly text: string
  /** Whether a name stood in backquotes: it is no keyword then. */
  readonly quoted: boolean
  /** Where it begins, in UTF-16 units. */
  readonly at: number
}

const BLANKS = /(?:[ \t\r\n]|#[^\r\n]*)*/y
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y
const NUMBER = /(?:0[xX][0-9a-fA-F]+|\d+\.?\d*(?:[eE][+-]?\d+)?)(?![A-Za-z0-9_])/y
const SIGN = /&&|\|\||!=|<=|>=|==|[=<>{}()[\],;.+-]/y

/** @throws FilterFault */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  for (let at = skipBlanks(source, 0); at < source.length; at = skipBlanks(source, at)) {
    const { end, ...token } = tokenAt(source, at)
    tokens.push({ ...token, at })
    at = end
  }
  tokens.push({ kind: 'end', text: '', quoted: false, at: source.length })
  return tokens
}

type Found = Omit<Token, 'at'> & { readonly end: number }

function tokenAt(source: string, at: number): Found {
  const first = source[at]!
  if (first === '"' || first === "'") {
    const { text, end } = readQuoted(source, at)
    return { kind: 'text', text, quoted: true, end }
  }
  if (first === '`') return backquoted(source, at)
  for (const [kind, pattern] of PLAIN) {
    pattern.lastIndex = at
    const text = pattern.exec(source)?.[0]
    if (text !== undefined) return { kind, text, quoted: false, end: at + text.length }
  }
  throw new FilterFault(`"${String.fromCodePoint(source.codePointAt(at)!)}" is not expected`, at)
}

const PLAIN = [
  ['name', NAME],
  ['number', NUMBER],
  ['sign', SIGN],
] as const

/** A name that may hold anything, or the expression of `re(…)`. */
function backquoted(source: string, at: number): Found {
  const end = source.indexOf('`', at + 1)
  if (end < 0) throw new FilterFault('the backquote is not closed', at)
  return { kind: 'name', text: source.slice(at + 1, end), quoted: true, end: end + 1 }
}

function skipBlanks(source: string, at: number): number {
  BLANKS.lastIndex = at
  return at + BLANKS.exec(source)![0].length
}
