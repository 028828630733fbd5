// The way of one delivery to a Dataway: sent whole, in parts when it is refused, and again until every record was taken or
// set aside. What one bad record does harms no other.
//
//   2xx                      taken
//   413, other 4xx           in halves, each for itself; a single record is set aside
//   401, 403                 waits with all others until the token is taken
//   network, time-out, 5xx   waits and goes again. After some failures it leaves its seat to others; when others are
//                            taken while it fails, it is not the Dataway: it goes in halves, and what is left of it
//                            waits longer and longer without holding up the rest
import type { Verdict } from './answers.js'
import { backOff, type Gate, type Ticket } from './gate.js'
import type { Naps } from './naps.js'
import type { ForwardOptions } from './options.js'
import type { Parcel } from './parcel.js'
import type { Seat } from './seats.js'

/** What came of one request. */
export interface Attempt {
  readonly verdict: Verdict
  /** As it is shown: `Bad Request`, `ECONNREFUSED`. */
  readonly status: string
  /** As records are set aside for it: `http_400`, `ECONNREFUSED`. */
  readonly reason: string
}

/** The Dataway as a journey sees it. */
export interface Road {
  readonly options: Pick<ForwardOptions, 'retryDelayMs' | 'maxRetryDelayMs'>
  readonly gate: Gate
  readonly naps: Naps
  readonly random: () => number
  /** Requests it has taken so far. */
  readonly taken: number
  /** One request. Throws nothing but Stopped. */
  attempt(parcel: Parcel): Promise<Attempt>
  answered(ticket: Ticket, taken: boolean): void
  /** It failed and the Dataway may be to blame. */
  failed(ticket: Ticket, parcel: Parcel, attempt: Attempt): void
  /** It failed and the records are to blame, they wait for themselves. */
  retrying(parcel: Parcel, attempt: Attempt, waitMs: number): void
  splitting(parcel: Parcel): void
  isExpired(parcel: Parcel): boolean
  /** Resolves when the records are kept, or lost for good. */
  setAside(parcel: Parcel, reason: string): Promise<void>
}

/** A part of the delivery and how it went so far. */
interface Leg {
  readonly parcel: Parcel
  failures: number
  /** Failures since which, and before which, others were taken: the records are to blame. */
  strikes: number
  /** Requests the Dataway had taken when it last failed; undefined before. */
  takenBefore: number | undefined
}

/** How the sending of a part ended. */
type End = { readonly do: 'accept' } | { readonly do: 'split' | 'give_up'; readonly reason: string }

/** So many single records refused and none taken: it is not the records. */
const HOPELESS = 32
/** After so many failures a delivery leaves its seat. */
const PATIENCE = 3
/** After so many strikes a part goes in halves. */
const STRIKES = 3
/** A part that is to blame waits up to so many times as long as one that is not. */
const LONGER = 10

/** It is too old as a whole, or its oldest chunk is: it should come again chunk by chunk. */
export class TooOld extends Error {
  constructor() {
    super('the delivery is too old')
    this.name = 'TooOld'
  }
}

export class Journey {
  private readonly left: Leg[]
  private readonly writes: Promise<void>[] = []
  private untouched = true
  private anyTaken = false
  private refusedSingles = 0

  constructor(
    private readonly whole: Parcel,
    private readonly road: Road,
    private readonly seat: Seat,
  ) {
    this.left = [legOf(whole)]
  }

  /**
   * Resolves when every record was taken or set aside.
   * @throws Stopped, TooOld: nothing of it has arrived, or it is to come again
   */
  async run(): Promise<void> {
    // From both ends in turn, so that a run of bad records at one end is not taken for the whole.
    for (let fromFront = true; this.left.length > 0; fromFront = !fromFront) {
      const leg = (fromFront ? this.left.shift() : this.left.pop())!
      this.finish(leg, await this.send(leg), fromFront)
      this.untouched = false
      this.seat.isHopeless = false
      this.seat.mustGiveUp = false
    }
    await Promise.all(this.writes)
  }

