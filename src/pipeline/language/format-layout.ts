// Decides where lines end and how far they are indented. A bracket is laid out on one line if it fits, else with its items on
// lines of their own; lines that its author made of several items stay together.
import { endsLine, type Gap, gapOf } from './format-gap.js'
import { Page } from './format-page.js'
import { type Braces, type Bracket, endOf, type Part, type Parts, startOf } from './format-parts.js'
import { endsBetween, gapsOf, isOpened, isSpaced, WIDTH, widthOf } from './format-width.js'

const STEP = 2

/** What the surroundings ask of a statement or an item. */
interface Place {
  /** The indent of its first line. */
  readonly indent: number
  /** The indent of the lines that it goes on in. */
  readonly onward: number
  /** What comes behind it on its last line. */
  readonly tail: number
}

/** The layout of a script's statements. */
export function layOut(source: string, statements: readonly Parts[]): string {
  return new Layout(source).script(statements)
}

class Layout {
  private readonly page = new Page()

  constructor(private readonly source: string) {}

  script(statements: readonly Parts[]): string {
    this.statements(statements, 0, this.source.length, 0)
    return this.page.finish()
  }

  /** Statements, each on a line of its own, and the comments between two places. */
  private statements(all: readonly Parts[], from: number, to: number, indent: number): void {
    let end = from
    for (const statement of all) {
      const gap = this.gap(end, startOf(statement))
      this.comments(gap, indent)
      this.page.newline(indent, gap.newlines > 1)
      const hasBlock = statement.some(({ kind }) => kind === 'block')
      const onward = indent + (hasBlock ? 2 * STEP : STEP)
      this.parts(statement, { indent, onward, tail: 0 })
      end = endOf(statement)
    }
    this.comments(this.gap(end, to), indent)
    this.page.newline(indent)
  }

  private gap(from: number, to: number): Gap {
    return gapOf(this.source, from, to)
  }

  private comments(gap: Gap, indent: number): void {
    for (const { text, newlines } of gap.comments) {
      if (newlines > 0) this.page.newline(indent, newlines > 1)
      this.page.comment(text)
    }
  }

  private parts(parts: Parts, place: Place): void {
    parts.forEach((part, i) => {
      if (i > 0) this.between(parts[i - 1]!, part, place.onward)
      if (part.kind === 'token') this.page.write(part.text)
      else if (part.kind === 'block') this.block(part, place.indent)
      else this.bracket(parts, i, part, place)
    })
  }

  private between(before: Part, after: Part, onward: number): void {
    const gap = this.gap(before.end, after.start)
    this.comments(gap, onward)
    if (endsBetween(before, gap)) this.page.newline(onward)
    else if (isSpaced(before, after)) this.page.space()
  }

  private block({ open, statements, close }: Braces, indent: number): void {
    this.page.write(open.text)
    this.page.open()
    this.statements(statements, open.end, close.start, indent + STEP)
    this.page.newline(indent)
    this.page.write(close.text)
  }

  private bracket(parts: Parts, i: number, bracket: Bracket, place: Place): void {
    const mayOpen = bracket.kind !== 'paren' && bracket.items.length > 0
    const isLong = mayOpen && !this.fits(parts, i, place.tail) && !this.ends(bracket)
    if (isLong || isOpened(this.source, bracket)) this.open(bracket)
    else this.flat(bracket, place)
  }

  /** Whether a bracket fits with all that must stand on its line, up to the next one that might be opened. */
  private fits(parts: Parts, i: number, tail: number): boolean {
    const next = parts.findIndex((part, j) => j > i && part.kind !== 'token')
    const width = widthOf(this.source, parts.slice(i, next < 0 ? undefined : next))
    return this.page.column + width + (next < 0 ? tail : STEP) <= WIDTH
  }

  /** Whether its last item is a list or map: that is opened then, and not the bracket itself. */
  private ends({ items, open }: Bracket): boolean {
    const last = items.at(-1) ?? []
    const [inner] = last
    if (last.length !== 1 || (inner?.kind !== 'list' && inner?.kind !== 'map')) return false
    if (inner.items.length === 0) return false
    const head = [...items.slice(0, -1), [inner.open]].map((item) => widthOf(this.source, item) + 2)
    return this.page.column + open.text.length + sum(head) <= WIDTH
  }

  private flat({ open, items, close }: Bracket, place: Place): void {
    this.page.write(open.text)
    items.forEach((item, i) => {
      if (i > 0) this.page.write(', ')
      const tail = close.text.length + (i < items.length - 1 ? 0 : place.tail)
      this.parts(item, { ...place, tail })
    })
    this.page.write(close.text)
  }

  /** Items on lines of their own. */
  private open(bracket: Bracket): void {
    const { kind, open, items, close } = bracket
    const outer = this.page.indent
    const indent = outer + STEP
    const onward = kind === 'paren' ? indent : indent + STEP
    const gaps = gapsOf(this.source, bracket)
    const starts = this.rows(items, gaps, indent)
    this.page.write(open.text)
    this.page.open()
    items.forEach((item, i) => {
      this.comments(gaps[i]!, indent)
      if (starts.has(i)) this.page.newline(indent, gaps[i]!.newlines > 1)
      else this.page.space()
      this.parts(item, { indent, onward, tail: 1 })
      if (kind !== 'paren') this.page.write(',')
    })
    this.comments(gaps.at(-1)!, indent)
    this.page.newline(indent)
    this.page.newline(outer)
    this.page.write(close.text)
  }

  /** The items that begin a line: those that did, and all of a line that is too long; all if none did. */
  private rows(items: readonly Parts[], gaps: readonly Gap[], indent: number): Set<number> {
    const all = items.map((_, i) => i)
    const begun = all.filter((i) => gaps[i]!.newlines > 0 || endsLine(gaps[i]!))
    if (begun.length === 0) return new Set(all)
    const rows = [...new Set([0, ...begun])].map((start, row, starts) =>
      all.slice(start, starts[row + 1]),
    )
    const isWide = (row: readonly number[]) =>
      indent + sum(row.map((i) => widthOf(this.source, items[i]!) + 2)) - 1 > WIDTH
    return new Set(rows.flatMap((row) => (isWide(row) ? row : row.slice(0, 1))))
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
