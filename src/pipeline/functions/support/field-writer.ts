// Writes one key on record after record. What a record's shape means for the key (its slot, and the shape that follows) is
// remembered for the shape seen last, and that it is no tag for the tags seen last.
import type { Point } from '../../../point/point.js'
import type { Shape } from '../../../point/shape.js'
import type { Tags } from '../../../point/tags.js'
import type { FieldValue } from '../../../point/value.js'

/** Does what `point.set(key, value)` does. */
export function fieldWriter(key: string): (point: Point, value: FieldValue) => void {
  let tags: Tags | undefined
  let shape: Shape | undefined
  let next: Shape
  let slot = 0

  return (point, value) => {
    if (point.tags !== tags) {
      if (point.tags.has(key)) return point.set(key, value)
      tags = point.tags
    }
    if (point.shape !== shape) {
      shape = point.shape
      next = shape.slot(key) === undefined ? shape.with(key) : shape
      slot = next.slot(key) as number
    }
    point.values[slot] = value
    point.shape = next
  }
}
