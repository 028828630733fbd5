// What stands inside a piece of a pattern: the branches of a group, or the named pattern that a reference stands for.
import { type Expanded, openingOf, PatternScope, REFERENCE } from './expand.js'
import { type Branch, groupName, innerBounds, type Piece, splitPattern } from './pieces.js'

/** A pattern as written, with what its references stand for. */
export interface Level {
  /** The named pattern or group that it is; "" for the pattern itself. */
  readonly name: string
  readonly expanded: Expanded
}

/** A part of a pattern with its references followed. */
export function expandPart({ expanded }: Level, from: number, to: number): string {
  return expanded.written.slice(from, to).replace(REFERENCE, (reference) => {
    const inner = expanded.references.get(reference)
    return inner ? `${openingOf(reference)}${inner.source})` : reference
  })
}

/** A piece and where it stands. */
export interface Place {
  readonly level: Level
  readonly piece: Piece
}

export interface Inside {
  readonly level: Level
  readonly branches: readonly Branch[]
  /** The bracket that opens it, in Go syntax. */
  readonly opening: string
}

/** Undefined for a piece that people know as one thing. */
export function insideOf(level: Level, piece: Piece): Inside | undefined {
  const { expanded } = level
  if (piece.kind === 'group') {
    const branches = splitPattern(expanded.written, ...innerBounds(piece))
    const name = groupName(piece.opening)
    // A named group is a level of its own, as a named pattern is.
    return {
      level: name === undefined ? level : { name, expanded },
      branches,
      opening: piece.opening,
    }
  }
  if (piece.kind !== 'reference') return undefined
  const reference = expanded.written.slice(piece.start, piece.bodyEnd)
  const inner = expanded.references.get(reference)
  const name = reference.slice(2, -1).split(':')[0]!
  if (inner === undefined || isBuiltinLeaf(name, inner)) return undefined
  const branches = splitPattern(inner.written)
  return { level: { name, expanded: inner }, branches, opening: openingOf(reference) }
}

/** `(?:…)` and `(?i:…)` mean nothing to a reader but their inside. */
export function isPlainBracket({ kind, opening }: Piece): boolean {
  return kind === 'group' && /^\((?:\?[imsU-]*:)?$/.test(opening)
}

/** A built-in pattern that uses no other: people know it as a word of its own. */
function isBuiltinLeaf(name: string, expanded: Expanded): boolean {
  return expanded.references.size === 0 && PatternScope.builtin().lookup(name) === expanded
}
