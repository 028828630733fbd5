// A bucket of aggregates: values gathered in groups by their tags, until an interval is over or there are enough of them.
// Then each group leaves as one point, and the bucket is empty unless it keeps its values.
import type { PointCategory } from '../../../point/category.js'
import { LIMITS, limitTagValue } from '../../../point/limits.js'
import { ownText } from '../../../util/own-text.js'
import type { Emit } from '../../define.js'
import { type Aggregation, aggregation } from './aggregation.js'
import { newPoint } from './new-point.js'

/** Most groups of a bucket. Another one makes all of them leave early, and what is kept is forgotten, rather than lost. */
export const MAX_GROUPS = 10_000
/** Most characters of the tags of all groups, with the same consequence. */
const MAX_TAG_TEXT = 8 * 1024 * 1024

export interface BucketSettings {
  readonly category: PointCategory
  readonly name: string
  /** Nanoseconds; 0 for none. */
  readonly interval: bigint
  /** Values that make the groups leave; 0 for any number. */
  readonly count: number
  /** Whether groups go on with their values after they have left. */
  readonly keepsValues: boolean
  readonly tags: readonly (readonly [string, string])[]
}

/** One value on its way into a bucket. */
export interface Addition {
  /** Field of the aggregate. */
  readonly field: string
  /** Name of the aggregation; one that is not known adds nothing. */
  readonly how: string
  /** Tags of the group. */
  readonly by: readonly (readonly [string, string])[]
  readonly value: number
}

interface Group {
  readonly by: Addition['by']
  readonly fields: Map<string, Aggregation>
}

export class Bucket {
  private groups = new Map<string, Group>()
  private tagText = 0
  private added = 0
  private due: bigint

  /** @param now Unix nanoseconds when the first interval begins */
  constructor(
    private readonly settings: BucketSettings,
    now: bigint,
  ) {
    this.due = now + settings.interval
  }

  add(addition: Addition, now: bigint, emit: Emit): void {
    this.tick(now, emit)
    const { field, how, value, by } = addition
    const fresh = aggregation(how)
    if (!fresh) return
    const { fields } = this.groupOf(by.map(limited), now, emit)
    const aggregated = fields.get(field) ?? fresh
    fields.set(field, aggregated)
    aggregated.add(value)
    this.added++
    const { count } = this.settings
    if (count > 0 && this.added >= count) this.flush(now, emit)
  }

  /** Lets the groups go when the interval is over. */
  tick(now: bigint, emit: Emit): void {
    const { interval } = this.settings
    if (interval === 0n) return
    if (now >= this.due) {
      this.flush(now, emit)
      this.due += ((now - this.due) / interval + 1n) * interval
    } else if (this.due - now > interval) this.due = now + interval // the clock was set back
  }

  /** Every group leaves as a point. */
  flush(now: bigint, emit: Emit): void {
    const { category, name, tags, keepsValues } = this.settings
    this.added = 0
    for (const { by, fields } of this.groups.values()) {
      const values = [...fields].map(([field, { value }]) => [field, value] as const)
      const content = { name, tags: [...tags, ...by], fields: values, time: now }
      emit({ category, point: newPoint(category, content), by: 'agg_create' })
    }
    if (!keepsValues) this.clear()
  }

  private groupOf(by: Addition['by'], now: bigint, emit: Emit): Group {
    const key = JSON.stringify(by)
    const known = this.groups.get(key)
    if (known) return known
    if (this.groups.size >= MAX_GROUPS || this.tagText + key.length > MAX_TAG_TEXT) {
      this.flush(now, emit)
      this.clear()
    }
    const own = by.map(([tag, value]) => [tag, ownText(value)] as const)
    const group: Group = { by: own, fields: new Map() }
    this.groups.set(key, group)
    this.tagText += key.length
    return group
  }

  private clear(): void {
    this.groups = new Map()
    this.tagText = 0
  }
}

/** A tag as it will be sent; what differs beyond that is one group. */
function limited([key, value]: readonly [string, string]): readonly [string, string] {
  return [key, limitTagValue(value.slice(0, LIMITS.tagValue))]
}
