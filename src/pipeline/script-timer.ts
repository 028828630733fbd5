// How long each script takes. Records of one script come in a row, so the clock is read where one script follows another and
// not once a record.
import type { Script } from './script.js'

export class ScriptTimer {
  private current: Script | undefined
  private since = 0

  /**
   * @param clock milliseconds, monotonic
   * @param spent gets the time of records in a row
   */
  constructor(
    private readonly clock: () => number,
    private readonly spent: (script: Script, ms: number) => void,
  ) {}

  /** The time from now on is of this script. */
  enter(script: Script): void {
    if (script !== this.current) this.turnTo(script)
  }

  /** It is of none. Again after what may have been cut off: the watchdog itself takes longer than many a record. */
  leave(): void {
    if (this.current) this.turnTo(undefined)
  }

  private turnTo(next: Script | undefined): void {
    const now = this.clock()
    const before = this.current
    const ms = now - this.since
    this.current = next
    this.since = now
    if (before) this.spent(before, ms)
  }
}
