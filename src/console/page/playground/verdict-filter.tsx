// How many records matched, missed, failed, were dropped: each figure shows only those.
import type { LineResult } from '../../../workbench/contract.js'
import { useWords } from '../state/language.js'
import { dispatch, type Verdict, verdictOf } from './state.js'

const VERDICTS: readonly Verdict[] = ['matched', 'missed', 'failed', 'dropped']

interface VerdictFilterProps {
  readonly results: readonly LineResult[]
  readonly only: Verdict | undefined
}

export function VerdictFilter({ results, only }: VerdictFilterProps) {
  const words = useWords().playground
  const counts = new Map<Verdict, number>()
  for (const result of results) {
    const verdict = verdictOf(result)
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  }
  const show = (verdict: Verdict | undefined) => dispatch({ type: 'only', verdict })
  return (
    <fieldset class="filter">
      <legend class="unseen">{words.only}</legend>
      <button type="button" aria-pressed={only === undefined} onClick={() => show(undefined)}>
        {words.all} <b>{results.length}</b>
      </button>
      {VERDICTS.filter((verdict) => counts.has(verdict) || only === verdict).map((verdict) => (
        <button
          type="button"
          key={verdict}
          class={verdict}
          aria-pressed={only === verdict}
          onClick={() => show(only === verdict ? undefined : verdict)}
        >
          {words.verdicts[verdict]} <b>{counts.get(verdict) ?? 0}</b>
        </button>
      ))}
    </fieldset>
  )
}
