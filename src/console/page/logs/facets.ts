// How the rows spread over the values of a property: the lists beside them.
import { type FacetName, type Filters, rowTest } from './filters.js'
import type { Row } from './row.js'

export interface FacetValue {
  readonly value: string
  readonly count: number
}

/** The values of the rows that all other filters let through, most frequent first. */
export function facetValues(rows: readonly Row[], filters: Filters, name: FacetName): FacetValue[] {
  const test = rowTest(filters, rows, name)
  const counts = new Map<string, number>()
  for (const row of rows) {
    if (test(row)) counts.set(row[name], (counts.get(row[name]) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value))
}
