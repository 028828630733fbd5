// The findings as one JSON document, for editors. Its form is stable: members may be added, none is renamed or removed.
import type { Diagnostic } from '../errors.js'
import { byteLength } from '../util/bytes.js'
import type { CheckedFile, Counts } from './check-files.js'
import { isWarning } from './check-files.js'

export function checkJson(files: readonly CheckedFile[], counts: Counts): string {
  const { scripts, errors, warnings } = counts
  const summary = { scripts, errors, warnings }
  const shown = files.map(({ file, diagnostics }) => ({
    file,
    diagnostics: diagnostics.map(member),
  }))
  return JSON.stringify({ version: 1, summary, files: shown }, null, 2)
}

/** `line` and `column` as they are printed; what is marked ends before `end`. `range` counts as the protocol of editors does. */
function member(found: Diagnostic) {
  const { code, message, hint, position, frame } = found
  const severity = isWarning(found) ? 'warning' : 'error'
  const { line, column } = position ?? { line: 1, column: 1 }
  const start = frame && { line: frame.line - 1, character: frame.start }
  const stop = frame && Math.min(frame.start + Math.max(frame.length, 1), frame.text.length)
  const end =
    frame && stop !== undefined
      ? { line: frame.line, column: byteLength(frame.text.slice(0, stop)) + 1 }
      : { line, column }
  const range = start
    ? { start, end: { line: start.line, character: stop! } }
    : { start: zeroBased(line, column), end: zeroBased(line, column) }
  return { code, severity, line, column, end, range, message, ...(hint ? { hint } : {}) }
}

function zeroBased(line: number, column: number) {
  return { line: line - 1, character: column - 1 }
}
