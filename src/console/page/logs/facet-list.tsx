// How the records spread over hosts, sources or statuses: a bar for each value, and a click keeps only its records.
import { useState } from 'preact/hooks'
import { Button } from '../controls/button.js'
import { countText } from '../state/format.js'
import { language, useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import type { FacetValue } from './facets.js'

interface FacetListProps {
  readonly title: string
  readonly values: readonly FacetValue[]
  /** The value that is filtered by; empty for none. */
  readonly chosen: string
  readonly onChoose: (value: string) => void
  /** A value that is marked: the name of this node among hosts. */
  readonly marked?: { readonly value: string; readonly label: string } | undefined
}

const SHOWN = 8

export function FacetList({ title, values, chosen, onChoose, marked }: FacetListProps) {
  const words = useWords().logs
  const spoken = useStore(language)
  const [all, setAll] = useState(false)
  const total = values.reduce((sum, { count }) => sum + count, 0)
  const shown = all ? values : values.slice(0, SHOWN)
  return (
    <section class="facet" aria-label={title}>
      <h2>
        {title} <span class="muted">{values.length > 1 ? values.length : ''}</span>
      </h2>
      <ul>
        {shown.map(({ value, count }) => (
          <li key={value}>
            <button
              type="button"
              class="facet-value"
              aria-pressed={value === chosen && value !== ''}
              disabled={value === ''}
              title={value}
              onClick={() => onChoose(value === chosen ? '' : value)}
            >
              <span class="bar-fill" style={{ width: `${(100 * count) / total}%` }} />
              <span class="facet-name">{value || words.noValue}</span>
              {marked?.value === value && <span class="here">{marked.label}</span>}
              <span class="number">{countText(count, spoken)}</span>
            </button>
          </li>
        ))}
      </ul>
      {values.length > SHOWN && (
        <Button kind="quiet" onClick={() => setAll(!all)}>
          {all ? words.fewer : words.more(values.length - SHOWN)}
        </Button>
      )}
    </section>
  )
}
