// The sample lines: plain text, each record with a mark of what became of it.
import { EditorView } from '@codemirror/view'
import { useEffect, useMemo } from 'preact/hooks'
import { useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import { type LineMarks, lineMarks, setMarks } from './lines-marks.js'
import { recordAtLine } from './records.js'
import { dispatch, playground, type State, verdictOf } from './state.js'
import { useEditor } from './use-editor.js'

export function LinesEditor() {
  const words = useWords().playground
  const state = useStore(playground)
  const { trial, records, selected } = state
  const { parent, view } = useEditor({
    read: () => playground.value.work.lines,
    label: words.lines,
    phrases: words.phrases,
    onChange: (lines) => dispatch({ type: 'edit', work: { lines } }),
    extensions: () => [lineMarks, EditorView.updateListener.of(followCursor)],
  })
  const marks = useMemo(() => marksFor(state, words.verdicts), [trial, records, selected, words])
  useEffect(() => view?.dispatch({ effects: setMarks.of(marks) }), [view, marks])
  useEffect(() => {
    const record = records[selected]
    if (!view || !record || view.hasFocus || record.line > view.state.doc.lines) return
    const { from } = view.state.doc.line(record.line)
    view.dispatch({ effects: EditorView.scrollIntoView(from, { y: 'nearest' }) })
  }, [view, selected])
  return <div class="editor" ref={parent} />
}

/** The record under the cursor is the one that is looked at. */
function followCursor({
  state,
  selectionSet,
  docChanged,
}: {
  readonly state: EditorView['state']
  readonly selectionSet: boolean
  readonly docChanged: boolean
}): void {
  if (!selectionSet && !docChanged) return
  const line = state.doc.lineAt(state.selection.main.head).number
  const { records, selected } = playground.value
  const index = recordAtLine(records, line)
  if (index >= 0 && index !== selected) dispatch({ type: 'select', index })
}

function marksFor(
  { trial, records, selected }: State,
  titles: Readonly<Record<string, string>>,
): LineMarks {
  const verdicts = (trial?.records === records ? trial.answer.results : []).map((result, i) => {
    const verdict = verdictOf(result)
    return { line: records[i]!.line, verdict, title: titles[verdict]! }
  })
  const record = records[selected]
  if (!record) return { verdicts, selected: undefined }
  return { verdicts, selected: [record.line, record.line + record.text.split('\n').length - 1] }
}
