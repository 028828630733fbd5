// Label values that come from clients must not grow the metrics without end.

/** Where the values beyond the limit are counted. */
export const OTHER = 'other'

/**
 * Keeps the first `limit` different values apart and folds all later ones into "other". Values that have a name
 * once keep it, so a series never jumps.
 */
export function folding(limit: number): (value: string) => string {
  const known = new Set<string>()
  return (value) => {
    if (known.has(value)) return value
    if (known.size >= limit) return OTHER
    known.add(value)
    return value
  }
}
