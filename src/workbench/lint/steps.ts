// How many steps a backtracking search takes on a line, counted on the tree of the expression: the same on every machine,
// however busy it is. A step is a character looked at, or a way tried.
import type { Node, Place, Repeat } from '../../pipeline/grok/go-regexp-ast.js'
import { isSingle, type Single, takes } from './witness.js'

/** Where a way goes on; true when it ends in a match. */
type Next = (at: number) => boolean

class Spent extends Error {}

/**
 * @param guard look-behind that tells where a match may begin, as JavaScript writes it; "" for everywhere
 * @returns Infinity where there are more than `most`, or where ways nest too deeply to follow
 */
export function stepsOf(root: Node, guard: string, line: string, most: number): number {
  const walk = new Walk([...line], most)
  try {
    walk.search(root, new RegExp(`^[^]${guard}$`, 'u'))
    return walk.steps
  } catch (error) {
    if (error instanceof Spent || error instanceof RangeError) return Number.POSITIVE_INFINITY
    throw error
  }
}

class Walk {
  steps = 0
  private readonly known = new Map<Single, Map<string, boolean>>()

  constructor(
    private readonly line: readonly string[],
    private readonly most: number,
  ) {}

  /** Tries every place where a match may begin. */
  search(root: Node, before: RegExp): void {
    for (let at = 0; at <= this.line.length; at++) {
      this.step()
      const mayBegin = at === 0 || before.test(this.line[at - 1]!)
      if (mayBegin && this.match(root, at, () => true)) return
    }
  }

  private match(node: Node, at: number, next: Next): boolean {
    this.step()
    switch (node.kind) {
      case 'empty':
        return next(at)
      case 'assert':
        return this.holds(node.place, at) && next(at)
      case 'group':
        return this.match(node.body, at, next)
      case 'concat':
        return this.sequence(node.parts, 0, at, next)
      case 'alternate':
        return node.branches.some((branch) => this.match(branch, at, next))
      case 'repeat':
        return isSingle(node.body)
          ? this.run(node, node.body, at, next)
          : this.round(node, 0, at, next)
      default:
        return this.fits(node, at) && next(at + 1)
    }
  }

  private sequence(parts: readonly Node[], index: number, at: number, next: Next): boolean {
    const part = parts[index]
    if (!part) return next(at)
    return this.match(part, at, (end) => this.sequence(parts, index + 1, end, next))
  }

  /** A repeat of one character, without nesting. */
  private run({ min, max, greedy }: Repeat, body: Single, at: number, next: Next): boolean {
    let count = 0
    const grow = () => count < max && this.fits(body, at + count) && ++count > 0
    while (count < min) if (!grow()) return false
    if (!greedy) {
      do if (this.tried(next, at + count)) return true
      while (grow())
      return false
    }
    while (grow());
    for (; count >= min; count--) if (this.tried(next, at + count)) return true
    return false
  }

  private round(repeat: Repeat, count: number, at: number, next: Next): boolean {
    const { body, min, max, greedy } = repeat
    const more = () =>
      count < max &&
      this.match(
        body,
        at,
        (end) => (end > at || count < min) && this.round(repeat, count + 1, end, next),
      )
    const done = () => count >= min && next(at)
    return greedy ? more() || done() : done() || more()
  }

  private tried(next: Next, at: number): boolean {
    this.step()
    return next(at)
  }

  private fits(node: Single, at: number): boolean {
    this.step()
    const character = this.line[at]
    if (character === undefined) return false
    const answers = this.known.get(node) ?? new Map<string, boolean>()
    this.known.set(node, answers)
    const answer = answers.get(character) ?? takes(node, character)
    answers.set(character, answer)
    return answer
  }

  private step(): void {
    if (++this.steps > this.most) throw new Spent()
  }

  private holds(place: Place, at: number): boolean {
    const before = this.line[at - 1]
    const behind = this.line[at]
    switch (place) {
      case 'text-start':
        return before === undefined
      case 'text-end':
        return behind === undefined
      case 'line-start':
        return before === undefined || before === '\n'
      case 'line-end':
        return behind === undefined || behind === '\n'
      default:
        return (isWord(before) !== isWord(behind)) === (place === 'word')
    }
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^\w$/.test(character)
}
