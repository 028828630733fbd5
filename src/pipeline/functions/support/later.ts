// What a script does beyond its record is noted down and done when it has ended well. How much one record may note down is
// bounded: a loop must not fill the memory with it.
import type { CallSite, Effect, Run } from '../../define.js'

/** Most points, additions to aggregates and the like of one record. */
export const MOST_EFFECTS = 1000

/** Has the effect done after the script; too many for one record end the script. */
export function later(run: Run, effect: Effect, site: CallSite): void {
  if (run.effects.length >= MOST_EFFECTS)
    site.fail(`one record may not make or aggregate more than ${MOST_EFFECTS} points`)
  run.effects.push(effect)
}
