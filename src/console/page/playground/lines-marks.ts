// The marks of the sample lines: in the gutter what became of each record, on its lines which one is looked at.
import { RangeSet, RangeSetBuilder, StateEffect, StateField, type Text } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutter } from '@codemirror/view'
import type { Verdict } from './state.js'

export interface LineMarks {
  /** What became of the record that begins on the line, with words for it; by line, from 1, in order. */
  readonly verdicts: readonly {
    readonly line: number
    readonly verdict: Verdict
    readonly title: string
  }[]
  /** First and last line of the record that is looked at. */
  readonly selected: readonly [number, number] | undefined
}

const SIGNS: Readonly<Record<Verdict, string>> = {
  matched: '✓',
  missed: '○',
  failed: '✗',
  dropped: '−',
}

export const setMarks = StateEffect.define<LineMarks>()

class VerdictMarker extends GutterMarker {
  constructor(
    private readonly verdict: Verdict,
    private readonly title: string,
  ) {
    super()
  }

  override eq(other: VerdictMarker): boolean {
    return other.verdict === this.verdict && other.title === this.title
  }

  override toDOM(): Node {
    const sign = document.createElement('span')
    sign.className = `verdict ${this.verdict}`
    sign.textContent = SIGNS[this.verdict]
    sign.title = this.title
    return sign
  }
}

const verdicts = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update: (value, { effects, changes, state }) => {
    for (const effect of effects) if (effect.is(setMarks)) return markersOf(effect.value, state.doc)
    return value.map(changes)
  },
})

const selected = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (value, { effects, changes, state }) => {
    for (const effect of effects) if (effect.is(setMarks)) return linesOf(effect.value, state.doc)
    return value.map(changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

const SELECTED = Decoration.line({ class: 'selected-record' })

export const lineMarks = [
  verdicts,
  selected,
  gutter({
    class: 'verdicts',
    markers: (view) => view.state.field(verdicts),
    initialSpacer: () => new VerdictMarker('matched', ''),
  }),
]

function markersOf({ verdicts }: LineMarks, doc: Text): RangeSet<GutterMarker> {
  const builder = new RangeSetBuilder<GutterMarker>()
  for (const { line, verdict, title } of verdicts) {
    if (line > doc.lines) break
    const { from } = doc.line(line)
    builder.add(from, from, new VerdictMarker(verdict, title))
  }
  return builder.finish()
}

function linesOf({ selected }: LineMarks, doc: Text): DecorationSet {
  if (!selected) return Decoration.none
  const [first, last] = selected
  const builder = new RangeSetBuilder<Decoration>()
  for (let line = first; line <= Math.min(last, doc.lines); line++) {
    const { from } = doc.line(line)
    builder.add(from, from, SELECTED)
  }
  return builder.finish()
}
