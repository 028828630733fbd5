// Reads and writes one key on record after record. What a record's shape means for the key (its slot, and the shape that
// follows) is remembered for the shape seen last, and that it is no tag for the tags seen last. A script can be interrupted
// between any two steps: what is remembered counts only when its last step, the shape, is done.
import type { Point } from './point.js'
import type { Shape } from './shape.js'
import type { Tags } from './tags.js'
import type { FieldValue } from './value.js'

/** Does what `point.get(key)` does. */
export function keyReader(key: string): (point: Point) => FieldValue | undefined {
  let shape: Shape | undefined
  let slot = -1

  return (point) => {
    if (point.shape !== shape) {
      shape = undefined
      slot = point.shape.slot(key) ?? -1
      shape = point.shape
    }
    const value = slot < 0 ? undefined : point.values[slot]
    return value === undefined ? point.tags.get(key) : value
  }
}

/** Does what `point.set(key, value)` does. */
export function keyWriter(key: string): (point: Point, value: FieldValue) => void {
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
      shape = undefined
      next = point.shape.slot(key) === undefined ? point.shape.with(key) : point.shape
      slot = next.slot(key) as number
      shape = point.shape
    }
    point.values[slot] = value
    point.shape = next
  }
}
