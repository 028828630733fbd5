// Three ways to search less that leave every match as it is. Each holds only where its comment says why.

import { concat, type Node } from './go-regexp-ast.js'
import { emitJavaScript } from './go-regexp-emit.js'
import { partsOf } from './go-regexp-keep.js'

/** How far the group of a cut tail reaches from where the rest of the expression ended. */
export type Tail = 'none' | 'line' | 'text'

/**
 * Cuts a final `(.*)` off. It always matches and nothing follows it, so the first way through the rest is the
 * first way through the whole, and the group is the text from there to the next LF (to the end under `s`).
 * Where nobody reads the tail, nothing takes its place.
 */
export function cutTail(root: Node): { head: Node; tail: Tail } {
  const parts = partsOf(root)
  const last = parts.at(-1)
  const whole = { head: root, tail: 'none' } as const
  const body = last?.kind === 'group' ? last.body : last
  if (body?.kind !== 'repeat' || body.body.kind !== 'any') return whole
  if (!body.greedy || body.min > 0 || body.max !== Infinity) return whole
  const head = concat(parts.slice(0, -1))
  if (last?.kind !== 'group') return { head, tail: 'none' }
  return { head, tail: body.body.newline ? 'text' : 'line' }
}

/**
 * A look-behind for an expression that begins with an endless run of one class: a match that starts after a
 * member of the class could as well have started at that member, and the search has been there before.
 * It makes a miss linear that would be quadratic. Valid only for searches from the start of the text.
 */
export function leadingGuard(root: Node): string {
  const first = firstOf(root)
  if (first?.kind !== 'repeat' || first.max !== Infinity) return ''
  if (!['class', 'char', 'any'].includes(first.body.kind)) return ''
  return `(?<!${emitJavaScript(first.body)})`
}

function firstOf(node: Node): Node | undefined {
  if (node.kind === 'group') return firstOf(node.body)
  return node.kind === 'concat' ? firstOf(node.parts[0]!) : node
}

/** The longest text that every match must contain, "" if there is none. */
export function requiredText(root: Node): string {
  let longest = ''
  let run = ''
  for (const part of partsOf(root)) {
    run = part.kind === 'char' ? run + String.fromCodePoint(part.code) : ''
    if (run.length > longest.length) longest = run
  }
  return longest
}
