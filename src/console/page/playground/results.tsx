// What became of the records: a row for each, chosen by pointer or arrows, and the totals above.
import { useRef } from 'preact/hooks'
import { Empty } from '../controls/empty.js'
import { useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import { duration } from './figures.js'
import { MadePoints } from './made-points.js'
import { MOST_RECORDS } from './records.js'
import { ResultRow } from './result-row.js'
import { dispatch, playground, type State, type Trial, type Verdict, verdictOf } from './state.js'
import { VerdictFilter } from './verdict-filter.js'

export function Results() {
  const words = useWords().playground
  const state = useStore(playground)
  const { trial, records, left } = state
  return (
    <section class={`pane results${state.stale ? ' stale' : ''}`} aria-label={words.results}>
      <header>
        <h2>{words.results}</h2>
        {trial && <VerdictFilter results={trial.answer.results} only={state.only} />}
      </header>
      {trial && trial.answer.results.length > 0 && (
        <p class="totals">
          <Totals trial={trial} stale={state.stale} />
        </p>
      )}
      {records.length === 0 ? (
        <Empty title={words.noLines}>
          <p>{words.noLinesHint}</p>
        </Empty>
      ) : trial ? (
        <Rows state={state} trial={trial} />
      ) : (
        state.diagnostics.length > 0 && (
          <Empty title={words.noResults}>
            <p>{words.noResultsHint}</p>
          </Empty>
        )
      )}
      {left > 0 && <p class="note">{words.left(left, MOST_RECORDS)}</p>}
    </section>
  )
}

function Totals({ trial, stale }: { readonly trial: Trial; readonly stale: boolean }) {
  const words = useWords().playground
  const { results, compileMs } = trial.answer
  if (stale) return <>{words.stale}</>
  const cost = results.reduce((sum, { costNs }) => sum + costNs, 0)
  const each = duration(cost / results.length)
  return <>{words.totals(results.length, duration(cost), each, duration(compileMs * 1e6))}</>
}

interface RowsProps {
  readonly state: State
  readonly trial: Trial
}

function Rows({ state: { only, selected }, trial }: RowsProps) {
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
  const unrun = trial.records.length - results.length
  return (
    <>
      <ol class="rows" ref={list} onKeyDown={move}>
        {shown.map((index) => (
          <ResultRow
            key={index}
            index={index}
            trial={trial}
            isSelected={index === selected}
            isEntry={index === entry}
          />
        ))}
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
