// A clock that stands still until it is told to go on, and tells when somebody begins to wait.
import type { Clock } from '../../src/util/clock.js'

interface Timer {
  readonly at: number
  readonly ms: number
  readonly run: () => void
}

export class ManualClock implements Clock {
  private timers: Timer[] = []
  private watches: { readonly ms: number; readonly resolve: () => void }[] = []

  constructor(private time = 1_700_000_000_000) {}

  readonly now = (): number => this.time

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.time + ms, ms, run }
    this.timers.push(timer)
    for (const watch of this.watches.filter((w) => w.ms === ms)) watch.resolve()
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }

  advance(ms: number): void {
    const end = this.time + ms
    for (;;) {
      const [next] = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (!next) break
      this.timers = this.timers.filter((other) => other !== next)
      this.time = Math.max(this.time, next.at)
      next.run()
    }
    this.time = end
  }

  /** How long each of those who wait does so. */
  get waits(): readonly number[] {
    return this.timers.map(({ ms }) => ms)
  }

  /** Resolves when somebody waits for exactly so many milliseconds. */
  waitedFor(ms: number): Promise<void> {
    if (this.timers.some((timer) => timer.ms === ms)) return Promise.resolve()
    return new Promise((resolve) => {
      this.watches.push({ ms, resolve })
    })
  }
}
