// Records whose script waits for an answer from outside. They stand apart, so that no other record waits with them, and
// come back to be run again, in the order in which their answers arrive. How many there can be is bounded by who answers.
import type { Point } from '../point/point.js'
import type { Job } from './guard.js'

export class Parked<J extends Job = Job> {
  /** Called when a record is ready to run again. */
  onReady: (() => void) | undefined
  private readonly ready: J[] = []
  private away = 0
  private readonly inside = new Set<Point>()

  /** @param answered settles when the answer is there, or will not come */
  add(job: J, answered: Promise<unknown>): void {
    this.away++
    this.inside.add(job.point)
    const back = () => {
      this.away--
      this.ready.push(job)
      this.onReady?.()
    }
    answered.then(back, back)
  }

  /** The records that are ready, oldest answer first. */
  take(): J[] {
    for (const { point } of this.ready) this.inside.delete(point)
    return this.ready.splice(0)
  }

  /** The records in here, as they are now. */
  get points(): ReadonlySet<Point> {
    return this.inside
  }

  /** Records in here, ready or not. */
  get size(): number {
    return this.away + this.ready.length
  }

  get hasReady(): boolean {
    return this.ready.length > 0
  }
}
