// A decoded message becomes a point: one copy of the template's row, the two values of its own, and the time of arrival.
import { Point } from '../point/point.js'
import type { FieldValue } from '../point/value.js'
import type { Template } from './template.js'

/** @param now time of arrival, Unix nanoseconds */
export function makePoint(
  template: Template,
  log: string,
  lines: number | undefined,
  now: bigint,
): Point {
  const point = new Point(template.source, now, template.tags)
  const values: FieldValue[] = template.values.slice()
  if (template.messageSlot !== undefined) values[template.messageSlot] = log
  if (template.linesSlot !== undefined) values[template.linesSlot] = lines!
  point.storageIndex = template.storageIndex
  point.shape = template.shape
  point.values = values
  return point
}
