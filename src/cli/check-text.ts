// The findings as people read them: each with its line, and at the end how many there are.
import { type Diagnostic, formatDiagnosticWithin } from '../errors.js'
import { type CheckedFile, type Counts, isWarning } from './check-files.js'
import { counted } from './figures.js'
import type { Paint } from './paint.js'

export function checkText(files: readonly CheckedFile[], counts: Counts, paint: Paint): string {
  const found = files.flatMap(({ diagnostics }) => diagnostics.map((one) => shown(one, paint)))
  return [...found, summary(counts, paint)].join('\n')
}

function shown(found: Diagnostic, paint: Paint): string {
  const level = isWarning(found) ? 'warning' : 'error'
  const colour = isWarning(found) ? paint.strong : paint.bad
  return formatDiagnosticWithin(found, paint.columns).replace(
    `${level} ${found.code}:`,
    (text) => `${colour(text.slice(0, -1))}:`,
  )
}

function summary({ scripts, errors, warnings }: Counts, paint: Paint): string {
  const parts = [counted(scripts, 'script'), counted(errors, 'error'), counted(warnings, 'warning')]
  const text = parts.join(', ')
  return errors > 0 ? paint.bad(text) : warnings > 0 ? paint.strong(text) : paint.good(text)
}
