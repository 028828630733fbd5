// Runs a job some time after it is needed, or at once, but never twice at a time: what is needed meanwhile runs after.
import type { Clock } from '../util/clock.js'

export class Rhythm {
  private cancel: (() => void) | undefined
  /** When the timer runs off, in milliseconds of the clock. */
  private dueAt = 0
  private isRunning = false
  private run: Promise<void> = Promise.resolve()
  /** Asked for while it ran. */
  private asked: number | undefined
  private stopped = false

  /** @param job never rejects */
  constructor(
    private readonly clock: Clock,
    private readonly job: () => Promise<void>,
  ) {}

  /** The job is to run in so many milliseconds at the latest. */
  need(inMs: number): void {
    if (this.stopped) return
    if (this.isRunning) this.asked = Math.min(inMs, this.asked ?? inMs)
    else if (inMs > 0) this.wait(inMs)
    else this.begin()
  }

  /** Runs the job no more by itself; resolves when it does not run. */
  async stop(): Promise<void> {
    this.stopped = true
    this.cancel?.()
    this.cancel = undefined
    await this.run
  }

  private wait(ms: number): void {
    const at = this.clock.now() + ms
    if (this.cancel && this.dueAt <= at) return
    this.cancel?.()
    this.dueAt = at
    this.cancel = this.clock.after(ms, () => this.begin())
  }

  private begin(): void {
    this.cancel?.()
    this.cancel = undefined
    this.isRunning = true
    this.run = this.perform()
  }

  /** Never inside of who needs it. */
  private async perform(): Promise<void> {
    await Promise.resolve()
    await this.job()
    this.end()
  }

  private end(): void {
    this.isRunning = false
    const { asked } = this
    this.asked = undefined
    if (asked !== undefined) this.need(asked)
  }
}
