// An `add_pattern` that gives a name another meaning: what was written with the first one in mind goes wrong silently.
import type { AddedPattern } from './patterns.js'
import { addedPatterns } from './patterns.js'
import { argumentPlace, lineOf } from './place.js'
import type { Finding, Rule } from './rule.js'

export const shadowedPattern: Rule = {
  code: 'PL901',
  run: (script) =>
    addedPatterns(script).flatMap((added): Finding[] => {
      if (added.replaces === undefined) return []
      const place = argumentPlace(added.call, 'name')
      return [{ ...place, ...wording(added, script.source) }]
    }),
}

function wording({ name, text, replaces }: AddedPattern, source: string) {
  if (replaces === 'built-in') {
    return {
      message: `this replaces the built-in pattern "${name}" from here on; built-in patterns that use it keep theirs`,
      hint: 'give it another name',
    }
  }
  if (replaces === 'file') {
    return {
      message: `this replaces the pattern "${name}" of the pattern files from here on`,
      hint: 'give it another name',
    }
  }
  const earlier = replaces as AddedPattern
  const line = lineOf(source, earlier.call.node.at)
  if (earlier.text === text)
    return { message: `the pattern "${name}" is the same in line ${line}`, hint: 'leave it out' }
  return {
    message: `this replaces the pattern "${name}" of line ${line} from here on`,
    hint: 'give it another name',
  }
}
