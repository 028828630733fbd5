// Equality by kind and content, as lists and `in` see it: 1 is not 1.0, NaN is nothing's equal.
import { isList, isMap, type Value } from './value.js'

/** Whether two values are of one kind and equal, lists and maps member by member. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, i) => sameValue(item, b[i] as Value))
  }
  if (!isMap(a) || !isMap(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key] as Value, b[key] as Value))
  )
}
