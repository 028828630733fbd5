// The blacklist: which records are left out, by category. Expressions run as JavaScript's inside the watchdog; one that is
// caught there runs on the linear-time engine from then on, so no line can stall the node.
import { running, type Switchable } from '../pipeline/grok/running.js'
import { inTime } from '../pipeline/watchdog.js'
import type { PointCategory } from '../point/category.js'
import type { Point } from '../point/point.js'
import { compileFilter, type Predicate } from './compile.js'
import type { FilterOptions } from './options.js'

/** Longest time of a batch, then of a record alone, before its expression counts as caught. */
const BUDGET_MS = 50

interface Blacklist {
  readonly isOut: Predicate
  readonly regexps: readonly Switchable[]
}

export class Filters {
  private readonly lists = new Map<PointCategory, Blacklist>()

  /** @throws FilterFault for an expression that was not checked before */
  constructor({ expressions }: FilterOptions) {
    for (const [category, sources] of Object.entries(expressions)) {
      const filters = sources.map((source) => compileFilter(source, category as PointCategory))
      if (filters.length === 0) continue
      this.lists.set(category as PointCategory, {
        isOut: (point) => filters.some(({ predicate }) => predicate(point)),
        regexps: filters.flatMap(({ regexps }) => regexps),
      })
    }
  }

  /** The points that are to be left out; those that a script dropped are not looked at. */
  leftOut(points: readonly Point[], category: PointCategory): ReadonlySet<Point> {
    const list = this.lists.get(category)
    if (!list) return NONE
    const out = new Set<Point>()
    const check = (point: Point) => {
      if (!point.dropped && list.isOut(point)) out.add(point)
    }
    if (list.regexps.length > 0) watched(points, check, list.regexps)
    else points.forEach(check)
    return out
  }
}

const NONE: ReadonlySet<Point> = new Set()

/** Checks every point. The one at hand when time runs out has a whole budget of its own before an expression is switched. */
function watched(
  points: readonly Point[],
  check: (point: Point) => void,
  regexps: readonly Switchable[],
): void {
  let at = 0
  let suspect = -1
  const rest = () => {
    for (; at < points.length; at++) check(points[at]!)
  }
  caught()
  while (!inTime(BUDGET_MS, rest) && at < points.length) {
    const culprit = caught()
    if (at !== suspect) suspect = at
    else if (culprit) culprit.linear = true
    else {
      // It cannot be told which it was, or all are linear already and the record is just long.
      for (const regexp of regexps) regexp.linear = true
      check(points[at++]!)
    }
  }
}

/** The expression that was running, once. */
function caught(): Switchable | undefined {
  const { matcher } = running
  running.matcher = undefined
  return matcher
}
