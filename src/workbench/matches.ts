// Whether a script took something out of a line: a grok that matched, a json function that found something, or a json or time
// function that changed the point.
import type { Observe, Step } from '../pipeline/define.js'
import type { Point } from '../point/point.js'

export class Matches {
  private readonly taken = new WeakSet<Point>()

  has(point: Point): boolean {
    return this.taken.has(point)
  }

  /** Watches the calls that may take something. */
  readonly observe: Observe = (step, { def }) => {
    switch (def.category) {
      case 'grok':
        return this.watch(step, (result) => result === true)
      case 'json':
        return this.watch(step, (result) => result !== undefined && result !== null)
      case 'time':
        return this.watch(step, () => false)
      default:
        return step
    }
  }

  /** @param found whether a result says that something was found */
  private watch(step: Step, found: (result: unknown) => boolean): Step {
    return (point, run, ...args) => {
      const { shape, tags, time } = point
      const values = point.values.slice()
      const result = step(point, run, ...args)
      const changed =
        point.shape !== shape ||
        point.tags !== tags ||
        point.time !== time ||
        point.values.some((value, i) => !Object.is(value, values[i]))
      if (changed || found(result)) this.taken.add(point)
      return result
    }
  }
}
