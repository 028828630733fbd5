// Whether some line holds a regular expression up, by trying: the expression as the product runs it, on lines made to be
// slow for it, under the watchdog. It is slow when both hold:
// - A line of 10,000 characters takes longer than 10 ms, the time of some 5,000 ordinary lines. Measured: where the time grows
//   with the length it stays below 1 ms; with its square it is 20 to 200 ms; with its cube it is minutes.
// - The steps, counted on the tree, grow with the square of the length or faster, also for a match at the start of the text.
//   A search that only begins anew at each character is a square too; most patterns without a `^` have such lines, and the
//   time above is all that they cost. So they count from the cube on.
// The first is what matters, the second is the same on every machine, however busy.
import { BoundedCache } from '../../pipeline/grok/bounded-cache.js'
import { concat, type Node } from '../../pipeline/grok/go-regexp-ast.js'
import { keepGroups } from '../../pipeline/grok/go-regexp-keep.js'
import { parseGoRegexp } from '../../pipeline/grok/go-regexp-parse.js'
import { javascriptRegExp } from '../../pipeline/grok/javascript-engine.js'
import { namedGroups } from '../../pipeline/grok/matcher.js'
import { cutTail, leadingGuard, requiredText } from '../../pipeline/grok/shortcuts.js'
import { inTime } from '../../pipeline/watchdog.js'
import { type Attack, attacksOn, lineOf } from './attacks.js'
import type { Use } from './regexps.js'
import { stepsOf } from './steps.js'

/** Longest time on a line, in milliseconds. */
export const LIMIT_MS = 10
/** Length of the lines that are tried. */
const LINE_LENGTH = 10_000

export interface Slowness {
  /** The least of the lengths tried at which a line takes too long. */
  readonly length: number
  readonly attack: Attack
  /** Whether the same expression bound to the start of the text is not slow. */
  readonly anchorHelps: boolean
}

/** What came of expressions; undefined where there was no time to try. */
const known = new BoundedCache<Slowness | 'none' | undefined>(2000)

/** Tries expressions as long as its time lasts; those that were tried before cost nothing. */
export class SlownessProbe {
  constructor(private leftMs: number) {}

  /** The worst line for an expression in Go's syntax; undefined where no line is slow, or there was no time left. */
  of(source: string, use: Use): Slowness | undefined {
    const found = known.get(`${use} ${source}`, () =>
      this.leftMs > 0 ? this.measured(source, use) : undefined,
    )
    return found === 'none' ? undefined : found
  }

  private measured(source: string, use: Use): Slowness | 'none' {
    const start = performance.now()
    const found = tried(source, use) ?? 'none'
    this.leftMs -= performance.now() - start
    return found
  }
}

function tried(source: string, use: Use): Slowness | undefined {
  const root =
    use === 'grok' ? cutTail(namedGroups(source).root).head : keepGroups(parseGoRegexp(source), [])
  const search = searchOf(root, use)
  if (!search) return undefined
  for (const attack of costliest(search, root)) {
    if (isQuick(search, lineOf(attack, LINE_LENGTH))) continue
    const anchorHelps = growth(atStart(root), use, attack) < SQUARE
    if (growth(root, use, attack) < (anchorHelps ? CUBE : SQUARE)) continue
    const length = LENGTHS.find((n) => !isQuick(search, lineOf(attack, n))) ?? LINE_LENGTH
    return { attack, length, anchorHelps }
  }
  return undefined
}

function atStart(root: Node): Node {
  return concat([{ kind: 'assert', place: 'text-start' }, root])
}

/** Lengths of a line that are looked at to say how soon it is slow. */
const LENGTHS = [32, 64, 128, 256, 512, 1000, 2000, 5000]
/** Lines of this length are tried first, all of them in one go: what is linear takes microseconds. */
const FIRST_LENGTH = 1000
const FIRST_MS = 60
const ROUNDS = 3
/** Of those at most so many kinds, the slowest, are tried in full length. */
const MOST_TRIED = 8
/** Another process may have held up a try: it is slow only if it is so each time. */
const TRIES = 3
const SHORT_MS = 0.05
/** Lengths of the lines that steps are counted on. */
const COUNTED = [150, 300]
const MOST_STEPS = 500_000
/** From these values of `growth` on: 4 is the square of 2 and 8 its cube, and short lines grow somewhat less. */
const SQUARE = 3
const CUBE = 6

/** The lines that take longest. Where one holds up the tries of all, they go on behind it. */
function costliest(search: Search, root: Node): Attack[] {
  const attacks = withRequired(attacksOn(root), requiredText(root))
  const costs = attacks.map((attack) => ({ attack, ms: -1 }))
  let next = 0
  const tryAll = () => {
    for (; next < costs.length; next++) {
      costs[next]!.ms = Number.POSITIVE_INFINITY
      costs[next]!.ms = costOf(search, lineOf(costs[next]!.attack, FIRST_LENGTH))
    }
  }
  for (let round = 0; round < ROUNDS && !inTime(FIRST_MS, tryAll); round++) next++
  const worst = costs.toSorted((a, b) => b.ms - a.ms).map(({ attack }) => attack)
  return oneOfAKind(worst).slice(0, MOST_TRIED)
}

/** The first ones of those that differ in their ends only. */
function oneOfAKind(attacks: readonly Attack[]): Attack[] {
  const kinds = new Map<string, Attack>()
  for (const attack of attacks) {
    const kind = JSON.stringify([attack.before.length, attack.piece])
    if (!kinds.has(kind)) kinds.set(kind, attack)
  }
  return [...kinds.values()]
}

/** How many times the steps of a line are taken on one of twice the length. */
function growth(root: Node, use: Use, attack: Attack): number {
  const { before, after } = attack
  const [short, long] = COUNTED.map((length) => {
    const line = lineOf(attack, before.length + length + after.length)
    return stepsOf(root, guardOf(root, use), line, MOST_STEPS)
  })
  return short === Number.POSITIVE_INFINITY ? short : long! / short!
}

/** Milliseconds of one search; what seems long is looked at again, since the machine may have been busy. */
function costOf(search: Search, line: string): number {
  let least = Infinity
  for (let i = 0; i < TRIES && least > SHORT_MS; i++) {
    const start = performance.now()
    search(line)
    least = Math.min(least, performance.now() - start)
  }
  return least
}

function isQuick(search: Search, line: string): boolean {
  for (let i = 0; i < TRIES; i++) if (inTime(LIMIT_MS, () => void search(line))) return true
  return false
}

/** A grok looks for a text that every match has before it tries; a line without it is done at once. */
function withRequired(attacks: readonly Attack[], text: string): Attack[] {
  return attacks.flatMap((attack) => {
    const { before, piece, after } = attack
    if (text === '' || (before + piece + piece + after).includes(text)) return [attack]
    return [
      { before, piece, after: after + text },
      { before: text + before, piece, after },
    ]
  })
}

type Search = (line: string) => unknown

/** As the product runs it; nothing where the linear-time engine does. */
function searchOf(root: Node, use: Use): Search | undefined {
  const expression = javascriptRegExp(root, 'u', guardOf(root, use))
  const required = use === 'grok' ? requiredText(root) : ''
  return expression && ((line) => line.includes(required) && expression.exec(line))
}

function guardOf(root: Node, use: Use): string {
  return use === 'all' ? '' : leadingGuard(root)
}
