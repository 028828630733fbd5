// The view Logs: records as they arrive, filtered as one types; one of them opens beside the list.
import './logs.css'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Button } from '../controls/button.js'
import { Empty } from '../controls/empty.js'
import { countText } from '../state/format.js'
import { language, useWords } from '../state/language.js'
import { learnNodeName, nodeName } from '../state/node-name.js'
import { rewriteParams, route } from '../state/route.js'
import { useShortcut } from '../state/shortcuts.js'
import { useStore } from '../state/store.js'
import { FacetList } from './facet-list.js'
import { facetValues } from './facets.js'
import { feed } from './feed.js'
import { FilterBar } from './filter-bar.js'
import {
  FACETS,
  type FacetName,
  type Filters,
  filtersFrom,
  isFiltering,
  NO_FILTERS,
  paramsOf,
  rowTest,
} from './filters.js'
import { LinkState } from './link-state.js'
import { RecordGrid } from './record-grid.js'
import { RecordPanel } from './record-panel.js'
import type { Row } from './row.js'
import { useTapQuery } from './tap-query.js'

export function LogsView() {
  const words = useWords().logs
  const spoken = useStore(language)
  const [filters, setFilters] = useState<Filters>(() => filtersFrom(route.value.params))
  const { held, waiting, paused, pause } = usePausable()
  const [following, setFollowing] = useState(true)
  const [open, setOpen] = useState<Row>()
  const [active, setActive] = useState<Row>()
  const grid = useRef<HTMLDivElement>(null)
  const here = useStore(nodeName)

  const values = useMemo(
    () => ({
      host: facetValues(held, filters, 'host'),
      source: facetValues(held, filters, 'source'),
      status: facetValues(held, filters, 'status'),
    }),
    [held, filters],
  )
  const rows = useMemo(
    () => (isFiltering(filters) ? held.filter(rowTest(filters, held)) : held),
    [held, filters],
  )

  useFeed(useTapQuery(filters, values))
  useEffect(() => rewriteParams(paramsOf(filters)), [filters])
  useShortcut('p', paused ? words.resume : words.pause, () => pause(!paused))
  useShortcut('f', words.follow, () => setFollowing(!following))

  const choose = (row: Row) => {
    setActive(row)
    setFollowing(false)
    if (open) setOpen(row)
  }
  const close = () => {
    setOpen(undefined)
    grid.current?.querySelector<HTMLElement>('[role=grid]')?.focus()
  }
  const show = (row: Row) => {
    setActive(row)
    setFollowing(false)
    setOpen(row)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open || event.target instanceof HTMLInputElement) return
    close()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the record from anywhere in the view
    <div class={open ? 'logs with-record' : 'logs'} onKeyDown={onKeyDown}>
      <h1 class="unseen">{words.title}</h1>
      <FilterBar filters={filters} onFilters={setFilters} values={values} />
      <div class="log-tools">
        <LinkState />
        <span class="spring" />
        <span class="number muted">
          {words.shown(countText(rows.length, spoken), countText(held.length, spoken))}
        </span>
        <Button
          icon={paused ? 'play' : 'pause'}
          pressed={paused}
          label={words.pauseLabel}
          hotkey="p"
          onClick={() => pause(!paused)}
        >
          {paused ? words.resumeWith(countText(waiting, spoken)) : words.pause}
        </Button>
        <Button
          icon="down"
          pressed={following}
          label={words.followLabel}
          hotkey="f"
          onClick={() => setFollowing(!following)}
        >
          {words.follow}
        </Button>
        <Button icon="trash" kind="quiet" label={words.forget} onClick={() => feed.clear()} />
      </div>
      <div class="facets">
        {FACETS.map((name: FacetName) => (
          <FacetList
            key={name}
            title={words.facets[name]}
            values={values[name]}
            chosen={filters[name]}
            onChoose={(value) => setFilters({ ...filters, [name]: value })}
            marked={
              name === 'host' && here !== undefined
                ? { value: here, label: words.thisNode }
                : undefined
            }
          />
        ))}
      </div>
      <div class="record-list" ref={grid}>
        {rows.length > 0 ? (
          <RecordGrid
            rows={rows}
            active={active?.id}
            onActive={choose}
            onOpen={show}
            following={following}
            onFollowing={setFollowing}
          />
        ) : (
          <NoRecords anyHeld={held.length > 0} onClear={() => setFilters(NO_FILTERS)} />
        )}
      </div>
      {open && <RecordPanel row={open} onClose={close} />}
    </div>
  )
}

function NoRecords({ anyHeld, onClear }: { anyHeld: boolean; onClear: () => void }) {
  const words = useWords().logs
  if (anyHeld) {
    return (
      <Empty title={words.noneMatch}>
        <Button onClick={onClear}>{words.clearFilters}</Button>
      </Empty>
    )
  }
  return (
    <Empty title={words.noneYet}>
      <p>{words.noneYetHow}</p>
      <pre>logfwdserver demo --keep</pre>
    </Empty>
  )
}

/** What is held, or, while paused, what was held then; and how many came since. */
function usePausable() {
  const newest = useStore(feed.rows)
  const [frozen, setFrozen] = useState<readonly Row[]>()
  const held = frozen ?? newest
  const last = held.at(-1)
  const waiting = frozen ? newest.length - 1 - newest.lastIndexOf(last!) : 0
  const pause = (on: boolean) => setFrozen(on ? newest : undefined)
  return { held, waiting, paused: frozen !== undefined, pause }
}

/** Follows the tap while the view is shown. */
function useFeed(query: string): void {
  useEffect(() => {
    feed.start(query)
    learnNodeName().catch(() => {})
  }, [query])
  useEffect(() => () => feed.stop(), [])
}
