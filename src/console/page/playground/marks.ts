// What the server found in a script, at its place in the editor.
import type { Diagnostic as Mark } from '@codemirror/lint'
import type { Diagnostic } from '../../../errors.js'
import type { LineResult } from '../../../workbench/contract.js'
import { offsetOf, type Range, rangeAt } from './positions.js'

/** Codes PL9xx are warnings. */
export function isWarning({ code }: Diagnostic): boolean {
  return /^..9/.test(code)
}

/** The marks of those that are of this file. */
export function marksOf(diagnostics: readonly Diagnostic[], file: string, text: string): Mark[] {
  return diagnostics
    .filter((each) => each.file === file && each.position)
    .map((each) => ({
      ...rangeOf(each, text),
      severity: isWarning(each) ? ('warning' as const) : ('error' as const),
      source: each.code,
      message: each.hint ? `${each.message}\n${each.hint}` : each.message,
    }))
}

/** The mark of the place where the script stopped on the line that is looked at. */
export function failureMarks(failure: LineResult['failure'], text: string): Mark[] {
  if (!failure?.position) return []
  const { message, position } = failure
  return [{ ...rangeAt(text, position), severity: 'error', message }]
}

/** The marked part of the frame where the text still has that line, else what stands at the place. */
function rangeOf({ position, frame }: Diagnostic, text: string): Range {
  if (frame && frame.length > 0) {
    const start = offsetOf(text, { line: frame.line, column: 1 })
    if (text.startsWith(frame.text, start)) {
      const from = start + frame.start
      return { from, to: Math.min(from + frame.length, start + frame.text.length) }
    }
  }
  return rangeAt(text, position!)
}
