// The way of one delivery to a Dataway: sent whole, in parts when it is refused, and again until every record was taken or
// set aside. What one bad record does harms no other.
//
//   2xx                      taken
//   413, other 4xx           in halves, each for itself; a single record is set aside
//   401, 403                 waits with all others until the token is taken
//   network, time-out, 5xx   waits and goes again, the other parts first. After some failures it leaves its seat to
//                            others. When others are taken while it fails, it is not the Dataway but the records: it
//                            goes in halves, and what is left of it waits longer and longer, for itself
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

type Retry = Extract<Verdict, { do: 'retry' }>

/** The Dataway as a journey sees it. */
export interface Road {
  readonly options: Pick<ForwardOptions, 'retryDelayMs' | 'maxRetryDelayMs'>
  readonly gate: Gate
  readonly naps: Naps
  readonly random: () => number
  readonly now: () => number
  /** Requests it has taken so far. */
  readonly taken: number
  /** One request. Throws nothing but Stopped. */
  attempt(parcel: Parcel): Promise<Attempt>
  answered(ticket: Ticket, taken: boolean): void
  /** It failed and the Dataway may be to blame. */
  failed(ticket: Ticket, parcel: Parcel, attempt: Attempt): void
  /** It failed and the records are to blame, they wait for themselves. */
  postponed(ticket: Ticket, parcel: Parcel, attempt: Attempt, waitMs: number): void
  splitting(parcel: Parcel): void
  isExpired(parcel: Parcel): boolean
  /** Resolves when the records are kept, or lost for good. */
  setAside(parcel: Parcel, reason: string): Promise<void>
  /** Waits for it. @throws Stopped when it takes too long for a stop */
  orStopped(work: Promise<unknown>): Promise<void>
}

/** A part of the delivery and how it went so far. */
interface Leg {
  readonly parcel: Parcel
  failures: number
  /** Failures since which, and before which, others were taken: the records are to blame. */
  strikes: number
  /** Requests the Dataway had taken when it last failed; undefined before. */
  takenBefore: number | undefined
  /** Goes in halves after so many failures, to see whether one of them is taken. */
  cutAt: number
  /** When it goes again, in milliseconds. */
  notBefore: number
  /** Why it did not arrive. */
  reason: string
}

/** What becomes of a part after a request. */
type End =
  | { readonly do: 'accept' }
  | { readonly do: 'later' | 'cut' }
  | { readonly do: 'split' | 'give_up'; readonly reason: string }

/** So many single records refused and none taken: it is not the records. */
const HOPELESS = 32
/** After so many failures a delivery leaves its seat. */
const PATIENCE = 3
/** After so many strikes a part goes in halves, */
const STRIKES = 3
/** and after so many failures also when nothing else is sent that could be taken. */
const DOUBTS = 6
/** A part that is to blame waits up to so many times as long as one that is not. */
const LONGER = 10

/** Its oldest chunk is too old: it should come again chunk by chunk. */
class TooOld extends Error {
  constructor() {
    super('the delivery is too old')
    this.name = 'TooOld'
  }
}

export class Journey {
  /** Parts that go next, and those that failed. */
  private readonly left: Leg[]
  private later: Leg[] = []
  private readonly writes: Promise<void>[] = []
  private fromFront = true
  private untouched = true
  private anyTaken = false
  private refusedSingles = 0

  constructor(
    private readonly whole: Parcel,
    private readonly road: Road,
    private readonly seat: Seat,
  ) {
    this.left = [
      {
        parcel: whole,
        failures: 0,
        strikes: 0,
        takenBefore: undefined,
        cutAt: DOUBTS,
        notBefore: Number.NEGATIVE_INFINITY,
        reason: '',
      },
    ]
  }

  /**
   * Resolves when every record was taken or set aside.
   * @throws Stopped, or TooOld: it is to come again
   */
  async run(): Promise<void> {
    for (let leg = await this.next(); leg; leg = await this.next()) {
      this.finish(leg, await this.send(leg))
    }
    if (this.writes.length === 0) return
    // Everything is on its way or where it belongs: others need not wait for the disk.
    this.seat.leave()
    await this.road.orStopped(Promise.all(this.writes))
  }

  private async next(): Promise<Leg | undefined> {
    for (;;) {
      // From both ends in turn, so that a run of bad records at one end is not taken for the whole.
      this.fromFront = !this.fromFront
      const leg = this.fromFront ? this.left.pop() : this.left.shift()
      if (leg) return leg
      if (this.seat.mustGiveUp) this.giveUpHopeless()
      const first = this.later.reduce<Leg | undefined>(earlier, undefined)
      if (!first) return undefined
      await this.nap(first)
      if (this.seat.mustGiveUp) continue
      this.later = this.later.filter((one) => one !== first)
      return first
    }
  }

