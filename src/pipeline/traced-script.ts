// A script that tells about itself on every record: `ENV_ENABLE_DEBUG_FIELDS`.
import type { Point } from '../point/point.js'
import { type Outcome, Script } from './script.js'

/** Where scripts on disk come from; remote ones would be another namespace. */
const NAMESPACE = 'default'

export class TracedScript extends Script {
  constructor(script: Script) {
    super(script.file, script.body, script.loopSteps, script.states, script.keep)
  }

  /** Runs the script and adds `_pl_script`, `_pl_service`, `_pl_ns`, `_pl_status` and `_pl_cost` (nanoseconds). */
  override run(point: Point, now: bigint = point.time): Outcome {
    const start = performance.now()
    const outcome = super.run(point, now)
    const cost = performance.now() - start
    point.set('_pl_script', this.file)
    point.set('_pl_service', point.tags.get('service') ?? '')
    point.set('_pl_ns', NAMESPACE)
    point.set('_pl_status', outcome.failure ? 'error' : 'ok')
    point.set('_pl_cost', BigInt(Math.round(cost * 1e6)))
    return outcome
  }
}
