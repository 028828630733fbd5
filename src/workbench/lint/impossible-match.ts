// A regular expression that no text matches: the call is there for nothing.
import { parseGoRegexp } from '../../pipeline/grok/go-regexp-parse.js'
import { contradiction } from './impossible.js'
import { argumentPlace } from './place.js'
import { regexpsOf } from './regexps.js'
import type { Finding, Rule } from './rule.js'

export const impossibleMatch: Rule = {
  code: 'PL903',
  run: (script) =>
    regexpsOf(script).flatMap(({ call, source }): Finding[] => {
      const reason = contradiction(parseGoRegexp(source).root)
      if (reason === undefined) return []
      const message = `this pattern can never match: ${reason}`
      return [{ ...argumentPlace(call, 'pattern'), message, ...hintFor(reason) }]
    }),
}

function hintFor(reason: string): { hint?: string } {
  if (/\((`[$^]`)\)/.test(reason))
    return {
      hint: 'inside a pattern of several lines write (?m) before it; for the sign itself, a backslash',
    }
  return {}
}
