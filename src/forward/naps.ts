// Waits that can be ended early, one by one or all at once.
import type { Clock } from '../util/clock.js'

export class Naps {
  private readonly wakers = new Set<() => void>()

  constructor(private readonly clock: Clock) {}

  /** @param onWaker gets what ends this wait */
  nap(ms: number, onWaker: (wake: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        cancel()
        this.wakers.delete(wake)
        resolve()
      }
      const cancel = this.clock.after(ms, wake)
      this.wakers.add(wake)
      onWaker(wake)
    })
  }

  wakeAll(): void {
    for (const wake of [...this.wakers]) wake()
  }
}
