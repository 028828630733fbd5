// Whether backtracking may take exponential time: a loop that can go through one text in several ways multiplies them round by
// round. Each loop is looked at as an automaton of the places in it that take a character. It is ambiguous if one step can be
// taken in two ways (`(?:a+)+`), or if two ways part and meet again on a common text (`(?:a|aa)+`).
// What is said of a loop too large to look at, and of assertions in it, is a guess: either engine gives the same matches.

import { complement, type Range } from './code-point-set.js'
import { children, type Node, type Repeat } from './go-regexp-ast.js'
import { isNullable } from './go-regexp-exact.js'

/** From so many rounds on a counted loop is as bad as an endless one. */
const MANY = 20
/** Most places of a loop that is looked at. */
const MOST_PLACES = 500

/** True where a text exists, as far as can be told, that JavaScript's engine does not come to an end on. */
export function mayBeExponential(node: Node): boolean {
  if (node.kind !== 'repeat' || node.max < MANY) return children(node).some(mayBeExponential)
  return !isSingle(node.body) && isAmbiguous(node)
}

function isSingle({ kind }: Node): boolean {
  return kind === 'char' || kind === 'class' || kind === 'any'
}

function isAmbiguous(loop: Repeat): boolean {
  // Any of the rounds that must be there may be those that take nothing.
  if (loop.min >= MANY && isNullable(loop.body)) return true
  const places = new Places()
  try {
    const { first, last } = places.add(loop.body)
    places.join(last, first)
  } catch (error) {
    if (error instanceof TooLarge) return false
    throw error
  }
  return places.hasTwin || places.waysMeet()
}

class TooLarge extends Error {}

/** A part of a loop: the places that it can begin and end with. */
interface Part {
  readonly first: readonly number[]
  readonly last: readonly number[]
  readonly nullable: boolean
}

const NOTHING: Part = { first: [], last: [], nullable: true }

class Places {
  /** Whether some step can be taken in two ways. */
  hasTwin = false
  private readonly takes: (readonly Range[])[] = []
  private readonly next: Set<number>[] = []

  add(node: Node): Part {
    switch (node.kind) {
      case 'empty':
      case 'assert':
        return NOTHING
      case 'group':
        return this.add(node.body)
      case 'concat':
        return node.parts
          .map((part) => this.add(part))
          .reduce((a, b) => this.sequence(a, b), NOTHING)
      case 'alternate':
        return either(node.branches.map((branch) => this.add(branch)))
      case 'repeat':
        return this.repeat(node)
      default:
        return this.place(node)
    }
  }

  /** Whether two ways part at a place and meet at another one on the same text. */
  waysMeet(): boolean {
    const seen = new Set<number>()
    const open: (readonly [number, number])[] = []
    const visit = (a: number, b: number) => {
      const pair = Math.min(a, b) * MOST_PLACES + Math.max(a, b)
      if (a === b || seen.has(pair)) return
      seen.add(pair)
      if (overlap(this.takes[a]!, this.takes[b]!)) open.push([a, b])
    }
    const step = (from: number, other: number) => {
      for (const a of this.next[from]!) for (const b of this.next[other]!) visit(a, b)
    }
    for (let place = 0; place < this.next.length; place++) step(place, place)
    for (let pair = open.pop(); pair; pair = open.pop()) {
      const [a, b] = pair
      for (const place of this.next[a]!) if (this.next[b]!.has(place)) return true
      step(a, b)
    }
    return false
  }

  /** What ends at one of these places may go on at one of those. */
  join(ends: readonly number[], beginnings: readonly number[]): void {
    for (const end of ends) {
      for (const beginning of beginnings) {
        if (this.next[end]!.has(beginning)) this.hasTwin = true
        this.next[end]!.add(beginning)
      }
    }
  }

  private place(node: Node): Part {
    if (this.takes.length === MOST_PLACES) throw new TooLarge()
    const place = this.takes.push(rangesOf(node)) - 1
    this.next.push(new Set())
    return { first: [place], last: [place], nullable: false }
  }

  private sequence(a: Part, b: Part): Part {
    this.join(a.last, b.first)
    return {
      first: a.nullable ? [...a.first, ...b.first] : a.first,
      last: b.nullable ? [...a.last, ...b.last] : b.last,
      nullable: a.nullable && b.nullable,
    }
  }

  /** `x{2,4}` is `xx(?:x(?:x)?)?`. */
  private repeat({ body, min, max }: Repeat): Part {
    if (max === 0) return NOTHING
    const rounds = max === Infinity ? Math.max(min, 1) : max
    let rest: Part = NOTHING
    for (let round = rounds; round > 0; round--) {
      const each = this.add(body)
      if (round === rounds && max === Infinity) this.join(each.last, each.first)
      rest = this.sequence(each, rest)
      if (round > min) rest = { ...rest, nullable: true }
    }
    return rest
  }
}

function either(branches: readonly Part[]): Part {
  return {
    first: branches.flatMap(({ first }) => first),
    last: branches.flatMap(({ last }) => last),
    nullable: branches.some(({ nullable }) => nullable),
  }
}

const LF: readonly Range[] = [[10, 10]]

/** What a place takes. A Unicode property counts as everything. */
function rangesOf(node: Node): readonly Range[] {
  if (node.kind === 'char') return [[node.code, node.code]]
  if (node.kind === 'any' && !node.newline) return complement(LF)
  if (node.kind !== 'class' || node.set.properties.length > 0) return complement([])
  return node.set.negated ? complement(node.set.ranges) : node.set.ranges
}

function overlap(a: readonly Range[], b: readonly Range[]): boolean {
  return a.some(([low, high]) => b.some(([from, to]) => low <= to && from <= high))
}
