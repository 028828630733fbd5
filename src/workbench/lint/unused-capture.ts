// A capture that is removed or written again before anything reads it. Only names that stand in the pattern of the call
// itself: those of an added pattern may serve another grok.
import { capturesOf } from './effects.js'
import { type End, idleBehindGroks } from './flow.js'
import { captureName, lineOf, placeIn } from './place.js'
import type { Finding, LintedScript, Rule, SeenCall } from './rule.js'

export const unusedCapture: Rule = {
  code: 'PL906',
  run: (script) => {
    const behind = idleBehindGroks(script)
    return script.calls.flatMap((call) => {
      const idle = behind.get(call.node)
      if (!idle) return []
      return [...capturesOf(call)].flatMap((name) => {
        const end = idle.get(name)
        return end && standsIn(name, call) ? [finding(name, call, end, script)] : []
      })
    })
  },
}

function standsIn(name: string, { args }: SeenCall): boolean {
  return captureName(name).test(String(args.pattern))
}

function finding(name: string, call: SeenCall, end: End, { source }: LintedScript): Finding {
  const line = lineOf(source, end.call.node.at)
  const message = `nothing reads the capture "${name}" before it is ${end.how} in line ${line}`
  const hint = 'leave out its name: %{NAME} or (?:…) captures nothing'
  return { ...placeIn(source, call, 'pattern', captureName(name)), message, hint }
}
