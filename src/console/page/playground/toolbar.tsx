// The bar of the playground: the name of the script, and what can be done with the whole.
import { useState } from 'preact/hooks'
import { Button } from '../controls/button.js'
import { useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import { CasesDialog } from './cases-dialog.js'
import { download } from './download.js'
import { OpenDialog } from './open-dialog.js'
import { sharedText } from './share.js'
import { dispatch, playground } from './state.js'
import { fileName } from './work.js'

export function Toolbar({ onFormat }: { readonly onFormat: () => void }) {
  const words = useWords().playground
  const { work, cases, notice } = useStore(playground)
  const [dialog, setDialog] = useState<'open' | 'cases'>()
  const close = () => setDialog(undefined)
  const share = () => download(`${work.name}.playground.json`, sharedText(work), 'application/json')
  const rename = (event: Event) => {
    const name = fileName((event.currentTarget as HTMLInputElement).value.replace(/\.p$/, ''))
    dispatch({ type: 'edit', work: { name } })
  }
  return (
    <div class="toolbar">
      <h1 class="unseen">{words.title}</h1>
      <label class="name">
        <span class="unseen">{words.scriptName}</span>
        <input value={work.name} onChange={rename} spellcheck={false} />
        <span aria-hidden="true">.p</span>
      </label>
      <Button onClick={() => setDialog('open')}>{words.open}</Button>
      <Button label={words.format} hotkey="Shift+Alt+F" onClick={onFormat}>
        {words.format}
      </Button>
      <Button icon="down" onClick={share}>
        {words.share}
      </Button>
      <Button icon="check" onClick={() => setDialog('cases')}>
        {words.cases(cases.length)}
      </Button>
      <span class="notice" role="status">
        {notice}
      </span>
      {dialog === 'open' && <OpenDialog onClose={close} />}
      {dialog === 'cases' && <CasesDialog onClose={close} />}
    </div>
  )
}
