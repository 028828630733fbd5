// Label values that come from clients must not grow the metrics without end.
import { ownText } from '../util/own-text.js'

/** Where the values beyond the limit are counted. */
const OTHER = 'other'

/** Longest value; the rest is cut off. */
const LONGEST = 128

/**
 * Keeps the first `limit` different values apart and folds all later ones into "other". Values that have a name
 * once keep it, so a series never jumps.
 */
export function folding(limit: number): (value: string) => string {
  const known = new Set<string>()
  return (long) => {
    const value = long.length > LONGEST ? ownText(long.slice(0, LONGEST).toWellFormed()) : long
    if (known.has(value)) return value
    if (known.size >= limit) return OTHER
    known.add(value)
    return value
  }
}
