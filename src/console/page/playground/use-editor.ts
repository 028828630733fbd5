// A CodeMirror editor inside a component: made once, given a new text only when it is not its own.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef, useState } from 'preact/hooks'
import { styleNonce } from '../api/nonce.js'
import { playground } from './state.js'

interface EditorOptions {
  /** The text that the editor is to hold, as the state has it now. */
  readonly read: () => string
  /** Name of the editor for screen readers. */
  readonly label: string
  /** Id of the text that says how to leave it. */
  readonly describedBy?: string
  /** Words that the editor itself says, by their English. */
  readonly phrases: Readonly<Record<string, string>>
  readonly onChange: (text: string) => void
  /** Asked for once. */
  readonly extensions: () => Extension
}

export function useEditor(options: EditorOptions) {
  const parent = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<EditorView>()
  const latest = useRef(options)
  latest.current = options
  const said = useRef(new Compartment())
  useEffect(() => {
    const extensions = [base(), said.current.of(spoken(options)), options.extensions()]
    // The first of the listeners: the others find the state as the text is.
    const follow = EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) latest.current.onChange(state.doc.toString())
    })
    const state = EditorState.create({ doc: options.read(), extensions: [follow, extensions] })
    const made = new EditorView({ state, parent: parent.current! })
    setView(made)
    return () => made.destroy()
  }, [])
  // Not by a render: one that was due before the last key would take that key back.
  useEffect(() => {
    if (!view) return undefined
    return playground.subscribe(() => replaceText(view, latest.current.read()))
  }, [view])
  useEffect(
    () => view?.dispatch({ effects: said.current.reconfigure(spoken(options)) }),
    [view, options.label, options.phrases],
  )
  return { parent, view }
}

/** Changes only the part between what both texts begin and end with, so that the cursor stays where it was. */
function replaceText(view: EditorView, text: string): void {
  const old = view.state.doc.toString()
  if (old === text) return
  const most = Math.min(old.length, text.length)
  let from = 0
  while (from < most && old[from] === text[from]) from++
  let same = 0
  while (same < most - from && old.at(-1 - same) === text.at(-1 - same)) same++
  const insert = text.slice(from, text.length - same)
  view.dispatch({ changes: { from, to: old.length - same, insert } })
}

function spoken({ label, describedBy, phrases }: EditorOptions): Extension {
  const attributes: Record<string, string> = { 'aria-label': label }
  if (describedBy) attributes['aria-describedby'] = describedBy
  return [EditorView.contentAttributes.of(attributes), EditorState.phrases.of(phrases)]
}

function base(): Extension {
  return [
    EditorView.cspNonce.of(styleNonce()),
    EditorState.tabSize.of(2),
    lineNumbers(),
    history(),
    drawSelection(),
    keymap.of([...defaultKeymap, ...historyKeymap]),
  ]
}