  private finish(leg: Leg, end: End): void {
    if (end.do === 'later' || (end.do === 'cut' && !this.cut(leg))) {
      this.later.push(leg)
    } else if (end.do === 'accept') {
      this.untouched = false
      this.anyTaken = true
    } else if (end.do === 'give_up') {
      this.giveUp(leg, end.reason)
    } else if (end.do === 'split' && (this.nothingTaken || !this.cut(leg))) {
      if (leg.parcel.count === 1) this.refusedSingles++
      this.giveUp(leg, end.reason)
    }
  }

  private giveUp({ parcel }: Leg, reason: string): void {
    // Only its oldest chunk is known to be too old.
    if (reason === EXPIRED.reason && this.untouched && this.whole.chunkCount > 1) throw new TooOld()
    this.untouched = false
    this.writes.push(this.road.setAside(parcel, reason))
  }

  /** Whether there are halves to go on with. */
  private cut(leg: Leg): boolean {
    const parts = leg.parcel.halves()
    if (!parts) return false
    this.road.splitting(leg.parcel)
    const legs = parts.map((half) => halfOf(half, leg))
    if (this.fromFront) this.left.push(...legs)
    else this.left.unshift(...legs)
    return true
  }

  private get nothingTaken(): boolean {
    return this.refusedSingles >= HOPELESS && !this.anyTaken
  }

  private async send(leg: Leg): Promise<End> {
    const { gate } = this.road
    if (this.road.isExpired(leg.parcel)) return EXPIRED
    const ticket = await gate.enter()
    if (this.road.isExpired(leg.parcel)) {
      gate.leave()
      return EXPIRED
    }
    const attempt = await this.road.attempt(leg.parcel)
    const { verdict } = attempt
    if (verdict.do === 'accept' || verdict.do === 'split') {
      this.road.answered(ticket, verdict.do === 'accept')
      return verdict
    }
    if (verdict.do === 'pause') {
      this.road.failed(ticket, leg.parcel, attempt)
      return LATER
    }
    return this.failed(leg, ticket, attempt, verdict)
  }

  private failed(leg: Leg, ticket: Ticket, attempt: Attempt, { cause, retryAfterMs }: Retry): End {
    const struck = cause !== 'away' && this.strike(leg)
    leg.failures++
    leg.reason = attempt.reason
    const isBlamable = cause === 'broken' || cause === 'slow'
    const cut = isBlamable && (leg.strikes >= STRIKES || leg.failures >= leg.cutAt)
    if (struck) {
      leg.notBefore = this.road.now() + this.waitOf(leg, retryAfterMs)
      this.road.postponed(ticket, leg.parcel, attempt, leg.notBefore - this.road.now())
    } else {
      this.road.failed(ticket, leg.parcel, attempt)
    }
    this.seat.isHopeless = this.left.length === 0 && [leg, ...this.later].every(isHopeless)
    // Where the Dataway is away or has too much to do, others would fare no better: they stay behind this one, in order.
    if (isBlamable && leg.failures >= PATIENCE) this.seat.leave()
    return cut ? CUT : LATER
  }

  /** Whether others were taken since it last failed, or that was so often enough before. */
  private strike(leg: Leg): boolean {
    const { taken } = this.road
    const othersTaken = leg.takenBefore !== undefined && taken > leg.takenBefore
    leg.takenBefore = taken
    if (othersTaken) leg.strikes++
    return othersTaken || leg.strikes >= STRIKES
  }

  private waitOf({ strikes }: Leg, asked = 0): number {
    const { retryDelayMs, maxRetryDelayMs } = this.road.options
    const longest = LONGER * maxRetryDelayMs
    const wait = backOff(strikes, retryDelayMs, longest, this.road.random)
    return Math.max(wait, Math.min(asked, longest))
  }

  private async nap({ notBefore }: Leg): Promise<void> {
    const wait = notBefore - this.road.now()
    if (!(wait > 0)) return
    await this.road.naps.nap(wait, (wake) => {
      this.seat.onGiveUp = wake
    })
    this.seat.onGiveUp = undefined
  }

  /** Others need the place. */
  private giveUpHopeless(): void {
    const legs = this.later.filter(isHopeless)
    this.seat.mustGiveUp = false
    this.seat.isHopeless = false
    this.later = this.later.filter((leg) => !legs.includes(leg))
    for (const leg of legs) this.giveUp(leg, leg.reason)
  }
}

const LATER: End = { do: 'later' }
const CUT: End = { do: 'cut' }
const EXPIRED = { do: 'give_up', reason: 'expired' } as const

/** A single record that failed while others were taken. */
function isHopeless({ strikes, parcel }: Leg): boolean {
  return strikes > 0 && parcel.count === 1
}

function earlier(one: Leg | undefined, other: Leg): Leg {
  return one && one.notBefore <= other.notBefore ? one : other
}

/** What was to blame is in one of the halves: one strike more, and that one is cut again. */
function halfOf(parcel: Parcel, leg: Leg): Leg {
  const { failures, strikes } = leg
  return { ...leg, parcel, cutAt: failures + DOUBTS, strikes: Math.min(strikes, STRIKES - 1) }
}
