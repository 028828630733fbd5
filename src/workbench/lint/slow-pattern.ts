// A regular expression that some line holds up for long. The line was tried.
import { lineOf } from './attacks.js'
import { argumentPlace } from './place.js'
import { regexpsOf, type Use } from './regexps.js'
import type { Finding, Rule } from './rule.js'
import { LIMIT_MS, type Slowness, SlownessProbe } from './slowness.js'

export const slowPattern: Rule = {
  code: 'PL909',
  run: (script) => {
    const probe = new SlownessProbe(script.measureMs)
    return regexpsOf(script).flatMap(({ call, source, use }): Finding[] => {
      const slowness = probe.of(source, use)
      if (!slowness) return []
      const message = `a line of ${slowness.length} characters holds this pattern up for more than ${LIMIT_MS} ms: ${shown(slowness)}`
      return [{ ...argumentPlace(call, 'pattern'), message, hint: hintFor(slowness, use) }]
    })
  },
}

/** What the line is made of: `"x=", "a" 9998 times, "!"`. */
function shown({ attack, length }: Slowness): string {
  const { before, piece, after } = attack
  const rest = lineOf(attack, length).length - before.length - after.length
  const repeated = `${quoted(piece)} ${Math.floor(rest / piece.length)} times`
  return [before && quoted(before), repeated, after && quoted(after)].filter(Boolean).join(', ')
}

const LONGEST = 60

function quoted(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  return JSON.stringify(cut).replaceAll('\\u0001', '\\x01')
}

function hintFor({ anchorHelps }: Slowness, use: Use): string {
  if (anchorHelps && use !== 'all')
    return 'begin the pattern with ^, so that it is not tried again at every character'
  const goOn = use === 'grok' ? '%{DATA} or .*' : '.*'
  return `let each part end where the next one begins: [^"]* or \\S+ in place of ${goOn}, and no repeat of a repeat`
}
