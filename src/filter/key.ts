// What a key of a filter means in a record: a tag or a field, and the names of the measurement and the category.
import type { PointCategory } from '../point/category.js'
import type { Point } from '../point/point.js'
import type { FieldValue } from '../point/value.js'

/** The value of a key; undefined when it is missing or nil. */
export type ReadKey = (point: Point) => FieldValue | undefined

/** How filters of a category call the measurement. */
const MEASUREMENT: Readonly<Partial<Record<PointCategory, string>>> = {
  logging: 'source',
  dialtesting: 'source',
  network: 'source',
  rum: 'source',
  metric: 'measurement',
  object: 'class',
  custom_object: 'class',
}

/** A tag or field of that name comes first, but for a field `source`, which is never sent. */
export function keyOf(name: string, category: PointCategory): ReadKey {
  if (name === 'source' && MEASUREMENT[category] === name)
    return (point) => point.tags.get(name) ?? point.name
  if (name === MEASUREMENT[category]) return (point) => point.get(name) ?? point.name
  if (name === 'category') return (point) => point.get(name) ?? category
  return (point) => point.get(name) ?? undefined
}
