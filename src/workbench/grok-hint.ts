// Why no grok of a script took a line, in one line: the one that came farthest, and the piece at which it failed.
import type { Position } from '../errors.js'
import type { GrokExplanation } from './contract.js'
import { lineText } from './difference-text.js'
import type { RecordedStep } from './trace.js'

interface Missed {
  readonly file: string
  readonly position: Position
  readonly explanation: GrokExplanation
}

/** Most characters of a text in a hint. */
const MOST = 40

/**
 * @param script name of the script that was tried
 * @returns nothing where a grok matched, or none was called
 */
export function grokHint(steps: readonly RecordedStep[], script: string): string | undefined {
  const groks = steps.filter(({ grok }) => grok?.text !== undefined)
  if (groks.some(({ result }) => result?.value === true)) return undefined
  const missed = groks.flatMap((step): Missed[] => {
    const explanation = step.explain()
    const { file, position } = step
    return explanation?.failed ? [{ file, position, explanation }] : []
  })
  const [first, ...others] = missed.sort((a, b) => reach(b) - reach(a))
  if (!first) return undefined
  const rest = others.length === 0 ? '' : `; ${others.length} more did not come as far`
  return `${hintOf(first, script)}${rest}`
}

function reach({ explanation: { from, to } }: Missed): number {
  return to - from
}

function hintOf({ file, position, explanation }: Missed, script: string): string {
  const { piece, found } = explanation.failed!
  const place = `${file === script ? '' : `${file}:`}${position.line}:${position.column}`
  const shown = found === '' ? 'the end of the text' : `"${lineText(found, MOST)}"`
  return `grok at ${place} failed at ${lineText(piece, MOST)}, found ${shown}`
}
