// What can be opened: a file, a script that the server runs, or the example.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ScriptText } from '../../../workbench/contract.js'
import { reasonOf } from '../api/client.js'
import { Button } from '../controls/button.js'
import { Dialog } from '../controls/dialog.js'
import { useWords } from '../state/language.js'
import { scriptsInForce } from './engine.js'
import { openFile } from './open-file.js'
import { dispatch, playground } from './state.js'
import { EXAMPLE, fileName, type Work } from './work.js'

export function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords().playground
  const chooser = useRef<HTMLInputElement>(null)
  const open = (work: Partial<Work>) => {
    const whole = { ...playground.value.work, ...work }
    dispatch({ type: 'open', work: whole, notice: words.opened(`${whole.name}.p`) })
    onClose()
  }
  const choose = async () => {
    const file = chooser.current?.files?.[0]
    if (file) await openFile(file, words)
    onClose()
  }
  return (
    <Dialog title={words.openTitle} onClose={onClose}>
      <div class="open-ways">
        <Button kind="primary" onClick={() => chooser.current?.click()}>
          {words.openFile}
        </Button>
        <Button icon="flask" onClick={() => open(EXAMPLE)}>
          {words.openExample}
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          aria-label={words.openFile}
          onChange={() => void choose()}
        />
      </div>
      <p class="quiet">{words.openFileHint}</p>
      <h3>{words.inForce}</h3>
      <InForce
        onOpen={({ name, text }) =>
          open({ name: fileName(name.replace(/\.p$/, '')), script: text })
        }
      />
      <div class="dialog-end">
        <Button onClick={onClose}>{words.close}</Button>
      </div>
    </Dialog>
  )
}

function InForce({ onOpen }: { readonly onOpen: (script: ScriptText) => void }) {
  const words = useWords().playground
  const [scripts, setScripts] = useState<readonly ScriptText[]>()
  const [fault, setFault] = useState('')
  useEffect(() => {
    scriptsInForce().then(setScripts, (error) => setFault(words.unanswered(reasonOf(error))))
  }, [])
  if (fault) return <p class="fault">{fault}</p>
  if (!scripts) return null
  if (scripts.length === 0) return <p class="quiet">{words.noneInForce}</p>
  return (
    <ul class="script-list">
      {scripts.map((script) => (
        <li key={script.name}>
          <button type="button" onClick={() => onOpen(script)}>
            {script.name}
          </button>
        </li>
      ))}
    </ul>
  )
}
