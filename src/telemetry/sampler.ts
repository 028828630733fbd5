// Lets one line a second through for each key and counts the rest, so that a failure that happens to every record
// says so once a second and not a million times.
import type { Clock } from '../util/clock.js'

const QUIET_MS = 1000

/** Keys are kinds of events with their reasons: few. Should one be made from data, memory stays bounded. */
const MOST_KEYS = 1000

interface Seen {
  at: number
  repeated: number
}

export class Sampler {
  private readonly seen = new Map<string, Seen>()

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  /** How many events of this key were held back since the last that passed; undefined when this one is held back. */
  pass(key: string): number | undefined {
    const now = this.clock.now()
    const last = this.seen.get(key)
    if (last && now - last.at < QUIET_MS && now >= last.at) {
      last.repeated++
      return undefined
    }
    if (this.seen.size >= MOST_KEYS) this.seen.clear()
    this.seen.set(key, { at: now, repeated: 0 })
    return last?.repeated ?? 0
  }
}
