import { escapeRegExp } from '../../util/escape-regexp.js'
import { children, type Node } from './go-regexp-ast.js'
import { isNullable } from './go-regexp-exact.js'
import { parseGoRegexp } from './go-regexp-parse.js'
import { expandPart, insideOf, isPlainBracket, type Level, type Place } from './levels.js'
import type { Found } from './linear-engine.js'
import { type Branch, groupName, isOptional, literalText, type Piece } from './pieces.js'
import { type Probe, takesAll } from './probe.js'

export interface Reach {
  readonly from: number
  readonly to: number
  /** The failing piece of the pattern, of the named pattern in it, and so on; empty if nothing failed. */
  readonly trail: readonly Place[]
  /** The expression of what was found. */
  readonly source: string
  /** Names of groups that were not left. */
  readonly open: readonly string[]
  /** Pieces found since the beginning of the place at hand. */
  readonly pieces: number
  readonly where: Where
  /** What stands at the place of the failing piece; it was to come behind it. */
  readonly before?: Piece
  /** The piece before the failing one stopped inside a word, so it is the one that does not fit. */
  readonly instead?: { readonly piece: Piece; readonly to: number; readonly source: string }
}

/** Where the failing piece was to stand: right here, right at the beginning, or anywhere from here on. */
export type Where = 'here' | 'beginning' | 'anywhere'

/** What stands before a place. */
interface Context {
  /** Go syntax with open brackets. */
  readonly source: string
  readonly brackets: number
  readonly open: readonly string[]
  /** Nothing before the place holds it in the text: it is tried everywhere. */
  readonly loose: boolean
}

/** Characters of a literal of which the beginnings are looked for. */
const LONGEST_BEGUN = 40

/** Rounds of a repeated piece that are counted. */
const MOST_ROUNDS = 15

/** Before the pattern itself. */
export const NOTHING: Context = { source: '', brackets: 0, open: [], loose: true }

/** Of several branches the one that came furthest. */
export function furthest(
  level: Level,
  branches: readonly Branch[],
  before: Context,
  probe: Probe,
): Reach {
  const reaches = branches.map((branch) => new Walk(level, branch, before, probe).reach())
  return reaches.reduce((best, reach) => (isFurther(reach, best) ? reach : best))
}

function isFurther(one: Reach, other: Reach): boolean {
  const difference = lengthOf(one) - lengthOf(other)
  return difference > 0 || (difference === 0 && one.pieces > other.pieces)
}

export function lengthOf({ from, to }: Reach): number {
  return to - from
}

/** One branch of a pattern on the text. */
class Walk {
  private readonly pieces: readonly Piece[]

  constructor(
    private readonly level: Level,
    private readonly branch: Branch,
    private readonly before: Context,
    private readonly probe: Probe,
  ) {
    this.pieces = branch.pieces
  }

  reach(): Reach {
    const count = this.longestRow()
    const base = this.base(count)
    const inside = [this.insideFailed(count, base), ...this.insidePassed(count, base)]
    return inside.reduce<Reach>(
      (best, one) => (one && lengthOf(one) >= lengthOf(best) ? one : best),
      base,
    )
  }

