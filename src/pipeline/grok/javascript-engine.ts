// JavaScript's own engine on a translated expression. There is none for an expression that JavaScript would
// match otherwise than Go, or that V8 finds too large.

import type { Node } from './go-regexp-ast.js'
import { emitJavaScript } from './go-regexp-emit.js'
import { isExactInJavaScript } from './go-regexp-exact.js'
import type { Search } from './linear-engine.js'

/** The translated expression; `prefix` is JavaScript source to stand before it. */
export function javascriptRegExp(node: Node, flags: 'u' | 'gu', prefix = ''): RegExp | undefined {
  if (!isExactInJavaScript(node)) return undefined
  const source = emitJavaScript(node)
  try {
    const expression = new RegExp(prefix === '' ? source : `${prefix}(?:${source})`, flags)
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
