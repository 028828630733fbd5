// Drops the groups whose text nobody reads: what stays is renumbered from 1, and nested sequences become
// one. Both engines then do less, and fewer expressions differ between them.

import { concat, type Node, type Program } from './go-regexp-ast.js'

/** The expression with only the groups in `kept`, which are numbered in the order given (ascending). */
export function keepGroups(program: Program, kept: readonly number[]): Node {
  const numbers = new Map(kept.map((index, position) => [index, position + 1]))
  return rewrite(program.root, numbers)
}

function rewrite(node: Node, numbers: ReadonlyMap<number, number>): Node {
  switch (node.kind) {
    case 'group': {
      const index = numbers.get(node.index)
      const body = rewrite(node.body, numbers)
      return index === undefined ? body : { kind: 'group', index, body }
    }
    case 'concat':
      return concat(node.parts.map((part) => rewrite(part, numbers)).flatMap(partsOf))
    case 'alternate':
      return { ...node, branches: node.branches.map((branch) => rewrite(branch, numbers)) }
    case 'repeat':
      return { ...node, body: rewrite(node.body, numbers) }
    default:
      return node
  }
}

/** A node as the parts of a sequence. */
export function partsOf(node: Node): readonly Node[] {
  if (node.kind === 'empty') return []
  return node.kind === 'concat' ? node.parts : [node]
}
