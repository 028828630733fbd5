// Who may send to a Dataway, and when. After a failure the gate is closed for a while that doubles with each failure
// in a row, with jitter so that the nodes of a cluster do not come back together; then one request goes through, and
// each success lets one more go at a time.
//
//   enter ──▶ [queue, first come first served] ──gate open and a place free──▶ on its way ──▶ succeed | fail
import type { Clock } from '../util/clock.js'

export interface GateOptions {
  readonly maxInFlight: number
  readonly retryDelayMs: number
  readonly maxRetryDelayMs: number
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
}

/** Sending was stopped. */
export class Stopped extends Error {
  constructor() {
    super('the forwarder has stopped')
    this.name = 'Stopped'
  }
}

/** The right to send one request. It knows which spell of failures it was given in. */
export interface Ticket {
  readonly spell: number
}

interface Waiter {
  readonly resolve: (ticket: Ticket) => void
  readonly reject: (error: Stopped) => void
}

/** An answer must not close the gate for good. */
const LONGEST_WAIT_MS = 10 * 60 * 1000

export class Gate {
  private readonly queue: Waiter[] = []
  private running = 0
  private limit: number
  private openAt = Number.NEGATIVE_INFINITY
  /** Failures in a row; requests that were on their way together count once. */
  private failures = 0
  private spell = 0
  private cancelTimer: (() => void) | undefined
  private closed = false

  constructor(private readonly options: GateOptions) {
    this.limit = options.maxInFlight
  }

  /** @throws Stopped when the gate is closed before it is this one's turn */
  enter(): Promise<Ticket> {
    if (this.closed) return Promise.reject(new Stopped())
    return new Promise((resolve, reject) => {
      this.queue.push({ resolve, reject })
      this.advance()
    })
  }

  /** The request was answered: the Dataway is there. */
  succeed(): void {
    this.running--
    this.failures = 0
    this.limit = Math.min(this.limit + 1, this.options.maxInFlight)
    this.advance()
  }

  /**
   * The request failed.
   * @param waitMs how long the Dataway wants to be left alone
   * @returns milliseconds until the next request may go
   */
  fail(ticket: Ticket, waitMs = 0): number {
    this.running--
    this.limit = 1
    if (ticket.spell === this.spell) {
      this.spell++
      this.failures++
    }
    const wait = waitMs > 0 ? Math.min(waitMs, LONGEST_WAIT_MS) : this.backOff()
    this.openAt = Math.max(this.openAt, this.options.clock.now() + wait)
    this.advance()
    return this.openAt - this.options.clock.now()
  }

  /** Ends the wait after failures: the time to try is running out. */
  hurry(): void {
    this.openAt = Number.NEGATIVE_INFINITY
    this.failures = 0
    this.advance()
  }

  /** Lets nobody in any more. */
  close(): void {
    this.closed = true
    this.cancelTimer?.()
    for (const { reject } of this.queue.splice(0)) reject(new Stopped())
  }

  private backOff(): number {
    const { retryDelayMs, maxRetryDelayMs, random } = this.options
    const longest = Math.min(maxRetryDelayMs, retryDelayMs * 2 ** (this.failures - 1))
    return longest * (0.5 + random() / 2)
  }

  private advance(): void {
    if (this.closed) return
    const wait = this.openAt - this.options.clock.now()
    this.cancelTimer?.()
    this.cancelTimer = undefined
    if (wait > 0) {
      if (this.queue.length > 0)
        this.cancelTimer = this.options.clock.after(wait, () => this.advance())
      return
    }
    while (this.running < this.limit && this.queue.length > 0) {
      this.running++
      this.queue.shift()!.resolve({ spell: this.spell })
    }
  }
}
