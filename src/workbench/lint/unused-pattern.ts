// An `add_pattern` that no later pattern of its block uses.
import { referencedNames } from '../../pipeline/grok/expand.js'
import { addedPatterns } from './patterns.js'
import { argumentPlace } from './place.js'
import type { Finding, LintedScript, Rule } from './rule.js'

export const unusedPattern: Rule = {
  code: 'PL902',
  run: (script) =>
    addedPatterns(script)
      .filter(({ isUsed }) => !isUsed)
      .map(({ name, call }): Finding => {
        const place = argumentPlace(call, 'name')
        return { ...place, message: `no pattern uses "${name}"`, hint: hint(name, script) }
      }),
}

/** A use outside of the block is a slip of another kind than none at all. */
function hint(name: string, script: LintedScript): string {
  const used = new Set(
    script.calls.flatMap(({ def, args }) =>
      'pattern' in def.params ? [...referencedNames(String(args.pattern))] : [],
    ),
  )
  if (used.has(name)) return 'it is known behind its place only, in its block and the blocks inside'
  return `write %{${name}} in a pattern behind it, or leave it out`
}
