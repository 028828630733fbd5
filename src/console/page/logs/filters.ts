// What of the held rows is shown. All filters hold together; they are kept in the address of the page.
import type { Row } from './row.js'

export interface Filters {
  /** Words that all must be in the record, anywhere. */
  readonly text: string
  readonly source: string
  readonly host: string
  readonly status: string
  readonly matched: '' | 'yes' | 'no'
}

export const NO_FILTERS: Filters = { text: '', source: '', host: '', status: '', matched: '' }

/** Filters that compare one property of a row. */
export type FacetName = 'source' | 'host' | 'status'
export const FACETS: readonly FacetName[] = ['host', 'source', 'status']

export function isFiltering(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== '')
}

/**
 * The test of a row.
 * @param rows what is held: a value that some row has is meant exactly, another as a part
 * @param except a facet that is not looked at
 */
export function rowTest(
  filters: Filters,
  rows: readonly Row[],
  except?: FacetName,
): (row: Row) => boolean {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean)
  const facets = FACETS.filter((name) => name !== except && filters[name] !== '').map((name) =>
    facetTest(name, filters[name], rows),
  )
  const { matched } = filters
  return (row) =>
    facets.every((test) => test(row)) &&
    (matched === '' || row.matched === (matched === 'yes')) &&
    words.every((word) => row.searched.includes(word))
}

function facetTest(name: FacetName, value: string, rows: readonly Row[]): (row: Row) => boolean {
  if (rows.some((row) => row[name] === value)) return (row) => row[name] === value
  const part = value.toLowerCase()
  return (row) => row[name].toLowerCase().includes(part)
}

export function filtersFrom(params: URLSearchParams): Filters {
  const read = (name: string) => params.get(name) ?? ''
  const matched = read('matched')
  return {
    text: read('text'),
    source: read('source'),
    host: read('host'),
    status: read('status'),
    matched: matched === 'yes' || matched === 'no' ? matched : '',
  }
}

/** The filters that are set. */
export function paramsOf(filters: Filters): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''))
}
