// What of the filters the tap is told, so that a busy node sends what is looked at: whole values that were seen. A part of
// a value, and several words, are searched in what is held.
import { useEffect, useState } from 'preact/hooks'
import type { FacetValue } from './facets.js'
import type { FacetName, Filters } from './filters.js'

/** Typing settles first: each change is another connection. */
const SETTLE_MS = 400

/** Records a second: more than anybody reads, so that a burst is whole. */
const RATE = 500

/** The query of the tap, with its question mark. */
export function useTapQuery(
  filters: Filters,
  values: Readonly<Record<FacetName, readonly FacetValue[]>>,
): string {
  const wanted = queryOf(filters, values)
  const [query, setQuery] = useState(wanted)
  useEffect(() => {
    if (wanted === query) return
    const timer = setTimeout(() => setQuery(wanted), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [wanted, query])
  return query
}

function queryOf(
  { source, host, status, matched, text }: Filters,
  values: Readonly<Record<FacetName, readonly FacetValue[]>>,
): string {
  const query = new URLSearchParams({ rate: String(RATE) })
  for (const [name, value] of Object.entries({ source, host, status })) {
    if (values[name as FacetName].some((item) => item.value === value)) query.set(name, value)
  }
  if (matched) query.set('matched', String(matched === 'yes'))
  if (/^\S{2,1000}$/.test(text)) query.set('text', text)
  return `?${query}`
}
