// The layout of a JSON text: all of it but its scalars. Who logs JSON writes the same members in the same order line after line;
// a regular expression made of the layout takes the scalars out in about half the time of JSON.parse.
import type { Value } from '../../../point/value.js'
import { escapeRegExp } from '../../../util/escape-regexp.js'

/** The value of a text of this layout, just as JSON.parse gives it; undefined for any other text. */
export type LayoutReader = (text: string) => Value | undefined

/** In a longer text the expression would need much memory for its way back. */
const MAX_LENGTH = 8_192
/** Larger documents are hardly ever laid out alike. */
const MAX_SCALARS = 64
const MAX_BRACKETS = 64

/** Keys with what tells them from strings, numbers, words, and all that stands between. */
const TOKEN = /"[^"]*"(?=(\s*:)?)|[-\d][\d.eE+-]*|[a-z]+|[^"\w-]+/g

interface Scalar {
  readonly pattern: string
  readonly code: (group: string) => string
}

const STRING: Scalar = { pattern: '"([^"\\\\\\x00-\\x1f]*)"', code: (group) => group }
/** Those with an exponent or more digits are left to JSON.parse: they may be beyond the range of floats. */
const NUMBER: Scalar = {
  pattern: '(-?(?:0|[1-9]\\d{0,20})(?:\\.\\d{1,20})?)',
  code: (group) => `+${group}`,
}
const WORD: Scalar = { pattern: '(true|false|null)', code: (group) => `words[${group}]` }
const WORDS = { true: true, false: false, null: null }

/**
 * The reader of all texts that are laid out as one is.
 * @param text JSON without escapes, which JSON.parse has read
 * @returns undefined for a text that is too large, has no scalars or a member `__proto__`
 */
export function layoutReader(text: string): LayoutReader | undefined {
  if (text.length > MAX_LENGTH || text.split(/[[{]/).length > MAX_BRACKETS) return undefined
  const layout = { pattern: '', code: '', scalars: 0 }
  for (const [token, colon] of text.matchAll(TOKEN)) {
    const isKey = colon !== undefined
    // A member like any other to JSON, but not to JavaScript.
    if (isKey && token === '"__proto__"') return undefined
    append(layout, token, isKey ? undefined : scalarOf(token))
  }
  if (layout.scalars === 0 || layout.scalars > MAX_SCALARS) return undefined
  return compile(layout.pattern, layout.code)
}

/** Keys, brackets and blanks are code as they stand: without escapes they mean in JavaScript what they mean in JSON. */
function append(layout: Layout, token: string, scalar: Scalar | undefined): void {
  layout.pattern += scalar?.pattern ?? escapeRegExp(token)
  layout.code += scalar?.code(`groups[${++layout.scalars}]`) ?? token
}

interface Layout {
  /** A regular expression. */
  pattern: string
  /** JavaScript that makes the value of the expression's groups. */
  code: string
  scalars: number
}

function scalarOf(token: string): Scalar | undefined {
  if (token.startsWith('"')) return STRING
  if (/^[-\d]/.test(token)) return NUMBER
  return /^[a-z]/.test(token) ? WORD : undefined
}

function compile(pattern: string, code: string): LayoutReader {
  const source = `'use strict'
  return (text) => {
    if (text.length > ${MAX_LENGTH}) return undefined
    const groups = expression.exec(text)
    return groups === null ? undefined : (${code})
  }`
  return new Function('expression', 'words', source)(new RegExp(`^${pattern}$`), WORDS)
}
