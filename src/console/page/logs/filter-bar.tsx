// The filters: text, source, host, status, matched. `/` goes to the text; Escape in it empties it.
import { useId, useRef } from 'preact/hooks'
import { Button } from '../controls/button.js'
import { Icon } from '../controls/icon.js'
import { useWords } from '../state/language.js'
import { useShortcut } from '../state/shortcuts.js'
import type { FacetValue } from './facets.js'
import { type FacetName, type Filters, isFiltering, NO_FILTERS } from './filters.js'

interface FilterBarProps {
  readonly filters: Filters
  readonly onFilters: (filters: Filters) => void
  readonly values: Readonly<Record<FacetName, readonly FacetValue[]>>
}

const SUGGESTED = 50

export function FilterBar({ filters, onFilters, values }: FilterBarProps) {
  const words = useWords().logs
  const search = useRef<HTMLInputElement>(null)
  useShortcut('/', words.search, () => search.current?.select())
  const set = (change: Partial<Filters>) => onFilters({ ...filters, ...change })
  return (
    <search class="filters">
      <span class="search-box">
        <Icon name="search" />
        <input
          ref={search}
          type="search"
          value={filters.text}
          placeholder={words.searchHint}
          aria-label={words.search}
          aria-keyshortcuts="/"
          onInput={(event) => set({ text: event.currentTarget.value })}
        />
      </span>
      {(['source', 'host', 'status'] as const).map((name) => (
        <FacetInput
          key={name}
          label={words[name]}
          value={filters[name]}
          values={values[name]}
          onValue={(value) => set({ [name]: value })}
        />
      ))}
      <select
        aria-label={words.matched}
        class={filters.matched ? 'set' : ''}
        value={filters.matched}
        onChange={(event) => set({ matched: event.currentTarget.value as Filters['matched'] })}
      >
        <option value="">{words.anyMatch}</option>
        <option value="yes">{words.onlyMatched}</option>
        <option value="no">{words.onlyUnmatched}</option>
      </select>
      {isFiltering(filters) && (
        <Button kind="quiet" icon="close" onClick={() => onFilters(NO_FILTERS)}>
          {words.clearFilters}
        </Button>
      )}
    </search>
  )
}

interface FacetInputProps {
  readonly label: string
  readonly value: string
  readonly values: readonly FacetValue[]
  readonly onValue: (value: string) => void
}

function FacetInput({ label, value, values, onValue }: FacetInputProps) {
  const id = useId()
  return (
    <>
      <input
        class={value ? 'facet-input set' : 'facet-input'}
        list={id}
        value={value}
        placeholder={label}
        aria-label={label}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      <datalist id={id}>
        {values.slice(0, SUGGESTED).map((item) => (
          <option key={item.value} value={item.value} />
        ))}
      </datalist>
    </>
  )
}
