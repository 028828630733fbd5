// Asks for the title of a case, runs its line as the test command will, and adds it to the list.
import { useState } from 'preact/hooks'
import { ARRIVAL, titleFrom } from '../../../workbench/case-form.js'
import { reasonOf } from '../api/client.js'
import { Button } from '../controls/button.js'
import { Dialog } from '../controls/dialog.js'
import { useWords } from '../state/language.js'
import { makeCase } from './cases.js'
import { tryScript } from './engine.js'
import type { SampleRecord } from './records.js'
import { requestOf } from './request.js'
import { dispatch, playground } from './state.js'
import { tagsOf } from './work.js'

interface CaseDialogProps {
  readonly record: SampleRecord
  readonly onClose: () => void
}

export function CaseDialog({ record, onClose }: CaseDialogProps) {
  const words = useWords().playground
  const [title, setTitle] = useState(titleFrom(record.text))
  const [fault, setFault] = useState('')
  const save = async (event: Event) => {
    event.preventDefault()
    try {
      const saved = await caseOf(record.text, title.trim() || titleFrom(record.text))
      const cases = [...playground.value.cases, saved]
      dispatch({ type: 'cases', cases, notice: words.saved(saved.title) })
      onClose()
    } catch (error) {
      setFault(error instanceof NoResult ? error.message : words.unanswered(reasonOf(error)))
    }
  }
  return (
    <Dialog title={words.saveCase} onClose={onClose}>
      <form onSubmit={(event) => void save(event)}>
        <label class="field">
          <span>{words.caseTitle}</span>
          <input value={title} onInput={(event) => setTitle(event.currentTarget.value)} />
        </label>
        <pre class="record-text">{record.text}</pre>
        <p class="quiet">{words.caseNote}</p>
        {fault && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <div class="dialog-end">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit">
            {words.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** The script does not compile, or has no end. */
class NoResult extends Error {}

/** Cases stand still at one time, so the line runs once more then. */
async function caseOf(input: string, title: string) {
  const { work } = playground.value
  const request = await requestOf(work, [input], ARRIVAL)
  const { results, diagnostics, zone } = await tryScript(
    { ...request, explain: [], warnings: false },
    AbortSignal.timeout(10_000),
  )
  const [result] = results
  const { name, source, tags } = work
  if (!result) throw new NoResult(diagnostics[0]?.message ?? '')
  return makeCase({ title, input, source, tags: tagsOf(tags), zone }, result, name)
}
