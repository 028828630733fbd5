// Time as the stages see it: milliseconds and timers, injected so that tests need no sleeping.

export interface Clock {
  /** Unix time in milliseconds. It never goes back: waits and ages are measured with it. */
  now(): number
  /** Calls `run` once after so many milliseconds; the answer takes the call back. */
  after(ms: number, run: () => void): () => void
}

/** `setTimeout` fires at once for anything longer; such a timer is as good as none. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Now in Unix nanoseconds, to the millisecond. */
export function nowNs(): bigint {
  return BigInt(Date.now()) * 1_000_000n
}

/** Wall time when the process started, and from then on a steady count, whatever is done to the system's clock. */
export const systemClock: Clock = {
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  after(ms, run) {
    const timer = setTimeout(run, Math.min(ms, LONGEST_TIMER_MS))
    return () => clearTimeout(timer)
  },
}
