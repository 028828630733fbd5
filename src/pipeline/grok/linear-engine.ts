// The engine whose time grows linearly with the text (re2js). It serves the expressions that JavaScript would
// match otherwise and the lines on which backtracking ran out of time. Compiled when first used.

import { RE2JS } from 're2js'
import type { Node } from './go-regexp-ast.js'
import { emitLinear } from './go-regexp-emit.js'

/** Groups by number, 0 the whole match; undefined where a group took no part. */
export interface Found {
  readonly index: number
  readonly end: number
  readonly groups: readonly (string | undefined)[]
}

/** Searches from a position of the text; what lies before it still counts for `\b` and `^`. */
export type Search = (text: string, from: number) => Found | null

export function linearSearch(node: Node): Search {
  let compiled: RE2JS | undefined
  return (text, from) => {
    compiled ??= RE2JS.compile(emitLinear(node))
    // Its way to tell a miss is ten times as fast as a search, but looks at whole texts only.
    if (from === 0 && !compiled.test(text)) return null
    const matcher = compiled.matcher(text)
    if (!matcher.find(from)) return null
    const groups: (string | undefined)[] = []
    for (let i = 0; i <= matcher.groupCount(); i++) groups.push(matcher.group(i) ?? undefined)
    return { index: matcher.start(), end: matcher.end(), groups }
  }
}
