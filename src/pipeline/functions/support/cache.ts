// What the calls of cache_set and cache_get in one script share: values by key, each until its time is over, bounded in
// number and in bytes.
//
// There are two generations. Values are written to the young one; when it is full it becomes the old one, and what was old
// is forgotten. A value that is read in the old one moves to the young one, so what is in use stays. A run can be cut off
// between any two steps: a change of generations is one assignment, and the count of bytes is never too low.

import { copyValue } from '../../../point/copy-value.js'
import type { Value } from '../../../point/value.js'
import { ownText } from '../../../util/own-text.js'
import type { ScriptState } from '../../define.js'
import { type Kept, keep } from './kept-value.js'

/** What one generation holds. The cache holds at least this much of what was used last, and at most twice as much. */
export const GENERATION = { entries: 10_000, bytes: 16 * 1024 * 1024 } as const

interface Entry extends Kept {
  /** Unix nanoseconds when its time is over. */
  readonly until: bigint
}

interface Generations {
  readonly young: Map<string, Entry>
  readonly old: ReadonlyMap<string, Entry>
  /** Of the young one. */
  bytes: number
}

function none(): Generations {
  return { young: new Map(), old: new Map(), bytes: 0 }
}

export class Cache implements ScriptState {
  private kept = none()
  /** When the last value is over. */
  private latest = 0n

  /** A value of one's own; undefined when there is none or its time is over. */
  get(key: string, now: bigint): Value | undefined {
    const { young, old } = this.kept
    const entry = young.get(key) ?? old.get(key)
    if (entry === undefined || entry.until <= now) return undefined
    if (!young.has(key)) this.put(ownText(key), entry)
    return copyValue(entry.value)
  }

  /**
   * Keeps a copy of a value. One larger than a generation is not kept, and neither is what was under the key.
   * @param until Unix nanoseconds
   */
  set(key: string, value: Value, until: bigint): void {
    const kept = keep(value, GENERATION.bytes - 2 * key.length)
    const bytes = 2 * key.length + (kept?.bytes ?? 0)
    if (until > this.latest) this.latest = until
    this.put(ownText(key), { value: kept?.value ?? null, bytes, until: kept ? until : 0n })
  }

  tick(now: bigint, _emit: unknown, last: boolean): void {
    if (last || this.latest <= now) this.kept = none()
  }

  private put(key: string, entry: Entry): void {
    if (entry.bytes > GENERATION.bytes) return
    let { kept } = this
    if (kept.young.size >= GENERATION.entries || kept.bytes + entry.bytes > GENERATION.bytes) {
      kept = { young: new Map(), old: kept.young, bytes: 0 }
      this.kept = kept
    }
    const more = entry.bytes - (kept.young.get(key)?.bytes ?? 0)
    if (more > 0) kept.bytes += more
    kept.young.set(key, entry)
    if (more < 0) kept.bytes += more
  }
}
