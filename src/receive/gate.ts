// A gate is one reason not to read. It is shut above a level, open again below half of it, and keeps the time between.
import type { PauseReason, ReceiveEvents } from './events.js'

export class Gate {
  private shutAt: number | undefined

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    private readonly reason: PauseReason,
    private readonly events: ReceiveEvents,
    private readonly now: () => number = performance.now.bind(performance),
  ) {}

  get shut(): boolean {
    return this.shutAt !== undefined
  }

  /** Shuts or opens the gate; true when that changed anything. */
  set(shut: boolean): boolean {
    if (shut === this.shut) return false
    if (shut) this.shutAt = this.now()
    else {
      this.report()
      this.shutAt = undefined
    }
    this.events.pauseChanged(this.reason, shut)
    return true
  }

  /** Shuts above the limit, opens below half of it. */
  level(bytes: number, limit: number): boolean {
    if (this.shut) return bytes < limit / 2 && this.set(false)
    return bytes > limit && this.set(true)
  }

  /** Reports the time since the gate was shut, or since the last report. */
  report(): void {
    if (this.shutAt === undefined) return
    const now = this.now()
    this.events.paused(this.reason, (now - this.shutAt) / 1000)
    this.shutAt = now
  }
}
