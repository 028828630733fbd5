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

/** The line, shortened: `"aaaa…a" + "!"`. */
function shown({ attack, length }: Slowness): string {
  const { before, piece, after } = attack
  const times = Math.floor(
    (lineOf(attack, length).length - before.length - after.length) / piece.length,
  )
  const parts = [before, piece, after].map((part) =>
    JSON.stringify(part).replaceAll('\\u0001', '\\x01'),
  )
  const repeated = `${parts[1]} ${times} times`
  return [before && parts[0], repeated, after && parts[2]].filter((part) => part !== '').join(', ')
}

function hintFor({ anchorHelps }: Slowness, use: Use): string {
  if (anchorHelps)
    return 'begin the pattern with ^, so that it is not tried again at every character'
  const goOn = use === 'grok' ? '%{DATA} or .*' : '.*'
  return `let each part end where the next one begins: [^"]* or \\S+ in place of ${goOn}, and no repeat of a repeat`
}
