// How many deliveries go to a Dataway side by side. One, as long as one after the other keeps up: then records arrive in the
// order in which they came. When what waits does not shrink although it is taken, twice as many, and so on; when it has been
// caught up, one again.
import type { Clock } from '../util/clock.js'

export interface WidthOptions {
  readonly maxInFlight: number
  /** Most bytes of a body. */
  readonly maxRawBody: number
  readonly clock: Pick<Clock, 'now'>
}

/** How long one look at what waits is from the next. */
const WINDOW_MS = 5000
/** Fewer bodies than this are no backlog. */
const BACKLOG = 8

export class Width {
  /** Deliveries side by side. */
  value = 1
  private looked: { readonly at: number; readonly bytes: number } | undefined

  constructor(private readonly options: WidthOptions) {}

  /** A delivery was taken, and so many bytes still wait. */
  taken(bytes: number): void {
    const { maxInFlight, maxRawBody, clock } = this.options
    if (bytes < BACKLOG * maxRawBody) {
      this.value = 1
      this.looked = undefined
      return
    }
    const at = clock.now()
    const { looked } = this
    if (looked && at - looked.at < WINDOW_MS) return
    // A look from long ago was before an outage.
    if (looked && at - looked.at < 2 * WINDOW_MS && bytes >= looked.bytes)
      this.value = Math.min(maxInFlight, this.value * 2)
    this.looked = { at, bytes }
  }

  /** Order counts no longer: the time is running out. */
  open(): void {
    this.value = this.options.maxInFlight
  }
}
