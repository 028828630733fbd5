// The record that is looked at: its line, the tags and fields afterwards, what it made, and what ran on it.
import { useState } from 'preact/hooks'
import type { LineResult } from '../../../workbench/contract.js'
import { Button } from '../controls/button.js'
import { Empty } from '../controls/empty.js'
import { useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import { CaseDialog } from './case-dialog.js'
import { Entries } from './entries.js'
import { duration } from './figures.js'
import { MadePoints } from './made-points.js'
import { Failure } from './result-row.js'
import { playground, type Trial, verdictOf } from './state.js'
import { Steps } from './steps.js'
import { tagsOf } from './work.js'

export function RecordPane() {
  const words = useWords().playground
  const { trial, records, selected, stale } = useStore(playground)
  const result = records.length > 0 ? trial?.answer.results[selected] : undefined
  return (
    <section class={`pane record${stale ? ' stale' : ''}`} aria-label={words.record}>
      {trial && result ? (
        <RecordDetail trial={trial} index={selected} result={result} />
      ) : (
        <Empty title={words.noResults} />
      )}
    </section>
  )
}

interface RecordDetailProps {
  readonly trial: Trial
  readonly index: number
  readonly result: LineResult
}

function RecordDetail({ trial, index, result }: RecordDetailProps) {
  const words = useWords().playground
  const { explanation, costs } = useStore(playground)
  const costNs = costs?.each[index]
  const [saving, setSaving] = useState(false)
  const record = trial.records[index]!
  const verdict = verdictOf(result)
  const raw = { text: record.text, tags: tagsOf(trial.work.tags) }
  return (
    <>
      <header>
        <h2>{words.line(record.line)}</h2>
        <span class={`verdict ${verdict}`}>{words.verdicts[verdict]}</span>
        <span class="quiet">{costNs !== undefined && duration(costNs)}</span>
        <span class="spring" />
        <Button icon="check" onClick={() => setSaving(true)}>
          {words.saveCase}
        </Button>
      </header>
      <div class="record-body">
        <pre class="record-text">{record.text}</pre>
        {result.failure && <Failure failure={result.failure} />}
        <Entries point={result.point} raw={raw} now={trial.now} name={trial.work} />
        <MadePoints title={words.madeTitle} points={result.made} now={trial.now} />
        {explanation?.index === index && (
          <Steps steps={explanation.steps} file={`${trial.work.name}.p`} />
        )}
      </div>
      {saving && <CaseDialog record={record} onClose={() => setSaving(false)} />}
    </>
  )
}
