// Any value as a float, the way `cast` and `group_between` see it: texts by Go's ParseFloat, truth as 1 or 0, everything
// else 0.
import type { Value } from '../../../point/value.js'
import { parseGoFloat } from '../../../util/go-number.js'

/** A value as a float; 0 for what is no number. */
export function numberOf(value: Value): number {
  switch (typeof value) {
    case 'number':
      return value
    case 'bigint':
    case 'boolean':
      return Number(value)
    case 'string':
      return parseGoFloat(value) ?? 0
    default:
      return 0
  }
}
