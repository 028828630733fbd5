// How far a text satisfies a pattern. The longest row of pieces that is found in the text is looked for; the piece after it has
// failed. Where the text satisfies a part of that piece, or went further into an optional one before it, the search goes
// on inside, so that the innermost piece is named. Of several branches, the one that came furthest is told.
//
//   %{IP:ip} - \[%{HTTPDATE:time}\]      on  10.0.0.1 - [04/Foo/2022:…
//   ^^^^^^^^^^^^^ found, %{HTTPDATE:time} failed
//                %{MONTHDAY}/ found, %{MONTH} failed
import type { Expanded } from './expand.js'
import { Gaps } from './left-out.js'
import type { Level } from './levels.js'
import { type Branch, splitPattern, wholeOf } from './pieces.js'
import type { Probe } from './probe.js'
import { furthest, lengthOf, NOTHING, type Reach } from './walk.js'

export function reachOf(pattern: Expanded, probe: Probe): Reach {
  const level = { name: '', expanded: pattern }
  const branches = splitPattern(pattern.written)
  const furthestOne = furthest(level, branches, NOTHING, probe)
  if (branches.length === 1) return withGap(furthestOne, level, branches[0]!, probe)
  const reach = blamed(furthestOne)
  // Where nothing of any branch is found, none of them is meant more than the others.
  if (lengthOf(reach) > 0 || reach.where === 'here') return reach
  const trail = [{ level, piece: wholeOf(pattern.written) }]
  return { ...reach, from: 0, to: 0, trail, where: 'here' }
}

/** With what the text lacks, where a piece failed only because another one took what it is for. */
function withGap(reach: Reach, level: Level, branch: Branch, probe: Probe): Reach {
  const [place, inner] = reach.trail
  const failed = place === undefined ? -1 : branch.pieces.indexOf(place.piece)
  if (failed < 0 || inner !== undefined || reach.instead !== undefined) return blamed(reach)
  const gap = new Gaps(level, branch, probe).find(failed, reach.to)
  if (gap === undefined) return reach
  const { piece, ...rest } = gap
  const from = Math.min(reach.from, rest.to)
  return { ...reach, ...rest, from, trail: [{ level, piece }], where: 'here' }
}

/** With the piece that does not fit in the place of the one that failed behind it. */
function blamed(reach: Reach): Reach {
  const { trail, instead } = reach
  const last = trail.at(-1)
  if (last === undefined || instead === undefined) return reach
  const { piece, to, source } = instead
  return { ...reach, to, source, trail: [...trail.slice(0, -1), { ...last, piece }] }
}
