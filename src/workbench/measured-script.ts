// A script that knows what its last run cost.
import { type Outcome, Script } from '../pipeline/script.js'
import type { Point } from '../point/point.js'

export class MeasuredScript extends Script {
  costNs = 0

  constructor(script: Script, statusMapping = true) {
    const { body } = script
    // Only logs have status words.
    const plain: typeof body = (point, run) => {
      body(point, run)
      run.statusMapping = false
    }
    super(script.file, statusMapping ? body : plain, script.loopSteps, script.states, script.keep)
  }

  override run(point: Point, now: bigint = point.time): Outcome {
    const start = performance.now()
    const outcome = super.run(point, now)
    this.costNs = Math.round((performance.now() - start) * 1e6)
    return outcome
  }
}
