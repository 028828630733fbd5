// What a Go regular expression is made of, after its flags have been worked in: a literal under `i` is
// the class of its case variants, `^` knows whether it means text or line, a repeat whether it is greedy.

import type { CodePointSet } from './code-point-set.js'

export type Place = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word' | 'no-word'

export type Node =
  | { readonly kind: 'empty' }
  | { readonly kind: 'char'; readonly code: number }
  | { readonly kind: 'class'; readonly set: CodePointSet }
  /** `.`: any code point, LF only if `newline`. */
  | { readonly kind: 'any'; readonly newline: boolean }
  | { readonly kind: 'assert'; readonly place: Place }
  /** A capturing group; groups are numbered from 1 in the order of their brackets. */
  | { readonly kind: 'group'; readonly index: number; readonly body: Node }
  | { readonly kind: 'concat'; readonly parts: readonly Node[] }
  | { readonly kind: 'alternate'; readonly branches: readonly Node[] }
  | Repeat

/** `max` is Infinity where there is no upper bound. */
export interface Repeat {
  readonly kind: 'repeat'
  readonly body: Node
  readonly min: number
  readonly max: number
  readonly greedy: boolean
}

/** A parsed expression: `names[i]` is the name of group i, "" where it has none (as for group 0). */
export interface Program {
  readonly root: Node
  readonly names: readonly string[]
}

const EMPTY: Node = { kind: 'empty' }

/** A regular expression that Go would refuse. The message says why, in one sentence. */
export class RegexpError extends Error {
  override readonly name = 'RegexpError'
}

export function concat(parts: readonly Node[]): Node {
  if (parts.length === 0) return EMPTY
  return parts.length === 1 ? parts[0]! : { kind: 'concat', parts }
}

/** The sub-expressions of a node. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'group':
    case 'repeat':
      return [node.body]
    case 'concat':
      return node.parts
    case 'alternate':
      return node.branches
    default:
      return []
  }
}
