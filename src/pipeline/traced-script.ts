// A script that tells about itself on every record: `ENV_ENABLE_DEBUG_FIELDS`. Which script it is the record says from the
// start, so that scripts can ask for it; how it went, when the script has ended.
import type { Point } from '../point/point.js'
import { type Outcome, Script } from './script.js'

/** Where a record went through: remote scripts would be another namespace than those on disk. */
const ORIGIN = { _pl_service: 'datakit', _pl_ns: 'default' } as const

export class TracedScript extends Script {
  constructor(script: Script) {
    super(script.file, script.body, script.loopSteps, script.states, script.keep)
  }

  /**
   * Adds the tags `_pl_script`, `_pl_service` and `_pl_ns`, runs the script, and adds the tag `_pl_status` and the field `_pl_cost`
   * (seconds). Only what the end of a script that went well says replaces what the record has by that name.
   */
  override run(point: Point, now: bigint = point.time): Outcome {
    const start = performance.now()
    addTags(point, { _pl_script: this.file, ...ORIGIN })
    const outcome = super.run(point, now)
    const seconds = (performance.now() - start) / 1000
    if (outcome.failure) {
      addTags(point, { _pl_status: 'failed' })
      if (!point.has('_pl_cost')) point.setField('_pl_cost', seconds)
    } else {
      point.setTag('_pl_status', 'ok')
      point.set('_pl_cost', seconds)
    }
    return outcome
  }
}

/** Those whose keys the record does not have yet. */
function addTags(point: Point, tags: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(tags)) if (!point.has(key)) point.setTag(key, value)
}