  /** How many pieces, from the first, are found together. */
  private longestRow(): number {
    let low = 0
    let high = this.pieces.length
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (this.find(middle) === null) high = middle - 1
      else low = middle
    }
    return low
  }

  private find(count: number): Found | null {
    return this.probe.find(this.closed(count))
  }

  /** The expression of the first pieces and all before them. */
  private source(count: number): string {
    const { start, flags } = this.branch
    const end = this.pieces[count]?.start ?? this.pieces.at(-1)?.end ?? start
    return this.before.source + flags + this.expand(start, end)
  }

  /** A part of the pattern with its references followed. */
  private expand(from: number, to: number): string {
    return expandPart(this.level, from, to)
  }

  private closed(count: number): string {
    return this.source(count) + this.brackets
  }

  private get brackets(): string {
    return ')'.repeat(this.before.brackets)
  }

  /** What was found without a look inside. What takes everything does not count at its end. */
  private base(count: number): Reach {
    const piece = this.pieces[count]
    const { open } = this.before
    if (piece === undefined) return { ...this.found(count), trail: [], open, where: 'here' }
    const trail = [{ level: this.level, piece }]
    const begun = this.isLoose(count) ? this.begun(piece, count) : undefined
    if (begun) return { ...begun, trail, open, where: 'here' }
    const found = this.found(this.withoutTakers(count))
    const where = this.where(piece, count, found.to)
    const instead = where === 'here' ? this.halfWord(piece, count, found.to) : undefined
    return { ...found, pieces: count, trail, open, where, ...(instead && { instead }) }
  }

  private found(count: number) {
    const { index: from, end: to } = this.find(count) ?? { index: 0, end: 0 }
    return { from, to, source: this.closed(count), pieces: count }
  }

  /** The place where the better part of a literal stands that may stand anywhere. */
  private begun(piece: Piece, count: number) {
    if (piece.kind !== 'literal' || piece.min !== 1) return undefined
    const text = literalText(piece.text).slice(0, LONGEST_BEGUN)
    const source = this.source(count)
    const shortest = Math.max(3, text.length / 2)
    for (let length = text.length - 1; length >= shortest && this.probe.canGoOn; length--) {
      const begin = escapeRegExp(text.slice(0, length))
      const whole = source + begin + this.brackets
      const found = this.probe.find(whole)
      if (found === null) continue
      const to = found.end - length
      return { from: Math.min(found.index, to), to, source: whole, pieces: count + 0.5 }
    }
    return undefined
  }

  /**
   * `%{INT} ` on `2xx `: the number is there, but who reads it says that it is no number. Where a sign is missing in the
   * middle of a word, the pattern or group that began the word is meant.
   */
  private halfWord(piece: Piece, count: number, to: number) {
    const taken = this.withoutEmpty(count)
    const before = this.pieces[taken - 1]
    if (before === undefined || (piece.kind !== 'literal' && taken === count)) return undefined
    if (before.kind !== 'reference' && before.kind !== 'group') return undefined
    const start = this.find(taken - 1)?.end ?? to
    const word = this.probe.text.slice(start, to + 1)
    if (
      start === to ||
      word.length <= to - start ||
      !/^\w+$/.test(word) ||
      (piece.kind === 'literal' && /^\w/.test(literalText(piece.text)))
    )
      return undefined
    return { piece: before, to: start, source: this.closed(taken - 1) }
  }

  /** Without optional pieces at the end that found nothing. */
  private withoutEmpty(count: number): number {
    let taken = count
    while (taken > 0 && isOptional(this.pieces[taken - 1]!)) {
      if (this.find(taken - 1)?.end !== this.find(taken)?.end) break
      taken--
    }
    return taken
  }

  private where(piece: Piece, count: number, to: number): Where {
    const anchored = beginsText(this.nodeOf(piece))
    if (!anchored && this.isLoose(count)) return 'anywhere'
    return to === 0 ? 'beginning' : 'here'
  }

  private withoutTakers(count: number): number {
    let shown = count
    for (let i = count - 1; i >= 0; i--) {
      const piece = this.pieces[i]!
      if (takesAll(this.nodeOf(piece))) shown = i
      else if (!isOptional(piece)) break
    }
    return shown
  }

  private insideFailed(count: number, base: Reach): Reach | undefined {
    const piece = this.pieces[count]
    if (piece === undefined) return undefined
    const inside = this.inside(piece, this.rounds(piece, count), this.isLoose(count))
    if (inside === undefined || inside.trail.length === 0) return undefined
    if (isPlainBracket(piece) && !inside.isChoice) return counted(inside, count)
    if (this.isLoose(count) ? inside.pieces < 2 : lengthOf(inside) <= lengthOf(base))
      return undefined
    return counted(inside, count)
  }

  /** Pieces that were found, but could have gone further than they did: the one before, and those before optional ones. */
  private insidePassed(count: number, base: Reach): Reach[] {
    const found: Reach[] = []
    for (let i = count - 1; i >= 0; i--) {
      const piece = this.pieces[i]!
      const node = this.nodeOf(piece)
      if (takesAll(node)) break
      for (const source of new Set([this.source(i), this.rounds(piece, i)])) {
        const inside = this.inside(piece, source, this.isLoose(i))
        if (inside && inside.trail.length > 0 && lengthOf(inside) > lengthOf(base))
          found.push(counted(inside, i))
      }
      if (!isNullable(node)) break
    }
    return found
  }

  /** What stands before the round of a repeated piece that failed: all that there are, or the first ones of very many. */
  private rounds(piece: Piece, count: number): string {
    const source = this.source(count)
    if (insideOf(this.level, piece) === undefined) return source
    const body = this.expand(piece.start, piece.bodyEnd)
    let low = 0
    let high = Math.min(piece.max - 1, MOST_ROUNDS)
    while (low < high && this.probe.canGoOn) {
      const middle = Math.ceil((low + high) / 2)
      if (this.probe.find(source + body.repeat(middle) + this.brackets) === null) high = middle - 1
      else low = middle
    }
    return source + body.repeat(low)
  }

  /** How far the inside of a piece comes behind what stands before it. */
  private inside(piece: Piece, source: string, loose: boolean) {
    const inner = insideOf(this.level, piece)
    if (inner === undefined || !this.probe.canGoOn) return undefined
    const name = groupName(inner.opening)
    const context = {
      source: source + inner.opening,
      brackets: this.before.brackets + 1,
      open: name === undefined ? this.before.open : [...this.before.open, name],
      loose,
    }
    const reach = furthest(inner.level, inner.branches, context, this.probe)
    const isChoice = inner.branches.length > 1
    if (inner.level === this.level) return { ...reach, isChoice }
    // Also a named group is a word of its own: `(?P<time>…)` leads to its piece as a named pattern does.
    const trail = reach.trail.length > 0 ? [{ level: this.level, piece }, ...reach.trail] : []
    return { ...reach, trail, isChoice }
  }

  /** Whether nothing before the piece holds it in its place. */
  private isLoose(count: number): boolean {
    if (this.withoutTakers(count) < count) return true
    if (!this.before.loose) return false
    const anchored = this.pieces
      .slice(0, count)
      .some(({ kind, text }) => kind === 'place' && (text === '^' || text === '\\A'))
    if (anchored) return false
    const found = this.find(count)
    return found === null || found.end === found.index
  }

  private nodeOf(piece: Piece): Node {
    return parseGoRegexp(piece.flags + this.expand(piece.start, piece.end)).root
  }
}

function counted(inside: Reach, before: number): Reach {
  return { ...inside, pieces: inside.pieces + before }
}

/** Whether it asks for the beginning of the text itself. */
function beginsText(node: Node): boolean {
  if (node.kind === 'assert') return node.place === 'text-start'
  return node.kind === 'group' || node.kind === 'concat' ? beginsText(children(node)[0]!) : false
}
