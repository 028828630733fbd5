// Points as people read them: each value with its type.
import type { MadePoint } from '../pipeline/define.js'
import type { Point } from '../point/point.js'
import type { ShownPoint, ShownValue } from './contract.js'
import { shownValue } from './shown-value.js'

export function shownPoint(point: Point): ShownPoint {
  const fields: Record<string, ShownValue> = Object.create(null)
  for (const [key, value] of point.fields()) fields[key] = shownValue(value)
  return {
    name: point.name,
    dropped: point.dropped,
    timeNs: String(point.time),
    tags: Object.fromEntries(point.tags.sorted()),
    fields,
  }
}

export function shownMade({ category, point }: MadePoint): ShownPoint & { category: string } {
  return { category, ...shownPoint(point) }
}
