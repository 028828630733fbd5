// Where the text of a group cannot begin or end with white space, trimming it is not needed.

import { isSpace } from '../../util/trim-space.js'
import type { CodePointSet } from './code-point-set.js'
import { children, type Node } from './go-regexp-ast.js'
import { isNullable } from './go-regexp-exact.js'

const LAST_SPACE = 0x3000
const SPACES = Array.from({ length: LAST_SPACE + 1 }, (_, code) => code).filter(isSpace)

/** Whether the first or last character that the node takes can be white space. */
export function mayTouchSpace(node: Node): boolean {
  return edgeHasSpace(node, 'first') || edgeHasSpace(node, 'last')
}

function edgeHasSpace(node: Node, edge: 'first' | 'last'): boolean {
  switch (node.kind) {
    case 'char':
      return isSpace(node.code)
    case 'any':
      return true
    case 'class':
      return hasSpace(node.set)
    case 'concat': {
      const parts = edge === 'first' ? node.parts : node.parts.toReversed()
      const fixed = parts.findIndex((part) => !isNullable(part))
      const reachable = fixed < 0 ? parts : parts.slice(0, fixed + 1)
      return reachable.some((part) => edgeHasSpace(part, edge))
    }
    default:
      return children(node).some((child) => edgeHasSpace(child, edge))
  }
}

function hasSpace({ negated, ranges, properties }: CodePointSet): boolean {
  if (properties.length > 0) return true
  const inRanges = (code: number) => ranges.some(([low, high]) => low <= code && code <= high)
  return SPACES.some((code) => inRanges(code) !== negated)
}
