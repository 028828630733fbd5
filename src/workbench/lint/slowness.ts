// Whether some line holds a regular expression up, by trying: the expression as the product runs it, on lines made to be
// slow for it, under the watchdog. An expression is slow when a line of 10,000 characters takes it longer than 10 ms, the
// time of some 5,000 ordinary lines. Measured on lines of that length: where the time grows with the length it stays below
// 1 ms; where a search begins anew at each character, or two repeats share a line between them, it is 20 to 200 ms; three
// repeats take minutes. So a machine of half or twice the speed comes to the same verdict.
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

/** Longest time on a line, in milliseconds. */
export const LIMIT_MS = 10
/** Length of the lines that are tried. */
export const LINE_LENGTH = 10_000

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
  const worst = costliest(search, root)
  const isSlow = (attack: Attack) => !isQuick(search, lineOf(attack, LINE_LENGTH))
  const attack = worst.find(isSlow)
  if (!attack) return undefined
  const length = LENGTHS.find((n) => !isQuick(search, lineOf(attack, n))) ?? LINE_LENGTH
  return { attack, length, anchorHelps: use !== 'all' && isQuickAtStart(root, use, worst) }
}

function isQuickAtStart(root: Node, use: Use, worst: readonly Attack[]): boolean {
  const start: Node = { kind: 'assert', place: 'text-start' }
  const search = searchOf(concat([start, root]), use)
  return (
    search === undefined || worst.every((attack) => isQuick(search, lineOf(attack, LINE_LENGTH)))
  )
}

/** Lengths of a line that are looked at to say how soon it is slow. */
const LENGTHS = [32, 64, 128, 256, 512, 1000, 2000, 5000]
/** Lines of this length are tried first, all of them in one go: what is linear takes microseconds. */
const FIRST_LENGTH = 1000
const FIRST_MS = 60
/** Of those at most so many, the slowest, are tried in full length. */
const MOST_TRIED = 4
/** Another process may have held up a try: it is slow only if it is so each time. */
const TRIES = 3
const SHORT_MS = 0.05

/** The lines that take longest. */
function costliest(search: Search, root: Node): Attack[] {
  const attacks = withRequired(attacksOn(root), requiredText(root))
  const costs = attacks.map((attack) => ({ attack, ms: Infinity }))
  let next = 0
  const ended = inTime(FIRST_MS, () => {
    for (; next < costs.length; next++) {
      const line = lineOf(costs[next]!.attack, FIRST_LENGTH)
      costs[next]!.ms = costOf(search, line)
    }
  })
  const reached = ended ? costs : costs.slice(0, next + 1)
  const worst = reached.toSorted((a, b) => b.ms - a.ms).slice(0, MOST_TRIED)
  return worst.map(({ attack }) => attack)
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
  const guard = use === 'all' ? '' : leadingGuard(root)
  const expression = javascriptRegExp(root, 'u', guard)
  const required = use === 'grok' ? requiredText(root) : ''
  return expression && ((line) => line.includes(required) && expression.exec(line))
}
