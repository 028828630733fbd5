// Plain regular expressions for `match`, `replace` and splitting, with the results of Go's regexp package.

import { BoundedCache } from './bounded-cache.js'
import type { Program } from './go-regexp-ast.js'
import { keepGroups } from './go-regexp-keep.js'
import { parseGoRegexp } from './go-regexp-parse.js'
import { javascriptRegExp, javascriptSearch } from './javascript-engine.js'
import { type Found, linearSearch, type Search } from './linear-engine.js'
import { nextId, running, type Switchable } from './running.js'
import { leadingGuard } from './shortcuts.js'
import { fillTemplate, parseTemplate } from './template.js'

export interface Regexp extends Switchable {
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean
  /** ReplaceAllString: `$1`, `${name}` and `$$` in the template; unknown groups are empty. */
  replace(text: string, template: string): string
  /** Split into at most `limit` pieces; all of them without one. */
  split(text: string, limit?: number): string[]
}

const expressions = new BoundedCache<Regexp>(1000)

/** Throws RegexpError for an expression that Go would refuse. Equal ones are shared. */
export function compileRegexp(source: string): Regexp {
  return expressions.get(source, () => buildRegexp(source))
}

/** As `compileRegexp`, but shared with nobody: its engine can be switched for good. */
export function ownRegexp(source: string): Regexp {
  return buildRegexp(source)
}

function buildRegexp(source: string): Regexp {
  const program = parseGoRegexp(source)
  const bare = keepGroups(program, [])
  const first = javascriptRegExp(bare, 'u', leadingGuard(bare))
  const regexp: Regexp = {
    id: nextId(),
    source,
    linear: false,
    test: (text) => {
      if (first === undefined || regexp.linear) return anywhere(text, 0) !== null
      running.matcher = regexp
      const found = first.test(text)
      running.matcher = undefined
      return found
    },
    replace: (text, template) => {
      const pieces = parseTemplate(template, program.names)
      const search = pieces.some((piece) => typeof piece !== 'string') ? withGroups() : anywhere
      return replaceAll(text, search, (found) => fillTemplate(pieces, found.groups))
    },
    split: (text, limit = -1) => splitBy(text, limit, anywhere, source === ''),
  }
  const anywhere = watched(program, [], regexp)
  let grouped: Search | undefined
  const withGroups = () => {
    const all = program.names.map((_, index) => index).slice(1)
    grouped ??= watched(program, all, regexp)
    return grouped
  }
  return regexp
}

/** A search that says what is running, on the engine that `owner` asks for. */
function watched(program: Program, kept: readonly number[], owner: Switchable): Search {
  const root = keepGroups(program, kept)
  const fast = javascriptSearch(root)
  const linear = linearSearch(root)
  return (text, from) => {
    if (fast === undefined || owner.linear) return linear(text, from)
    running.matcher = owner
    const found = fast(text, from)
    running.matcher = undefined
    return found
  }
}

/** An empty match right after the match before it is not replaced. */
function replaceAll(text: string, search: Search, replacement: (found: Found) => string): string {
  let result = ''
  let copied = 0
  let from = 0
  while (from <= text.length) {
    const found = search(text, from)
    if (found === null) break
    result += text.slice(copied, found.index)
    if (found.end > copied || found.index === 0) result += replacement(found)
    copied = found.end
    from = found.end > from ? found.end : next(text, from)
  }
  return result + text.slice(copied)
}

/** Go's Split: no piece before an empty match at the start, nothing after one at the end. */
function splitBy(text: string, limit: number, search: Search, isEmptySource: boolean): string[] {
  if (limit === 0) return []
  if (text === '' && !isEmptySource) return ['']
  const pieces: string[] = []
  let start = 0
  let end = 0
  for (const found of allMatches(text, search)) {
    if (limit > 0 && pieces.length === limit - 1) break
    end = found.index
    if (found.end !== 0) pieces.push(text.slice(start, end))
    start = found.end
  }
  if (end !== text.length) pieces.push(text.slice(start))
  return pieces
}

/** An empty match right after the match before it does not count. */
function* allMatches(text: string, search: Search): Generator<Found> {
  let from = 0
  let last = -1
  while (from <= text.length) {
    const found = search(text, from)
    if (found === null) return
    const isEmptyHere = found.end === from
    const accepted = !isEmptyHere || found.index !== last
    from = isEmptyHere ? next(text, from) : found.end
    last = found.end
    if (accepted) yield found
  }
}

/** The position after the code point at `at`. */
function next(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
}
