// Who may send to a Dataway, and when. After a failure the gate is closed for a while that doubles with each failure
// in a row, with jitter so that the nodes of a cluster do not come back together; then one request goes at a time until
// one succeeds, and from there on as many as the Dataway bears.
//
//   enter ──▶ [queue, first come first served] ──gate open and a place free──▶ on its way ──▶ succeed | fail | leave
import type { Clock } from '../util/clock.js'
import type { Cause } from './answers.js'
import { Concurrency } from './concurrency.js'

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

/** The right to send one request. It knows which spell of failures it was given in, and when. */
export interface Ticket {
  readonly spell: number
  readonly since: number
}

interface Waiter {
  readonly resolve: (ticket: Ticket) => void
  readonly reject: (error: Stopped) => void
}

/** An answer must not close the gate for good. */
const LONGEST_WAIT_MS = 10 * 60 * 1000
/** One who refuses the token is asked again at least this often. */
const LONGEST_PAUSE_MS = 5 * 60 * 1000

export class Gate {
  private readonly queue: Waiter[] = []
  private readonly concurrency: Concurrency
  private running = 0
  private openAt = Number.NEGATIVE_INFINITY
  /** Failures in a row, those that refuse the token for themselves; requests on their way together count once. */
  private failures = 0
  private refusals = 0
  private spell = 0
  private cancelTimer: (() => void) | undefined
  private closed = false

  constructor(private readonly options: GateOptions) {
    this.concurrency = new Concurrency(options.maxInFlight)
  }

  /** Requests that may be on their way at a time. */
  get limit(): number {
    return this.failures + this.refusals > 0 ? 1 : this.concurrency.limit
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
  succeed({ since }: Ticket): void {
    this.failures = 0
    this.refusals = 0
    this.concurrency.answered(this.options.clock.now() - since)
    this.leave()
  }

  /** The request says nothing about the Dataway. */
  leave(): void {
    this.running--
    this.advance()
  }

  /**
   * The request failed.
   * @param waitMs how long the Dataway wants to be left alone
   * @returns milliseconds until the next request may go
   */
  fail({ spell }: Ticket, cause: Cause | 'refused', waitMs = 0): number {
    if (spell === this.spell) {
      this.spell++
      if (cause === 'refused') this.refusals++
      else this.failures++
      if (cause === 'busy' || cause === 'slow') this.concurrency.overloaded()
      else if (cause !== 'refused') this.concurrency.unreachable()
    }
    const asked = Math.min(waitMs, LONGEST_WAIT_MS)
    const wait = asked > 0 ? asked : this.backOff(cause)
    this.openAt = Math.max(this.openAt, this.options.clock.now() + wait)
    this.leave()
    return this.openAt - this.options.clock.now()
  }

  /** Ends the wait after failures: the time to try is running out. */
  hurry(): void {
    this.openAt = Number.NEGATIVE_INFINITY
    this.failures = 0
    this.refusals = 0
    this.advance()
  }

  /** Lets nobody in any more. */
  close(): void {
    this.closed = true
    this.cancelTimer?.()
    for (const { reject } of this.queue.splice(0)) reject(new Stopped())
  }

  private backOff(cause: Cause | 'refused'): number {
    const { retryDelayMs, maxRetryDelayMs, random } = this.options
    return cause === 'refused'
      ? backOff(this.refusals, maxRetryDelayMs, Math.max(maxRetryDelayMs, LONGEST_PAUSE_MS), random)
      : backOff(this.failures, retryDelayMs, maxRetryDelayMs, random)
  }

  private advance(): void {
    if (this.closed) return
    const now = this.options.clock.now()
    const wait = this.openAt - now
    this.cancelTimer?.()
    this.cancelTimer = undefined
    if (wait > 0) {
      if (this.queue.length > 0)
        this.cancelTimer = this.options.clock.after(wait, () => this.advance())
      return
    }
    while (this.running < this.limit && this.queue.length > 0) {
      this.running++
      this.queue.shift()!.resolve({ spell: this.spell, since: now })
    }
  }
}

/**
 * How long to wait after so many failures in a row: twice as long each time, less up to half of it by chance.
 * @param random from 0 to 1
 */
export function backOff(
  failures: number,
  firstMs: number,
  longestMs: number,
  random: () => number,
): number {
  const longest = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1))
  return longest * (0.5 + random() / 2)
}
