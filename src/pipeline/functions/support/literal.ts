// Arguments that count only when they are literals of a scalar kind.
import type { FieldScalar } from '../../../point/value.js'
import type { Arg } from '../../define.js'

/** The value of a string, int, float or bool literal; undefined for every other node, `nil` too. */
export function scalarLiteral(arg: Arg): FieldScalar | undefined {
  const value = arg.constant
  if (value === null || value === undefined) return undefined
  return typeof value === 'object' || typeof value === 'symbol' ? undefined : value
}
