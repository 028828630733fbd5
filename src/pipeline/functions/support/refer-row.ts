// What the two functions on reference tables share.
import type { Point } from '../../../point/point.js'
import type { Value } from '../../../point/value.js'
import type { Arg, CallSite, Cell, Row } from '../../define.js'

/** The name of the table for one record. A key such as `a.b` has no value where a value is wanted. */
export function tableName(arg: Arg, value: Value | undefined, site: CallSite): string {
  if (typeof value === 'string' && arg.kind !== 'attr') return value
  return site.fail('the name of a reference table must be a text')
}

/** Whether a value can stand in a table. */
export function isCell(value: Value | undefined): value is Cell {
  return ['string', 'bigint', 'number', 'boolean'].includes(typeof value)
}

/** Writes all columns of a row, when there is one. */
export function writeRow(point: Point, row: Row | undefined): void {
  for (const [column, cell] of row ?? []) point.set(column, cell)
}
