// A compiled grok: text in, captures out. JavaScript's engine does the work wherever it gives Go's matches;
// the linear-time engine does the rest, and whatever a watchdog hands over by setting `linear`.

import { BoundedCache } from './bounded-cache.js'
import { type Capture, type CapturePlan, captureExec, captureReader } from './capture-code.js'
import { mayTouchSpace } from './edges.js'
import { type CaptureType, expandPattern, type PatternScope } from './expand.js'
import { children, type Node } from './go-regexp-ast.js'
import { emitJavaScript } from './go-regexp-emit.js'
import { groupsOfEveryRound } from './go-regexp-exact.js'
import { keepGroups } from './go-regexp-keep.js'
import { parseGoRegexp } from './go-regexp-parse.js'
import { javascriptRegExp } from './javascript-engine.js'
import { linearSearch } from './linear-engine.js'
import { nextId, type Switchable } from './running.js'
import { cutTail, leadingGuard, requiredText } from './shortcuts.js'

export type { Capture } from './capture-code.js'

export interface GrokMatcher extends Switchable {
  /** Point keys to write, one per distinct name, in the order of their first groups. */
  readonly names: readonly string[]
  readonly types: readonly CaptureType[]
  /** Captures in the order of `names`, trimmed and converted, or null. A fresh array for each call. */
  exec(text: string): Capture[] | null
}

export interface GrokOptions {
  /** Whether captures lose white space at both ends. */
  readonly trim: boolean
}

const matchers = new BoundedCache<GrokMatcher>(2000)

/**
 * Compiles a grok pattern with the patterns that `scope` knows. Equal ones share a matcher.
 * Throws PatternError for a wrong reference, RegexpError for an expression that Go would refuse.
 */
export function compileGrok(
  pattern: string,
  scope: PatternScope,
  { trim }: GrokOptions,
): GrokMatcher {
  const { source, types } = expandPattern(pattern, scope)
  const key = JSON.stringify([trim, [...types].sort(), source])
  return matchers.get(key, () => buildMatcher(source, types, trim))
}

/** The JavaScript expression (for flag `u`) of a Go one: named groups only, numbered, no shortcuts. */
export function javascriptOf(source: string): string {
  return emitJavaScript(namedGroups(source).root)
}

/** The tree with one group per name (where a name has several, the last one counts), and the names. */
export function namedGroups(source: string): { root: Node; groupOf: Map<string, number> } {
  const program = parseGoRegexp(source)
  const last = new Map<string, number>()
  program.names.forEach((name, index) => {
    if (name !== '') last.set(name, index)
  })
  const kept = [...last.values()].sort((a, b) => a - b)
  const groupOf = new Map([...last].map(([name, index]) => [name, kept.indexOf(index) + 1]))
  return { root: keepGroups(program, kept), groupOf }
}

function buildMatcher(
  source: string,
  typeOf: ReadonlyMap<string, CaptureType>,
  trim: boolean,
): GrokMatcher {
  const { root, groupOf } = namedGroups(source)
  const names = [...groupOf.keys()]
  const types = names.map((name) => typeOf.get(name) ?? 'str')
  const plans = planCaptures(root, [...groupOf.values()], types, trim)
  const search = linearSearch(root)
  const read = captureReader(plans)
  const slow = (text: string) => {
    const found = search(text, 0)
    return found === null ? null : read(found.groups)
  }
  const matcher = { id: nextId(), source, names, types, linear: false, exec: slow }
  matcher.exec = fastExec(root, plans, matcher, slow) ?? slow
  return matcher
}

function planCaptures(
  root: Node,
  groups: readonly number[],
  types: readonly CaptureType[],
  trim: boolean,
): CapturePlan[] {
  const always = groupsOfEveryRound(root)
  const padded = new Set(groupsThat(root, mayTouchSpace))
  return groups.map((group, i) => ({
    group,
    type: types[i]!,
    trim: trim && padded.has(group),
    optional: !always.has(group),
  }))
}

function groupsThat(node: Node, holds: (body: Node) => boolean): number[] {
  const inside = children(node).flatMap((child) => groupsThat(child, holds))
  return node.kind === 'group' && holds(node.body) ? [node.index, ...inside] : inside
}

/** The leftmost match by JavaScript's engine with all shortcuts, if it can serve this expression. */
function fastExec(
  root: Node,
  plans: readonly CapturePlan[],
  matcher: Switchable,
  slow: (text: string) => Capture[] | null,
) {
  const { head, tail } = cutTail(root)
  const expression = javascriptRegExp(head, 'u', leadingGuard(head))
  if (expression === undefined) return undefined
  const required = requiredText(head)
  return captureExec(plans, { matcher, expression, tail, required, slow })
}
