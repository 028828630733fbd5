// The regular expressions of a script: those of grok with their references followed, and those of `match` and `replace`.
import { parseGoRegexp } from '../../pipeline/grok/go-regexp-parse.js'
import type { LintedScript, SeenCall } from './rule.js'

/**
 * How an expression is used: `grok` looks for its captures, `test` for any match, `all` for every match of a text.
 */
export type Use = 'grok' | 'test' | 'all'

export interface UsedRegexp {
  readonly call: SeenCall
  /** In Go's syntax. */
  readonly source: string
  readonly use: Use
}

const USES: Readonly<Record<string, Use>> = { grok: 'grok', match: 'test', replace: 'all' }

/** All of them have the parameter `pattern`. */
export function regexpsOf({ calls }: LintedScript): UsedRegexp[] {
  return calls.flatMap((call) => {
    const use = Object.hasOwn(USES, call.def.name) ? USES[call.def.name] : undefined
    return use ? [{ call, source: call.grok?.source ?? String(call.args.pattern), use }] : []
  })
}

/** The names that an expression gives to its groups. */
export function captureNames(source: string): ReadonlySet<string> {
  return new Set(parseGoRegexp(source).names.filter((name) => name !== ''))
}