  private finish(leg: Leg, end: End, fromFront: boolean): void {
    const { parcel } = leg
    if (end.do === 'accept') {
      this.anyTaken = true
      return
    }
    const parts = end.do === 'split' && !this.isHopeless ? parcel.halves() : undefined
    if (parts) {
      this.road.splitting(parcel)
      const legs = parts.map((half) => halfOf(half, leg))
      if (fromFront) this.left.unshift(...legs)
      else this.left.push(...legs)
      return
    }
    if (parcel.count === 1) this.refusedSingles++
    this.writes.push(this.road.setAside(parcel, end.reason))
  }

  private get isHopeless(): boolean {
    return this.refusedSingles >= HOPELESS && !this.anyTaken
  }

  private async send(leg: Leg): Promise<End> {
    const { gate } = this.road
    for (;;) {
      if (this.isExpired(leg)) return { do: 'give_up', reason: 'expired' }
      const ticket = await gate.enter()
      if (this.isExpired(leg)) {
        gate.leave()
        return { do: 'give_up', reason: 'expired' }
      }
      const attempt = await this.road.attempt(leg.parcel)
      const { verdict } = attempt
      if (verdict.do === 'accept' || verdict.do === 'split') {
        this.road.answered(ticket, verdict.do === 'accept')
        return verdict
      }
      const struck = verdict.do === 'retry' && this.strike(leg)
      if (!struck) this.road.failed(ticket, leg.parcel, attempt)
      else gate.leave()
      this.seat.isHopeless = struck && leg.strikes >= STRIKES && leg.parcel.count === 1
      if (leg.failures >= PATIENCE) this.seat.leave()
      const end = struck ? await this.stepAside(leg, attempt) : undefined
      if (end) return end
    }
  }

  /** Counts a failure. Whether others were taken since the last one. */
  private strike(leg: Leg): boolean {
    const { taken } = this.road
    const struck = leg.takenBefore !== undefined && taken > leg.takenBefore
    leg.takenBefore = taken
    leg.failures++
    if (struck) leg.strikes++
    return struck
  }

  /** Waits for itself, the others go on. Answers how it ends when it does. */
  private async stepAside(leg: Leg, attempt: Attempt): Promise<End | undefined> {
    const { verdict, reason } = attempt
    if (verdict.do !== 'retry') return undefined
    const isToBlame = leg.strikes >= STRIKES && verdict.cause !== 'busy'
    if (isToBlame && leg.parcel.halves()) return { do: 'split', reason }
    if (!this.seat.mustGiveUp) await this.nap(leg, attempt, verdict.retryAfterMs)
    return this.seat.mustGiveUp ? { do: 'give_up', reason } : undefined
  }

  private async nap({ parcel, strikes }: Leg, attempt: Attempt, asked = 0): Promise<void> {
    const { options, naps, random } = this.road
    const longest = LONGER * options.maxRetryDelayMs
    const wait = Math.max(
      backOff(strikes, options.retryDelayMs, longest, random),
      Math.min(asked, longest),
    )
    this.road.retrying(parcel, attempt, wait)
    await naps.nap(wait, (wake) => {
      this.seat.onGiveUp = wake
    })
    this.seat.onGiveUp = undefined
  }

  private isExpired({ parcel }: Leg): boolean {
    if (!this.road.isExpired(parcel)) return false
    // Only its oldest chunk is known to be too old.
    if (this.untouched && this.whole.chunkCount > 1) throw new TooOld()
    return true
  }
}

function legOf(parcel: Parcel): Leg {
  return { parcel, failures: 0, strikes: 0, takenBefore: undefined }
}

/** What was to blame is in one of the halves: one strike more, and that one is cut again. */
function halfOf(parcel: Parcel, { strikes, failures, takenBefore }: Leg): Leg {
  return { parcel, failures, takenBefore, strikes: Math.min(strikes, STRIKES - 1) }
}
