// JavaScript's own engine on a translated expression. There is none for an expression that JavaScript would
// match otherwise than Go or take exponential time on, or that V8 finds too large.

import { mayBeExponential } from './exponential.js'
import type { Node } from './go-regexp-ast.js'
import { emitJavaScript } from './go-regexp-emit.js'
import { isExactInJavaScript, isNullable } from './go-regexp-exact.js'
import type { Search } from './linear-engine.js'

/**
 * Fails inside a surrogate pair. V8 also starts matches there, whatever the flag `u` promises; only an empty one can
 * succeed, since half a pair is no character that could be taken.
 */
const AT_CODE_POINT = '(?=[^]|$)'

/** The translated expression; `prefix` is JavaScript source to stand before it. */
export function javascriptRegExp(node: Node, flags: 'u' | 'gu', prefix = ''): RegExp | undefined {
  if (!isExactInJavaScript(node) || mayBeExponential(node)) return undefined
  const source = emitJavaScript(node)
  try {
    const start = (isNullable(node) ? AT_CODE_POINT : '') + prefix
    const expression = new RegExp(start === '' ? source : `${start}(?:${source})`, flags)
    expression.exec('') // V8 compiles at the first use: this finds out whether it can
    expression.lastIndex = 0
    return expression
  } catch {
    return undefined
  }
}

/** Searches from any position of the text. */
export function javascriptSearch(node: Node): Search | undefined {
  const expression = javascriptRegExp(node, 'gu')
  if (expression === undefined) return undefined
  return (text, from) => {
    expression.lastIndex = from
    const groups = expression.exec(text)
    if (groups === null) return null
    return { index: groups.index, end: groups.index + groups[0].length, groups }
  }
}
