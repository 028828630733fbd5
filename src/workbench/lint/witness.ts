// Texts that a part of a regular expression matches: short ones, made of characters that the caller likes best.
import { type CodePointSet, complement, normalise } from '../../pipeline/grok/code-point-set.js'
import { children, type Node } from '../../pipeline/grok/go-regexp-ast.js'
import { emitJavaScript } from '../../pipeline/grok/go-regexp-emit.js'

/** A node that takes one character. */
export type Single = Extract<Node, { kind: 'char' | 'class' | 'any' }>

export function isSingle(node: Node): node is Single {
  return node.kind === 'char' || node.kind === 'class' || node.kind === 'any'
}

const tests = new WeakMap<Node, RegExp>()

/** Whether a node takes a character. */
export function takes(node: Single, character: string): boolean {
  if (node.kind === 'char') return String.fromCodePoint(node.code) === character
  const known = tests.get(node)
  const test = known ?? new RegExp(`^${emitJavaScript(node)}$`, 'u')
  if (!known) tests.set(node, test)
  return test.test(character)
}

/**
 * A text that the node matches, as far as its assertions allow it. Of characters the first in `liked` is taken, of branches
 * that number `branch`, counted round.
 */
export function witness(node: Node, liked: readonly string[], branch = 0): string {
  switch (node.kind) {
    case 'char':
      return String.fromCodePoint(node.code)
    case 'class':
    case 'any':
      return liked.find((character) => takes(node, character)) ?? anyMember(node)
    case 'alternate':
      return witness(node.branches[branch % node.branches.length]!, liked, branch)
    case 'repeat':
      return witness(node.body, liked, branch).repeat(node.min)
    default:
      return children(node)
        .map((part) => witness(part, liked, branch))
        .join('')
  }
}

function anyMember(node: Node): string {
  const set: CodePointSet | undefined = node.kind === 'class' ? node.set : undefined
  if (!set || set.properties.length > 0) return ''
  const [first] = set.negated ? complement(set.ranges) : normalise(set.ranges)
  return first ? String.fromCodePoint(first[0]) : ''
}
