// How wide a script's parts are when nothing breaks them that need not. A measure ends where the line has to.
import { endsLine, type Gap, gapOf, isBroken } from './format-gap.js'
import { type Bracket, endOf, type Part, type Parts, startOf } from './format-parts.js'

/** What a line should not exceed. */
export const WIDTH = 120

/** A text counts as at most so wide: patterns are long, and nobody reads a call better that is broken for one. */
const TEXT_WIDTH = 40

/** Whether a line ends between two parts of a statement: at a comment, or where its author went on behind an operator. */
export function endsBetween(before: Part, gap: Gap): boolean {
  return endsLine(gap) || (gap.newlines > 0 && before.kind === 'token' && before.joint)
}

export function isSpaced(before: Part, after: Part): boolean {
  const behind = before.kind === 'token' ? before : before.close
  const ahead = after.kind === 'token' ? after : after.open
  return behind.behind && ahead.before
}

/** The gaps of a bracket: before each item, and before its end. */
export function gapsOf(source: string, { open, items, close }: Bracket): Gap[] {
  const starts = [...items.map(startOf), close.start]
  const ends = [open.end, ...items.map(endOf)]
  return starts.map((start, i) => gapOf(source, ends[i]!, start))
}

/** Whether the author wants it on several lines: broken behind its opening, or with comments between the items. */
export function isOpened(source: string, bracket: Bracket): boolean {
  const [first, ...others] = gapsOf(source, bracket) as [Gap, ...Gap[]]
  const isBrokenFirst = bracket.items.length > 0 && isBroken(first)
  return isBrokenFirst || [first, ...others].some(({ comments }) => comments.length > 0)
}

/** The width of these parts up to where their first line must end; beyond WIDTH, anything beyond it. */
export function widthOf(source: string, parts: Parts): number {
  const ruler = new Ruler(source)
  ruler.add(parts)
  return ruler.width
}

/** The width of a token, or of a line of it. */
export function countedWidth(text: string): number {
  return /^["']/.test(text) ? Math.min(text.length, TEXT_WIDTH) : text.length
}

class Ruler {
  width = 0

  constructor(private readonly source: string) {}

  /** False once the line has to end, or is too long already. */
  add(parts: Parts): boolean {
    return parts.every((part, i) => {
      const before = parts[i - 1]
      return (before === undefined || this.step(before, part)) && this.addPart(part)
    })
  }

  private step(before: Part, part: Part): boolean {
    if (isSpaced(before, part)) this.width++
    return !endsBetween(before, gapOf(this.source, before.end, part.start))
  }

  private addPart(part: Part): boolean {
    if (part.kind === 'token') return this.addText(part.text)
    this.width++
    if (part.kind === 'block' || isOpened(this.source, part)) return false
    if (!part.items.every((item, i) => this.addText(i > 0 ? ', ' : '') && this.add(item)))
      return false
    return this.addText(part.close.text)
  }

  private addText(text: string): boolean {
    const [line = '', more] = text.split('\n', 2)
    this.width += countedWidth(line)
    return more === undefined && this.width <= WIDTH
  }
}
