// Explanations of grok as people read them: the pattern with a mark below the piece that failed, the line with one below the
// place, what was expected there, what was captured before.
import { formatFrame } from '../errors/frame.js'
import type { GrokExplanation } from '../pipeline/grok/explain.js'
import type { RecordedStep } from '../workbench/trace.js'
import { cut, shown } from './columns.js'
import type { Paint } from './paint.js'

const TOO_LONG = 'it took too long to find out why'
/** Columns of a captured value. */
const VALUE = 90

/** Each grok call of a run. */
export function callTexts(groks: readonly RecordedStep[], paint: Paint): string[] {
  return groks.map((step) => {
    const { file, position, grok, result } = step
    const place = `${file}:${position.line}:${position.column}`
    const matched = result?.value === true
    if (grok?.text === undefined) return `${paint.bad('✗')} ${place}  "${grok?.key}" has no value`
    const on = grok.key === 'message' ? '' : ` on "${grok.key}"`
    const head = matched
      ? `${paint.good('✓')} ${place}  matched${on}`
      : `${paint.bad('✗')} ${place}  did not match${on}`
    return [head, ...details(step.explain(), paint)].join('\n')
  })
}

/** A bare pattern on a line. */
export function bareText(told: GrokExplanation | undefined, paint: Paint): string {
  const head = told?.matched ? paint.good('✓ matched') : paint.bad('✗ did not match')
  return [head, ...details(told, paint)].join('\n')
}

/** Which of the calls matched. */
export function summary(groks: readonly RecordedStep[], more: number): string {
  const matched = groks.filter(({ result }) => result?.value === true)
  const places = matched.map(({ file, position }) => `${file}:${position.line}:${position.column}`)
  const unseen = more > 0 ? `; ${more} further calls are not shown` : ''
  if (groks.length === 0) return `no grok ran on this line${unseen}`
  const where = places.length > 0 ? ` (${[...new Set(places)].join(', ')})` : ''
  return `${matched.length} of ${groks.length} ${groks.length === 1 ? 'grok' : 'groks'} matched${where}${unseen}`
}

function details(told: GrokExplanation | undefined, paint: Paint): string[] {
  if (told === undefined) return [`    ${TOO_LONG}`]
  const { pattern, text, failed, from, to, captures } = told
  const marks = failed
    ? [
        ...marked('pattern', { text: pattern, start: failed.start, end: failed.end }, paint, 'bad'),
        ...marked('line', { text, start: to, end: to }, paint, 'bad'),
        ...failed.within.map(({ name, piece }) => row('inside', `${name}: ${quoted(piece)}`)),
        row('expected', failed.expected),
        row('found', quoted(failed.found)),
      ]
    : [row('pattern', pattern), ...marked('line', { text, start: from, end: to }, paint, 'good')]
  const width = Math.max(0, ...captures.map(({ name }) => name.length))
  const values = captures.map(
    ({ name, value }) => `      ${name.padEnd(width)}  ${cut(shown(value.toWellFormed()), VALUE)}`,
  )
  if (values.length === 0) return marks
  return [...marks, paint.faint(failed ? '    captured so far' : '    captured'), ...values]
}

const LABEL = 8

function row(label: string, text: string): string {
  return `    ${label.padEnd(LABEL)}  ${shown(text)}`
}

function quoted(text: string): string {
  return text === 'end of the line' ? text : `\`${shown(text)}\``
}

/** A text with a mark below a part of it. */
function marked(
  label: string,
  { text, start, end }: { readonly text: string; readonly start: number; readonly end: number },
  paint: Paint,
  colour: 'good' | 'bad',
): string[] {
  const visible = text.toWellFormed().replaceAll('\n', '⏎')
  const frame = { line: 0, text: visible, start, length: end - start }
  const [line, mark] = formatFrame(frame, paint.columns && paint.columns - LABEL - GUTTER)
    .split('\n')
    .map((part) => part.slice(GUTTER))
  return [
    `    ${label.padEnd(LABEL)}  ${line}`,
    `    ${' '.repeat(LABEL)}  ${coloured(mark!, paint[colour])}`,
  ]
}

/** What a frame begins with: `  0 | `. */
const GUTTER = 6

function coloured(mark: string, paint: (text: string) => string): string {
  const signs = mark.trimStart()
  return mark.slice(0, mark.length - signs.length) + paint(signs)
}
