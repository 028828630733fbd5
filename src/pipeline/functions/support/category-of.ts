// The argument `category` of the functions that make points.
import { categoryNames, categoryOf, type PointCategory } from '../../../point/category.js'
import { type Value, VOID } from '../../../point/value.js'
import type { CallSite } from '../../define.js'

/** The parameter, to be put among those of a function. */
export const CATEGORY_PARAM = {
  kind: 'any',
  optional: true,
  guard: true,
  default: 'metric',
  doc: `The category: ${categoryNames()
    .map((name) => `\`${name}\``)
    .join(', ')}.`,
} as const

/** The category that is meant; undefined when there is none of that name or the argument failed. Other kinds end the script. */
export function categoryArg(value: Value | undefined, site: CallSite): PointCategory | undefined {
  if (value === undefined) return undefined
  if (value === null || value === VOID) return 'metric'
  if (typeof value === 'string') return categoryOf(value)
  return site.fail('category must be str or nil')
}
