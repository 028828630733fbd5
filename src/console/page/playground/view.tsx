// The view Playground: a script and sample lines on one side, what becomes of them on the other.
import './playground.css'
import './editor.css'
import './results.css'
import './record.css'
import { useEffect, useState } from 'preact/hooks'
import { useWords } from '../state/language.js'
import { format } from './format.js'
import { LinesEditor } from './lines-editor.js'
import { openFile } from './open-file.js'
import { Problems } from './problems.js'
import { RecordPane } from './record.js'
import { loadRegistry } from './registry.js'
import { Results } from './results.js'
import { ScriptEditor } from './script-editor.js'
import { Settings } from './settings.js'
import { dispatch } from './state.js'
import { Toolbar } from './toolbar.js'
import { useCosts } from './use-costs.js'
import { useExplanation } from './use-explanation.js'
import { useKeeping } from './use-keeping.js'
import { useTrial } from './use-trial.js'

const LEAVE = 'playground-leave'

export function PlaygroundView() {
  const words = useWords().playground
  useTrial()
  useExplanation()
  useCosts()
  useKeeping(() => dispatch({ type: 'tell', notice: words.notKept }))
  useEffect(() => void loadRegistry(), [])
  const { dropping, ...handlers } = useDrop((file) => void openFile(file, words))
  const formatIt = () => void format(words)
  return (
    <section class="playground" aria-label={words.title} {...handlers}>
      <Toolbar onFormat={formatIt} />
      <section class="pane script" aria-label={words.script}>
        <header>
          <h2>{words.script}</h2>
          <span class="quiet" id={LEAVE}>
            {words.leave}
          </span>
        </header>
        <ScriptEditor describedBy={LEAVE} onFormat={formatIt} />
        <Problems />
      </section>
      <section class="pane lines" aria-label={words.lines}>
        <header>
          <h2>{words.lines}</h2>
          <Settings />
        </header>
        <LinesEditor />
      </section>
      <Results />
      <RecordPane />
      {dropping && <div class="dropping">{words.drop}</div>}
    </section>
  )
}

/** Files that are dropped anywhere on the view; the editors, which would take them as text, do not see them. */
function useDrop(open: (file: File) => void) {
  const [dropping, setDropping] = useState(false)
  const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
  return {
    dropping,
    onDragOverCapture: (event: DragEvent) => {
      if (!hasFile(event)) return
      event.preventDefault()
      setDropping(true)
    },
    onDragLeaveCapture: (event: DragEvent) => {
      if (!event.relatedTarget) setDropping(false)
    },
    onDropCapture: (event: DragEvent) => {
      setDropping(false)
      const file = event.dataTransfer?.files[0]
      if (!file) return
      event.preventDefault()
      event.stopPropagation()
      open(file)
    },
  }
}
