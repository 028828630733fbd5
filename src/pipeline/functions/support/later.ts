// What a script does beyond its record is noted down and done when it has ended well. How much one record may note down is
// bounded: a loop must not fill the memory with it.
import type { CallSite, Effect, Run } from '../../define.js'

/** Most points that one record may make. */
export const MAX_POINTS = 1000
/** Most values that one record may add to aggregates. */
export const MAX_ADDITIONS = 10_000

/** Has the effect done after the script; more than `limit` for one record end the script. */
export function later(run: Run, effect: Effect, limit: number, site: CallSite): void {
  if (run.effects.length >= limit) site.fail(`one record may not make more than ${limit} points`)
  run.effects.push(effect)
}
