// What a call did to a record: the tags and fields it set, changed or removed, and the rest of the point.
import type { Point } from '../point/point.js'
import type { FieldValue } from '../point/value.js'

/** A point at one moment. */
export interface Moment {
  readonly name: string
  readonly time: bigint
  readonly dropped: boolean
  readonly tags: Point['tags']
  readonly shape: Point['shape']
  readonly values: Point['values']
}

/** Changes between two moments. */
export interface Changes {
  /** Undefined for a name that is gone. */
  readonly keys: ReadonlyMap<string, FieldValue | undefined>
  readonly name?: string
  readonly time?: bigint
  readonly dropped?: boolean
}

export function momentOf(point: Point): Moment {
  const { name, time, dropped, tags, shape, values } = point
  return { name, time, dropped, tags, shape, values: values.slice() }
}

export function changesSince(before: Moment, point: Point): Changes {
  return {
    keys: changedKeys(before, point),
    ...(point.name !== before.name && { name: point.name }),
    ...(point.time !== before.time && { time: point.time }),
    ...(point.dropped !== before.dropped && { dropped: point.dropped }),
  }
}

function changedKeys(before: Moment, point: Point): Map<string, FieldValue | undefined> {
  const changed = new Map<string, FieldValue | undefined>()
  const keys = new Set([...before.shape.keys, ...point.shape.keys])
  if (before.tags !== point.tags)
    for (const tags of [before.tags, point.tags]) for (const [key] of tags.sorted()) keys.add(key)
  for (const key of keys) {
    const value = point.get(key)
    if (!Object.is(value, valueAt(before, key))) changed.set(key, value)
  }
  return changed
}

function valueAt({ shape, values, tags }: Moment, key: string): FieldValue | undefined {
  const slot = shape.slot(key)
  const value = slot === undefined ? undefined : values[slot]
  return value === undefined ? tags.get(key) : value
}
