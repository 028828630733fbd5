// A pattern as its author reads it: branches between `|`, each a row of pieces, which are references, groups, classes,
// places and runs of literal text, with their quantifiers. Knows where they stand, not what they mean. The pattern must be
// one that compiles.
import { REFERENCE } from './expand.js'
import { readRepeat } from './go-regexp-repeat.js'

export interface Piece {
  readonly kind: 'reference' | 'group' | 'class' | 'any' | 'literal' | 'place'
  /** Offsets in the pattern; the quantifier belongs to the piece. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** Where the quantifier begins; `end` where there is none. */
  readonly bodyEnd: number
  readonly min: number
  readonly max: number
  /** Of a group: how it opens, such as `(?P<time>`. */
  readonly opening: string
  /** Flag groups that act on it, such as `(?s)`. */
  readonly flags: string
}

export interface Branch {
  readonly start: number
  /** Flag groups of the branches before it: they act on this one too. */
  readonly flags: string
  readonly pieces: readonly Piece[]
}

const FLAGS = /\(\?[imsU]*(?:-[imsU]+)?\)/y
const OPENING = /\((?:\?P<\w+>|\?[imsU]*(?:-[imsU]+)?:)?/y
const CLASS_ESCAPE = /\\(?:[dDsSwW]|[pP](?:\{[^}]*\}|[^{]))/y
const PLACE = /\^|\$|\\[bBAz]/y
const LITERAL_ESCAPE = /\\(?:x\{[0-9A-Fa-f]+\}|x[0-9A-Fa-f]{2}|[0-7]{1,3}|[\s\S])/uy
const QUOTED = /\\Q[\s\S]*?(?:\\E|$)/y

/** The branches of the part of a pattern between two offsets. */
export function splitPattern(pattern: string, from = 0, to = pattern.length): Branch[] {
  const branches: Branch[] = []
  let branch = { start: from, flags: '', pieces: [] as Piece[] }
  let flags = ''
  for (let at = from; at < to; ) {
    const flagGroup = stickyText(FLAGS, pattern, at)
    if (flagGroup !== '') flags += flagGroup
    else if (pattern[at] === '|') {
      branches.push(branch)
      branch = { start: at + 1, flags, pieces: [] }
    } else {
      const piece = readPiece(pattern, at, flags)
      add(branch.pieces, piece, pattern)
      at = piece.end
      continue
    }
    at += flagGroup.length || 1
  }
  return [...branches, branch]
}

/** Whether it may take no part at all. */
export function isOptional(piece: Piece): boolean {
  return piece.min === 0
}

/** The bounds of what stands between the brackets of a group. */
export function innerBounds(piece: Piece): readonly [number, number] {
  return [piece.start + piece.opening.length, piece.bodyEnd - 1]
}

/** A whole pattern as one piece. */
export function wholeOf(pattern: string): Piece {
  const end = pattern.length
  const bounds = { start: 0, end, text: pattern, bodyEnd: end + 1, opening: '' }
  return { kind: 'group', ...bounds, min: 1, max: 1, flags: '' }
}

/** The name in the opening bracket of a group. */
export function groupName(opening: string): string | undefined {
  return /^\(\?P<(\w+)>/.exec(opening)?.[1]
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  f: '\f',
  v: '\v',
}

const LITERAL =
  /\\Q([\s\S]*?)(?:\\E|$)|\\(?:x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|([0-7]{1,3})|([\s\S]))/g

/** The text that a literal stands for. */
export function literalText(body: string): string {
  return body.replace(
    LITERAL,
    (_, quoted?: string, braced?: string, hex?: string, octal?: string, letter?: string) => {
      if (quoted !== undefined) return quoted
      if (letter !== undefined) return ESCAPES[letter] ?? letter
      const code =
        octal === undefined ? Number.parseInt((braced ?? hex)!, 16) : Number.parseInt(octal, 8)
      return String.fromCodePoint(code)
    },
  )
}

/** Literal text without a quantifier joins the text before it. */
function add(pieces: Piece[], piece: Piece, pattern: string): void {
  const last = pieces.at(-1)
  const joins = (one: Piece | undefined) => one?.kind === 'literal' && one.bodyEnd === one.end
  if (last === undefined || !joins(last) || !joins(piece) || last.end !== piece.start) {
    pieces.push(piece)
    return
  }
  const { end } = piece
  pieces[pieces.length - 1] = { ...last, end, bodyEnd: end, text: pattern.slice(last.start, end) }
}

function readPiece(pattern: string, start: number, flags: string): Piece {
  const { kind, end: bodyEnd, opening } = readAtom(pattern, start)
  const repeat = readRepeat(pattern, bodyEnd)
  const end = bodyEnd + (repeat?.text.length ?? 0)
  const { min = 1, max = 1 } = repeat ?? {}
  return { kind, start, end, text: pattern.slice(start, end), bodyEnd, min, max, opening, flags }
}

interface Atom {
  readonly kind: Piece['kind']
  readonly end: number
  readonly opening: string
}

const SIMPLE: readonly (readonly [RegExp, Piece['kind']])[] = [
  [new RegExp(REFERENCE.source, 'y'), 'reference'],
  [PLACE, 'place'],
  [CLASS_ESCAPE, 'class'],
  [QUOTED, 'literal'],
  [LITERAL_ESCAPE, 'literal'],
  [/\./y, 'any'],
]

function readAtom(pattern: string, at: number): Atom {
  for (const [expression, kind] of SIMPLE) {
    const text = stickyText(expression, pattern, at)
    if (text !== '') return { kind, end: at + text.length, opening: '' }
  }
  if (pattern[at] === '(') return readGroup(pattern, at)
  if (pattern[at] === '[') return { kind: 'class', end: classEnd(pattern, at), opening: '' }
  const width = pattern.codePointAt(at)! > 0xffff ? 2 : 1
  return { kind: 'literal', end: at + width, opening: '' }
}

function readGroup(pattern: string, start: number): Atom {
  const opening = stickyText(OPENING, pattern, start)
  let at = start + opening.length
  while (at < pattern.length && pattern[at] !== ')') {
    at += stickyText(FLAGS, pattern, at).length || readAtom(pattern, at).end - at
  }
  return { kind: 'group', end: at + 1, opening }
}

function classEnd(pattern: string, start: number): number {
  let at = start + (pattern[start + 1] === '^' ? 2 : 1)
  if (pattern[at] === ']') at++ // in first place it is a member
  while (at < pattern.length && pattern[at] !== ']') {
    const named = pattern.startsWith('[:', at) ? pattern.indexOf(':]', at + 2) : -1
    at = named >= 0 ? named + 2 : at + (pattern[at] === '\\' ? 2 : 1)
  }
  return at + 1
}

function stickyText(expression: RegExp, text: string, at: number): string {
  expression.lastIndex = at
  return expression.exec(text)?.[0] ?? ''
}
