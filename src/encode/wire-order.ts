// What of a point goes on the wire, and in which order: tags and fields within the limits, sorted by the key that is sent.
// Both encodings keep to it. It depends on a shape or on tags alone, so it is found once for each of them.
import { hasStatus, type PointCategory } from '../point/category.js'
import { LIMITS, limitFieldKey, limitKey, limitTagValue } from '../point/limits.js'
import type { Point } from '../point/point.js'
import type { Shape } from '../point/shape.js'
import type { Tags } from '../point/tags.js'
import { byBytes } from '../util/byte-order.js'

export interface WireField {
  /** The key that is sent. */
  readonly key: string
  /** Where its value stands in the row of the point. */
  readonly slot: number
  /** Whether sending has changed the key: it may fall together with a tag. */
  readonly changed: boolean
}

/** Where the category has a `status`, a missing one is added as "info". */
export function addStatus(point: Point, category: PointCategory): void {
  if (hasStatus(category) && (point.get('status') ?? null) === null) point.set('status', 'info')
}

/** The fields of a shape within the limits. Of keys that fall together, the one that was so from the start counts. */
export function wireFields(shape: Shape): WireField[] {
  const wire = new Map<string, number>()
  shape.keys.forEach((key, slot) => {
    const sent = limitFieldKey(key)
    if (sent !== '' && (sent === key || !wire.has(sent))) wire.set(sent, slot)
  })
  return [...wire]
    .sort((a, b) => byBytes(a[0], b[0]))
    .slice(0, LIMITS.fields)
    .map(([key, slot]) => ({ key, slot, changed: shape.keys[slot] !== key }))
}

/** Tags within the limits. Of keys that fall together the first with a value counts; line protocol has no form for an empty one. */
export function wireTags(tags: Tags, empty: 'kept' | 'left out'): [string, string][] {
  const wire = new Map<string, string>()
  for (const [key, value] of tags.sorted()) {
    const sentKey = limitKey(key)
    const sentValue = limitTagValue(value)
    if (sentKey === '' || wire.get(sentKey)) continue
    if (sentValue !== '' || empty === 'kept') wire.set(sentKey, sentValue)
  }
  return [...wire].sort((a, b) => byBytes(a[0], b[0])).slice(0, LIMITS.tags)
}
