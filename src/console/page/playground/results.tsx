// What became of the records: a row for each, chosen by pointer or arrows, and the totals above.
import { useMemo, useRef } from 'preact/hooks'
import { Empty } from '../controls/empty.js'
import { useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import { duration } from './figures.js'
import { MadePoints } from './made-points.js'
import { ResultRow } from './result-row.js'
import {
  type Costs,
  dispatch,
  playground,
  type State,
  type Trial,
  type Verdict,
  verdictOf,
} from './state.js'
import { VerdictFilter } from './verdict-filter.js'

export function Results() {
  const words = useWords().playground
  const state = useStore(playground)
  const { records, left } = state
  const trial = records.length > 0 ? state.trial : undefined
  return (
    <section class={`pane results${state.stale ? ' stale' : ''}`} aria-label={words.results}>
      <header>
        <h2>{words.results}</h2>
        {trial && <VerdictFilter results={trial.answer.results} only={state.only} />}
      </header>
      {trial && trial.answer.results.length > 0 && (
        <p class="totals">
          <Totals trial={trial} costs={state.costs} stale={state.stale} />
        </p>
      )}
      {trial ? <Rows state={state} trial={trial} /> : <Nothing state={state} />}
      {left > 0 && <p class="note">{words.left(left, records.length)}</p>}
    </section>
  )
}

function Nothing({ state: { records, left, diagnostics } }: { readonly state: State }) {
  const words = useWords().playground
  if (records.length === 0 && left === 0)
    return (
      <Empty title={words.noLines}>
        <p>{words.noLinesHint}</p>
      </Empty>
    )
  if (diagnostics.length === 0) return null
  return (
    <Empty title={words.noResults}>
      <p>{words.noResultsHint}</p>
    </Empty>
  )
}

interface TotalsProps {
  readonly trial: Trial
  readonly costs: Costs | undefined
  readonly stale: boolean
}

function Totals({ trial, costs, stale }: TotalsProps) {
  const words = useWords().playground
  if (stale) return <>{words.stale}</>
  const records = words.records(trial.answer.results.length)
  if (!costs) return <>{records}</>
  const half = costs.each.toSorted((a, b) => a - b)[costs.each.length >> 1]!
  const told = words.costs(duration(half), duration(costs.compileMs * 1e6))
  return (
    <span title={words.costsHint}>
      {records} · {told}
    </span>
  )
}

interface RowsProps {
  readonly state: State
  readonly trial: Trial
}

function Rows({ state: { only, selected, costs }, trial }: RowsProps) {
  const words = useWords().playground
  const list = useRef<HTMLOListElement>(null)
  const { results, gathered } = trial.answer
  const shown = indexesOf(trial, only)
  const entry = shown.includes(selected) ? selected : shown[0]
  const move = (event: KeyboardEvent) => {
    const at = shown.indexOf(selected)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key]
    const index = to === undefined ? undefined : shown[Math.max(0, Math.min(to, shown.length - 1))]
    if (index === undefined) return
    event.preventDefault()
    dispatch({ type: 'select', index })
    list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus()
  }
  // The same elements as before are not looked at again: with each key the script is another one, the results not yet.
  const rows = useMemo(
    () =>
      shown.map((index) => (
        <ResultRow
          key={index}
          index={index}
          trial={trial}
          costNs={costs?.each[index]}
          isSelected={index === selected}
          isEntry={index === entry}
        />
      )),
    [trial, only, selected, costs],
  )
  const unrun = trial.records.length - results.length
  return (
    <>
      <ol class="rows" ref={list} onKeyDown={move}>
        {rows}
      </ol>
      {shown.length === 0 && <p class="note">{words.noneOfThem}</p>}
      {gathered && <MadePoints title={words.gatheredTitle} points={gathered} now={trial.now} />}
      {unrun > 0 && <p class="note">{words.notRun(unrun)}</p>}
    </>
  )
}

function indexesOf({ answer }: Trial, only: Verdict | undefined): number[] {
  const all = answer.results.map((_, index) => index)
  return only ? all.filter((index) => verdictOf(answer.results[index]!) === only) : all
}
