// The report of `test` for people: a line for each script, below it what failed and only what differs, and a summary.
import { basename, dirname, join } from 'node:path'
import { CompileError, type Diagnostic, formatDiagnostic } from '../errors.js'
import { titleOf } from '../workbench/cases.js'
import type { Difference } from '../workbench/compare.js'
import { differenceText, lineText } from '../workbench/difference-text.js'
import { type CaseReport, hasPassed, type SuiteReport } from '../workbench/suite.js'
import { counted } from './figures.js'
import type { Paint } from './paint.js'

/** Most characters of a log line that are shown. */
const LINE_WIDTH = 200

/** How a suite is called: its path, which is a name where one stands in its folder. */
export function suiteText(report: SuiteReport, paint: Paint): string {
  const { script, ran, faults, broken, total } = report
  const failed = ran.filter((each) => !hasPassed(each))
  const lines = [
    ...(broken === undefined ? [] : [indented(brokenText(report))]),
    ...faults.map(({ line, message }) => indented(`${report.cases}:${line}: ${message}`)),
    ...failed.map((each) => failureText(report, each, paint)),
  ]
  const mark =
    lines.length > 0 ? paint.bad('FAIL') : total === 0 ? paint.faint('none') : paint.good('ok  ')
  const head = `${mark}  ${paint.strong(script)}  ${countText(report, paint)}`
  const blank = lines.length > 0 ? [''] : []
  return [head, ...lines, ...blank].map((line) => `${line}\n`).join('')
}

function countText({ ran, faults, total, broken }: SuiteReport, paint: Paint): string {
  if (broken !== undefined)
    return paint.bad(typeof broken === 'string' ? 'not run' : 'does not compile')
  const failed = ran.filter((each) => !hasPassed(each)).length + faults.length
  const updated = ran.filter(({ updated }) => updated).length
  if (total + faults.length === 0) return paint.faint('no cases')
  const parts = [`${ran.length + faults.length - failed} passed`]
  if (failed > 0) parts.push(paint.bad(`${failed} failed`))
  if (updated > 0) parts.push(`${updated} updated`)
  return parts.join(', ')
}

/** What is wrong with a script, at its path as it was given. */
export function brokenText({ broken, script }: Pick<SuiteReport, 'broken' | 'script'>): string {
  if (!(broken instanceof CompileError)) return broken ?? ''
  const name = basename(script)
  const at = ({ file }: Diagnostic) => (file === name ? script : join(dirname(script), file))
  return broken.diagnostics.map((one) => formatDiagnostic({ ...one, file: at(one) })).join('\n')
}

function failureText(report: SuiteReport, each: CaseReport, paint: Paint): string {
  const place = paint.faint(`${report.cases}:${each.line}`)
  const lines = [
    ...reasons(each),
    `${paint.faint('line:')} ${lineText(each.one.input, LINE_WIDTH)}`,
  ]
  return `\n  ${paint.bad('✗')} ${lineText(titleOf(each.one))}  ${place}\n${lines.map((line) => `    ${line}`).join('\n')}`
}

/** Why a case failed, a line each. */
export function reasons({ one, outcome, hint }: CaseReport): string[] {
  const { differences, failure, outOfTime } = outcome
  if (outOfTime) return [failure ?? '']
  if (one.point === undefined)
    return ['it has no "point" yet: --update writes the one that there is']
  const why = hint === undefined ? [] : [hint]
  return [...differences.map((each) => reason(each, failure)), ...why]
}

/** A failure that nobody expected is told with its place. */
function reason(difference: Difference, failure: string | undefined): string {
  const unexpected = difference.what === 'failure' && !difference.expected
  return unexpected ? `the script stopped: ${failure}` : differenceText(difference)
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ')
}

export interface Totals {
  readonly passed: number
  readonly failed: number
  readonly updated: number
  /** Scripts of which cases ran. */
  readonly scripts: number
  /** Scripts that are missing or do not compile. */
  readonly broken: number
  readonly withoutCases: readonly string[]
}

export function totalsOf(reports: readonly SuiteReport[]): Totals {
  const ran = reports.flatMap(({ ran }) => ran)
  const faults = reports.reduce((sum, report) => sum + report.faults.length, 0)
  const passed = ran.filter(hasPassed).length
  return {
    passed,
    failed: ran.length - passed + faults,
    updated: ran.filter(({ updated }) => updated).length,
    scripts: reports.filter((report) => report.ran.length + report.faults.length > 0).length,
    broken: reports.filter(({ broken }) => broken !== undefined).length,
    withoutCases: reports
      .filter((each) => hasNoCases(each) && each.broken === undefined)
      .map(({ script }) => basename(script)),
  }
}

export function hasNoCases({ total, faults }: SuiteReport): boolean {
  return total + faults.length === 0
}

/** `209 passed, 0 failed in 24 scripts` */
export function summaryText(totals: Totals, paint: Paint): string {
  const { passed, failed, updated, scripts, broken, withoutCases } = totals
  const head = `${passed} passed, ${failed} failed in ${counted(scripts, 'script')}`
  const rest = [
    ...(updated > 0 ? [`${counted(updated, 'case')} updated`] : []),
    ...(broken > 0 ? [`${counted(broken, 'script')} not run`] : []),
    ...(withoutCases.length > 0 ? [`${counted(withoutCases.length, 'script')} without cases`] : []),
  ]
  const text = [head, ...rest].join('; ')
  return `${failed + broken > 0 ? paint.bad(text) : paint.good(text)}\n`
}
