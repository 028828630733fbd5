// A value of one's own, so that whoever changes it changes nobody else's.
import { isList, isMap, type Value } from './value.js'

/**
 * Lists and maps are copied, scalars are what they are.
 * @throws RangeError when it is nested too deep
 */
export function copyValue(value: Value): Value {
  if (isList(value)) return value.map(copyValue)
  if (!isMap(value)) return value
  const copy = { ...value }
  for (const key in copy) {
    const member = copy[key]!
    if (typeof member === 'object' && member !== null) copy[key] = copyValue(member)
  }
  return copy
}
