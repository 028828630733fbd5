// A pattern whose pieces after the failing one stand in the text all the same. What takes nearly everything hides a gap: of
// `%{NOTSPACE:user} \[%{HTTPDATE:time}` on `[04/Aug/2022:10:21:14 +0800]` the user takes the day, and the bracket fails behind it.
// So the pattern is tried with some of its pieces left out; where it matches then, they are what the text lacks.

import { parseGoRegexp } from './go-regexp-parse.js'
import { expandPart, type Level } from './levels.js'
import { type Branch, isOptional, literalText, type Piece } from './pieces.js'
import { type Probe, takesAll } from './probe.js'

/** What the text lacks, and where. */
export interface LeftOut {
  readonly piece: Piece
  readonly to: number
  /** The expression of what was found, and names of groups in it that stand behind the gap. */
  readonly source: string
  readonly open: readonly string[]
  /** What stands there instead of it, where the piece itself would not say why it fails. */
  readonly before?: Piece
}

/** Columns that are left out, one after the other. */
const MOST_COLUMNS = 8

export class Gaps {
  private readonly pieces: readonly Piece[]

  constructor(
    private readonly level: Level,
    private readonly branch: Branch,
    private readonly probe: Probe,
  ) {
    this.pieces = branch.pieces
  }

  /**
   * @param failed number of the piece that failed
   * @param to how far the text satisfied the pieces before it
   */
  find(failed: number, to: number): LeftOut | undefined {
    return this.column(failed) ?? this.separator(failed, to) ?? this.head(failed, to)
  }

  /** A column before the failing piece is missing, and took what the next one is for. */
  private column(failed: number): LeftOut | undefined {
    const from = Math.max(1, failed - 2 * MOST_COLUMNS)
    for (let i = failed - 1; i >= from && this.probe.canGoOn; i--) {
      const piece = this.pieces[i]!
      if (!isColumn(piece) || this.isLikeNext(i)) continue
      const next = this.pieces[i + 1]!
      const separator = this.pieces[i - 1]!
      const isSeparated = next.kind === 'literal' && separator.kind === 'literal'
      const after = isSeparated || next.kind !== 'literal' ? i + 1 : i + 2
      const gap = this.without(isSeparated ? i - 1 : i, after)
      if (gap === undefined) continue
      const { at, ...found } = gap
      const sign = isSeparated ? literalText(separator.text) : ''
      if (!this.probe.text.startsWith(sign, at)) return { ...found, piece: separator, to: at }
      const before = this.pieces[after === i + 1 ? i + 1 : i + 2]
      return { ...found, piece, to: at + sign.length, ...(before && { before }) }
    }
    return undefined
  }

  /** Which of several columns of one kind is missing cannot be told: then it is the last one. */
  private isLikeNext(index: number): boolean {
    const kind = (piece: Piece) => piece.text.replace(/:.*\}/s, '}')
    const next = this.pieces.slice(index + 1).find(isColumn)
    return next === undefined || kind(next) === kind(this.pieces[index]!)
  }

  /** What ends a column is missing, so that the column took what comes after. */
  private separator(failed: number, to: number): LeftOut | undefined {
    const piece = this.pieces[failed]!
    if (piece.kind !== 'literal') return undefined
    for (let after = failed + 1; after <= failed + 2 && after < this.pieces.length; after++) {
      const gap = this.without(failed, after)
      if (gap === undefined || gap.at >= to) continue
      const { at, ...found } = gap
      return { ...found, piece, to: at }
    }
    return undefined
  }

  /** The better part of a pattern that is held nowhere stands in the text without its beginning, before what was found of that. */
  private head(failed: number, to: number): LeftOut | undefined {
    if (this.pieces.some(({ kind }) => kind === 'place')) return undefined
    const count = this.pieces.length
    let low = 1
    let high = Math.min(count, count - failed)
    const last = high
    while (low < high && this.probe.canGoOn) {
      const middle = Math.floor((low + high) / 2)
      if (this.probe.find(this.source(middle)) === null) low = middle + 1
      else high = middle
    }
    const first = this.pieces[low]
    const tail = this.pieces.slice(low)
    if (low >= last || !first || this.takesAll(first) || !tail.some(isTelling)) return undefined
    const found = this.probe.find(this.source(low))
    if (found === null || (failed > 0 && found.index >= to)) return undefined
    const word = /\S*\s*$/.exec(this.probe.text.slice(0, found.index))!
    return { piece: this.pieces[low - 1]!, to: word.index, source: '', open: [], before: first }
  }

  /** Where the pieces from one to another are missing; undefined if others are too. */
  private without(from: number, to: number) {
    const name = 'before_the_gap'
    const tail = this.source(to)
    const source = `(?P<${name}>${this.source(0, from)})${tail}`
    const found = to < this.pieces.length ? this.probe.find(source) : null
    if (found === null) return undefined
    const at = found.index + (this.probe.captures(source).get(name)?.length ?? 0)
    return { at, source, open: [name, ...parseGoRegexp(tail).names] }
  }

  private source(from: number, to = this.pieces.length): string {
    if (from >= to) return this.branch.flags
    const { start } = this.pieces[from]!
    return this.branch.flags + expandPart(this.level, start, this.pieces[to - 1]!.end)
  }

  private takesAll(piece: Piece): boolean {
    return takesAll(parseGoRegexp(expandPart(this.level, piece.start, piece.end)).root)
  }
}

/** Whether it stands for a part of the line that has to be there. */
function isColumn(piece: Piece): boolean {
  return !['literal', 'place'].includes(piece.kind) && !isOptional(piece)
}

/** Whether it is found by itself only where it is meant. */
function isTelling({ kind, text }: Piece): boolean {
  return kind === 'literal' && /[^\s]/.test(literalText(text))
}
