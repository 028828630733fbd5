// A name that a pattern captures more than once: only the last group counts, also where it took no part in the match.
import { parseGoRegexp } from '../../pipeline/grok/go-regexp-parse.js'
import { captureName, placeIn } from './place.js'
import type { Finding, LintedScript, Rule, SeenCall } from './rule.js'

export const doubledCapture: Rule = {
  code: 'PL907',
  run: (script) => script.calls.flatMap((call) => (call.grok ? doubled(call, script) : [])),
}

function doubled(call: SeenCall, { source }: LintedScript): Finding[] {
  const names = parseGoRegexp(call.grok!.source).names.filter((name) => name !== '')
  const twice = new Set(names.filter((name, i) => names.indexOf(name) < i))
  return [...twice].map((name) => {
    const times = names.filter((each) => each === name).length
    const message = `this pattern captures "${name}" ${times} times; only the last one counts, empty where it took no part`
    const hint = 'give each capture its own name, or put the alternatives into one group'
    return { ...placeIn(source, call, 'pattern', captureName(name)), message, hint }
  })
}
