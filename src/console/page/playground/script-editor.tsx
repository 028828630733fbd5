// The editor of the script: colours, completion, help, and what the engine found at its place.
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentOnInput } from '@codemirror/language'
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { type Command, EditorView, highlightActiveLine, keymap } from '@codemirror/view'
import { useEffect } from 'preact/hooks'
import { useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import { colours } from './colours.js'
import { completions } from './completion.js'
import { help } from './help.js'
import { pipelineLanguage } from './language.js'
import { failureMarks, marksOf } from './marks.js'
import { offsetOf } from './positions.js'
import { dispatch, namesSeen, playground } from './state.js'
import { useEditor } from './use-editor.js'

/** As many as are seen: a list that scrolls without ever having the focus could not be scrolled by everybody. */
const MOST_OPTIONS = 12

interface ScriptEditorProps {
  /** Id of the text that says how to leave the editor by keyboard. */
  readonly describedBy: string
  readonly onFormat: () => void
}

export function ScriptEditor({ describedBy, onFormat }: ScriptEditorProps) {
  const words = useWords().playground
  const { work, diagnostics, place, trial, selected, stale } = useStore(playground)
  const failure = stale ? undefined : trial?.answer.results[selected]?.failure
  const { parent, view } = useEditor({
    read: () => playground.value.work.script,
    label: words.script,
    describedBy,
    phrases: words.phrases,
    onChange: (script) => dispatch({ type: 'edit', work: { script } }),
    extensions: () => [
      keymap.of([{ key: 'Shift-Alt-f', run: formatKey(onFormat) }]),
      scriptExtensions(),
    ],
  })
  useEffect(() => {
    if (!view) return
    const text = view.state.doc.toString()
    const marks = marksOf(diagnostics, `${work.name}.p`, text)
    view.dispatch(setDiagnostics(view.state, [...marks, ...failureMarks(failure, text)]))
  }, [view, diagnostics, failure])
  useEffect(() => {
    if (!view || !place) return
    const anchor = offsetOf(view.state.doc.toString(), place.position)
    const effects = EditorView.scrollIntoView(anchor, { y: 'center' })
    // Focused first: the selection that the browser had there would win otherwise.
    view.focus()
    view.dispatch({ selection: { anchor }, effects })
  }, [view, place])
  return <div class="editor" ref={parent} />
}

function formatKey(format: () => void): Command {
  return () => {
    format()
    return true
  }
}

function scriptExtensions() {
  const fields = () => namesSeen(playground.value)
  return [
    pipelineLanguage,
    colours,
    bracketMatching(),
    closeBrackets(),
    indentOnInput(),
    highlightActiveLine(),
    EditorView.lineWrapping,
    lintGutter(),
    help,
    autocompletion({
      override: [completions(fields)],
      icons: false,
      maxRenderedOptions: MOST_OPTIONS,
    }),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...lintKeymap,
      { key: 'Tab', run: acceptCompletion },
      indentWithTab,
    ]),
  ]
}
