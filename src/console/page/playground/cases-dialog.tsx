// The cases that were saved: to download as a file, or to remove.
import { Button } from '../controls/button.js'
import { Dialog } from '../controls/dialog.js'
import { useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import { casesText } from './cases.js'
import { download } from './download.js'
import { dispatch, playground } from './state.js'

export function CasesDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords().playground
  const { cases, work } = useStore(playground)
  const file = `${work.name}.cases.jsonl`
  const remove = (index: number) => {
    const notice = words.removed(cases[index]!.title)
    dispatch({ type: 'cases', cases: cases.filter((_, i) => i !== index), notice })
  }
  return (
    <Dialog title={words.casesTitle} onClose={onClose}>
      {cases.length === 0 ? (
        <p class="quiet">{words.noCases}</p>
      ) : (
        <>
          <ul class="case-list">
            {cases.map(({ title, json }, i) => (
              <li key={json}>
                <span>{title}</span>
                <Button
                  kind="quiet"
                  icon="trash"
                  label={words.removeCase(title)}
                  onClick={() => remove(i)}
                />
              </li>
            ))}
          </ul>
          <p class="quiet">{words.casesNote(file)}</p>
        </>
      )}
      <div class="dialog-end">
        <Button onClick={onClose}>{words.close}</Button>
        {cases.length > 0 && (
          <Button
            kind="primary"
            icon="down"
            onClick={() => download(file, casesText(cases), 'application/jsonl')}
          >
            {words.downloadCases(file)}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
