// Points that are no records: made by a script, or the result of an aggregate. They are brought to the rules of their category
// when they are made: names of keys and tag values that cannot be sent, keys that the storage side keeps for itself, what must
// be there.
import { obeyCategory, type PointCategory } from '../../../point/category.js'
import { limitKey, limitMeasurement, limitMetricKey, limitTagValue } from '../../../point/limits.js'
import { Point } from '../../../point/point.js'
import { Tags } from '../../../point/tags.js'
import type { FieldScalar } from '../../../point/value.js'

/** What a new point holds. A key that is a tag and a field becomes the tag. */
export interface Content {
  readonly name: string
  readonly tags: Iterable<readonly [string, string]>
  readonly fields: Iterable<readonly [string, FieldScalar]>
  /** Unix nanoseconds. */
  readonly time: bigint
}

/** A point of that category. */
export function newPoint(category: PointCategory, content: Content): Point {
  const tags = new Map(content.tags)
  const fields = new Map(content.fields)
  const keyOf = keyAdjuster(category, [...tags.keys(), ...fields.keys()])
  const kept: [string, string][] = []
  for (const [key, value] of tags) {
    const name = keyOf(key)
    if (name !== undefined) kept.push([name, limitTagValue(value)])
  }
  const point = new Point(limitMeasurement(content.name), content.time, Tags.of(kept))
  for (const [key, value] of fields) {
    const name = tags.has(key) ? undefined : keyOf(key)
    if (name !== undefined) point.setField(name, finite(value))
  }
  obeyCategory(point, category)
  return point
}

/** The infinities become the greatest and the least integer, as floats. */
function finite(value: FieldScalar): FieldScalar {
  if (value === Number.POSITIVE_INFINITY) return 2 ** 64
  return value === Number.NEGATIVE_INFINITY ? -(2 ** 63) : value
}

/** Keys that a point must not have, because its measurement is stored under them or the storage side sets them. */
const RESERVED: Partial<Record<PointCategory, readonly string[]>> = {
  logging: ['source', 'date'],
  dialtesting: ['source', 'date'],
  object: ['class', 'date'],
  custom_object: ['class', 'date'],
}

/**
 * Says how a key is called in the point; undefined when it is left out: when the category does not allow it, or when it has to be
 * changed and there is another one of the new name. Dots in keys are for metrics only.
 */
function keyAdjuster(category: PointCategory, keys: readonly string[]) {
  const reserved = RESERVED[category] ?? []
  const limited = category === 'metric' ? limitMetricKey : limitKey
  const known = new Set(keys)
  return (key: string): string | undefined => {
    const name = limited(key)
    if (name !== key && known.has(name)) return undefined
    known.add(name)
    return name === '' || reserved.includes(name) ? undefined : name
  }
}

/** The field `time` of a point that is finished: an int becomes its time, and the field goes in any case. */
export function takeTime(point: Point): void {
  const time = point.get('time')
  if (typeof time === 'bigint' && time !== 0n) point.time = time
  if (time !== undefined) point.delete('time')
}
