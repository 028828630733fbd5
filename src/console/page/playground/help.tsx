// Help of a function or pattern: shown when the pointer rests on its name, and by F1 at the cursor.
import { Prec, StateEffect, StateField } from '@codemirror/state'
import {
  type Command,
  type EditorView,
  hoverTooltip,
  keymap,
  showTooltip,
  type Tooltip,
} from '@codemirror/view'
import { render } from 'preact'
import type { CataloguedFunction, CataloguedPattern } from '../../../workbench/contract.js'
import { useWords } from '../state/language.js'
import { functionHelp, patternHelp } from './registry.js'

const setHelp = StateEffect.define<Tooltip | null>()

/** What F1 opened; anything typed or a step of the cursor closes it. */
const opened = StateField.define<Tooltip | null>({
  create: () => null,
  update: (value, transaction) => {
    for (const effect of transaction.effects) if (effect.is(setHelp)) return effect.value
    return transaction.docChanged || transaction.selection ? null : value
  },
  provide: (field) => showTooltip.from(field),
})

const openHelp: Command = (view) => {
  view.dispatch({ effects: setHelp.of(tooltipAt(view, view.state.selection.main.head)) })
  return true
}

/** The key closes whatever else is open, too. */
const closeHelp: Command = (view) => {
  if (view.state.field(opened)) view.dispatch({ effects: setHelp.of(null) })
  return false
}

export const help = [
  opened,
  hoverTooltip((view, pos) => tooltipAt(view, pos)),
  Prec.highest(
    keymap.of([
      { key: 'F1', run: openHelp },
      { key: 'Escape', run: closeHelp },
    ]),
  ),
]

function tooltipAt({ state }: EditorView, pos: number): Tooltip | null {
  const line = state.doc.lineAt(pos)
  const found = wordAt(line.text, pos - line.from)
  if (!found) return null
  const content = contentOf(found)
  if (!content) return null
  const create = () => {
    const dom = document.createElement('div')
    dom.setAttribute('role', 'status')
    render(content, dom)
    return { dom, destroy: () => render(null, dom) }
  }
  return { pos: line.from + found.from, end: line.from + found.to, above: true, create }
}

interface Word {
  readonly from: number
  readonly to: number
  readonly text: string
  /** The name of a reference `%{NAME`. */
  readonly isPattern: boolean
}

/** The name at a place of a line; right behind it, or behind its bracket, counts too. */
function wordAt(line: string, at: number): Word | undefined {
  for (const match of line.matchAll(/(%\{)?([\w.-]+|[\w\u{80}-\u{10ffff}]+)\(?/gu)) {
    const from = match.index
    const to = from + match[0].length
    if (at >= from && at <= to)
      return { from, to, text: match[2]!, isPattern: match[1] !== undefined }
  }
  return undefined
}

function contentOf({ text, isPattern }: Word) {
  const pattern = isPattern ? patternHelp(text) : undefined
  if (pattern) return <PatternCard pattern={pattern} />
  const found = isPattern ? undefined : functionHelp(text)
  return found && <FunctionCard help={found} />
}

function PatternCard({ pattern }: { readonly pattern: CataloguedPattern }) {
  return (
    <div class="help">
      <p class="help-signature">{`%{${pattern.name}}`}</p>
      {pattern.doc && <p>{pattern.doc}</p>}
      <pre>{pattern.pattern}</pre>
    </div>
  )
}

function FunctionCard({ help }: { readonly help: CataloguedFunction }) {
  const words = useWords().playground
  const [example] = help.examples
  return (
    <div class="help">
      <p class="help-signature">{help.signature}</p>
      <p>{help.summary}</p>
      {help.doc && <Prose text={help.doc} />}
      {help.params.length > 0 && (
        <dl>
          {help.params.map(({ name, doc }) => (
            <>
              <dt>{name}</dt>
              <dd>
                <Inline text={doc} />
              </dd>
            </>
          ))}
        </dl>
      )}
      {example && (
        <>
          <p class="help-title">{words.example(example.title)}</p>
          <pre>{example.script}</pre>
        </>
      )}
    </div>
  )
}

/** Paragraphs; of Markdown only the back quotes are read. */
function Prose({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph}>
          <Inline text={paragraph} />
        </p>
      ))}
    </>
  )
}

function Inline({ text }: { readonly text: string }) {
  return (
    <>{text.split('`').map((part, i) => (i % 2 === 1 ? <code key={part}>{part}</code> : part))}</>
  )
}
