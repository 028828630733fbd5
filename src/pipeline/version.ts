// A version of a script: its text as it was compiled, with everything that the result depends on. It stays in use as long as
// all of that is the same, whatever else in its folder changes.
import { isDeepStrictEqual } from 'node:util'
import { type Expanded, PatternScope } from './grok/expand.js'
import type { Script } from './script.js'
import type { Keep } from './states.js'

export interface Version {
  readonly text: string
  readonly script: Script
  readonly keep: Keep
  /** The versions of other scripts that `use` found. */
  readonly uses: ReadonlyMap<string, Version>
  /** What was found in the pattern files; undefined for nothing. */
  readonly patterns: ReadonlyMap<string, Expanded | undefined>
}

/** Patterns that note what is looked up in them. Define nothing in them, but in a child. */
export class NotedPatterns extends PatternScope {
  readonly seen = new Map<string, Expanded | undefined>()

  override lookup(name: string): Expanded | undefined {
    const found = super.lookup(name)
    this.seen.set(name, found)
    return found
  }
}

/** Whether every pattern that a version has seen is still the same. */
export function samePatterns({ patterns }: Version, now: PatternScope): boolean {
  return [...patterns].every(([name, before]) => {
    const found = now.lookup(name)
    return found === before || isDeepStrictEqual(found, before)
  })
}

/** What these versions keep between records, and those that they use. */
export function keepsOf(versions: Iterable<Version>, keeps = new Set<Keep>()): Set<Keep> {
  for (const { keep, uses } of versions) {
    keeps.add(keep)
    keepsOf(uses.values(), keeps)
  }
  return keeps
}
