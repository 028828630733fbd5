// How many deliveries go to a Dataway side by side. One, as long as one after the other keeps up: then records arrive in the
// order in which they came. When what waits does not shrink although it is taken, twice as many, and so on; when it has been
// caught up, one again.
import type { Clock } from '../util/clock.js'

export interface WidthOptions {
  readonly maxInFlight: number
  /** Most bytes of a body. */
  readonly maxRawBody: number
  /** Most bytes that may wait. */
  readonly capacity: number
  readonly clock: Pick<Clock, 'now'>
}

/** How long one look at what waits is from the next. */
const WINDOW_MS = 5000
/** Fewer bodies than this are no backlog, */
const BACKLOG = 8
/** unless they fill so much of a small buffer. */
const SHARE = 0.5

/** What waited, and how often the Dataway had failed. */
interface Look {
  readonly at: number
  readonly bytes: number
  readonly failures: number
}

export class Width {
  /** Deliveries side by side. */
  value = 1
  private isOpen = false
  private looked: Look | undefined
  private readonly backlog: number

  constructor(private readonly options: WidthOptions) {
    const { maxRawBody, capacity } = options
    this.backlog = Math.min(BACKLOG * maxRawBody, SHARE * capacity)
  }

  /**
   * A delivery was taken, and so many bytes still wait.
   * @param failures requests that have failed so far
   */
  taken(bytes: number, failures: number): void {
    if (this.isOpen) return
    if (bytes < this.backlog) {
      this.value = 1
      this.looked = undefined
      return
    }
    const { maxInFlight, clock } = this.options
    const at = clock.now()
    const { looked } = this
    if (looked && at - looked.at < WINDOW_MS) return
    if (looked && bytes >= looked.bytes && !isOutage(looked, at, failures))
      this.value = Math.min(maxInFlight, this.value * 2)
    this.looked = { at, bytes, failures }
  }

  /** Order counts no longer: the time is running out. */
  open(): void {
    this.isOpen = true
    this.value = this.options.maxInFlight
  }
}

/** What came while nothing was taken says nothing; a Dataway that takes its time for each request has not failed. */
function isOutage({ at, failures }: Look, now: number, failuresNow: number): boolean {
  return now - at >= 2 * WINDOW_MS && failuresNow > failures
}
