// A compiled grok: text in, captures out. JavaScript's engine does the work wherever it gives Go's matches;
// the linear-time engine does the rest, and whatever a watchdog hands over by setting `linear`.

import { trimSpace } from '../../util/trim-space.js'
import { BoundedCache } from './bounded-cache.js'
import { toBool, toFloat, toInt } from './convert.js'
import { type CaptureType, expandPattern, type PatternScope } from './expand.js'
import type { Node } from './go-regexp-ast.js'
import { emitJavaScript } from './go-regexp-emit.js'
import { keepGroups } from './go-regexp-keep.js'
import { parseGoRegexp } from './go-regexp-parse.js'
import { javascriptRegExp } from './javascript-engine.js'
import { linearSearch } from './linear-engine.js'
import { nextId, running, type Switchable } from './running.js'
import { cutTail, leadingGuard, requiredText } from './shortcuts.js'

export type Capture = string | bigint | number | boolean

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

/** The tree with one group per name: where a name has several, the last one counts. */
function namedGroups(source: string): { root: Node; names: string[]; slots: number[] } {
  const program = parseGoRegexp(source)
  const groupOf = new Map<string, number>()
  program.names.forEach((name, index) => {
    if (name !== '') groupOf.set(name, index)
  })
  const kept = [...groupOf.values()].sort((a, b) => a - b)
  const slots = [...groupOf.values()].map((index) => kept.indexOf(index) + 1)
  return { root: keepGroups(program, kept), names: [...groupOf.keys()], slots }
}

function buildMatcher(
  source: string,
  typeOf: ReadonlyMap<string, CaptureType>,
  trim: boolean,
): GrokMatcher {
  const { root, names, slots } = namedGroups(source)
  const types = names.map((name) => typeOf.get(name) ?? 'str')
  const readers = types.map((type) => READERS[type][trim ? 'trimmed' : 'whole'])
  const linear = linearSearch(root)
  const fast = fastSearch(root)

  const readAll = (groups: readonly (string | undefined)[]): Capture[] => {
    const captures = new Array<Capture>(slots.length)
    for (let i = 0; i < slots.length; i++) captures[i] = readers[i]!(groups[slots[i]!])
    return captures
  }
  const matcher: GrokMatcher = {
    id: nextId(),
    source,
    names,
    types,
    linear: false,
    exec(text) {
      if (fast === undefined || matcher.linear) {
        const found = linear(text, 0)
        return found === null ? null : readAll(found.groups)
      }
      running.matcher = matcher
      const groups = fast(text)
      running.matcher = undefined
      return groups === null ? null : readAll(groups)
    },
  }
  return matcher
}

type FastSearch = (text: string) => readonly (string | undefined)[] | null

/** Below this length, looking for the required text first costs more than it saves. */
const LONG = 512

/** The leftmost match by JavaScript's engine with all shortcuts, if it can serve this expression. */
function fastSearch(root: Node): FastSearch | undefined {
  const { head, tail, captured } = cutTail(root)
  const expression = javascriptRegExp(head, 'u', leadingGuard(head))
  if (expression === undefined) return undefined
  const required = requiredText(head)
  const misses = (text: string) => required !== '' && text.length > LONG && !text.includes(required)
  if (!captured) return (text) => (misses(text) ? null : expression.exec(text))
  return (text) => {
    if (misses(text)) return null
    const groups = expression.exec(text)
    if (groups === null) return null
    const start = groups.index + groups[0].length
    const end = tail === 'line' ? text.indexOf('\n', start) : -1
    groups.push(end < 0 ? text.slice(start) : text.slice(start, end))
    return groups
  }
}

type Reader = (text: string | undefined) => Capture

const text: Reader = (group) => group ?? ''
const trimmedText: Reader = (group) => (group === undefined ? '' : trimEnds(group))

/** How a group becomes a value; one that took no part counts as an empty text. */
const READERS: Readonly<Record<CaptureType, { readonly whole: Reader; readonly trimmed: Reader }>> =
  {
    str: { whole: text, trimmed: trimmedText },
    int: {
      whole: (group) => toInt(group ?? ''),
      trimmed: (group) => toInt(trimEnds(group ?? '')),
    },
    float: {
      whole: (group) => toFloat(group ?? ''),
      trimmed: (group) => toFloat(trimEnds(group ?? '')),
    },
    bool: {
      whole: (group) => toBool(group ?? ''),
      trimmed: (group) => toBool(trimEnds(group ?? '')),
    },
  }

/** trimSpace, with a quick way out for the usual text: printable ASCII at both ends. */
function trimEnds(text: string): string {
  const length = text.length
  if (length === 0) return text
  const first = text.charCodeAt(0)
  const last = text.charCodeAt(length - 1)
  return first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f ? text : trimSpace(text)
}
