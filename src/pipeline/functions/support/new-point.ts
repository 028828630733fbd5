// Points that are no records: made by a script, or the result of an aggregate. They are brought to the rules of their category
// when they are made: names of keys, keys that the storage side keeps for itself, what must be there.
import { obeyCategory, type PointCategory } from '../../../point/category.js'
import { DEFAULT_MEASUREMENT } from '../../../point/limits.js'
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
export function newPoint(category: PointCategory, { name, tags, fields, time }: Content): Point {
  const kept = keysOf(category)
  const point = new Point(name || DEFAULT_MEASUREMENT, time, Tags.of(kept(tags)))
  for (const [key, value] of kept(fields))
    if (!point.tags.has(key)) point.setField(key, finite(value))
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

/** Leaves out keys that the category does not allow; dots in keys are for metrics only. */
function keysOf(category: PointCategory) {
  const reserved = RESERVED[category] ?? []
  return function* <T>(entries: Iterable<readonly [string, T]>): Iterable<readonly [string, T]> {
    for (const [key, value] of entries) {
      const name = category === 'metric' ? key : key.replaceAll('.', '_')
      if (name !== '' && !reserved.includes(name)) yield [name, value]
    }
  }
}

/** The field `time` of a point that is finished: an int becomes its time, and the field goes in any case. */
export function takeTime(point: Point): void {
  const time = point.get('time')
  if (typeof time === 'bigint' && time !== 0n) point.time = time
  if (time !== undefined) point.delete('time')
}
