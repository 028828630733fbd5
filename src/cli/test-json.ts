// The report of `test` as one JSON object, for editors and tools.
import { CompileError } from '../errors.js'
import { titleOf } from '../workbench/cases.js'
import { type CaseReport, hasPassed, type SuiteReport } from '../workbench/suite.js'
import { brokenText, totalsOf } from './test-text.js'

export function reportJson(reports: readonly SuiteReport[]): string {
  const { withoutCases: _, ...totals } = totalsOf(reports)
  return `${JSON.stringify({ ...totals, suites: reports.map(suiteJson) }, null, 2)}\n`
}

function suiteJson(report: SuiteReport) {
  const { script, cases, broken, faults, ran } = report
  return {
    script,
    casesFile: cases,
    ...(broken !== undefined && { error: brokenText(report), diagnostics: diagnosticsOf(broken) }),
    faults,
    cases: ran.map(caseJson),
  }
}

function diagnosticsOf(broken: CompileError | string) {
  return broken instanceof CompileError ? broken.diagnostics : []
}

function caseJson(each: CaseReport) {
  const { line, one, outcome, updated, ms } = each
  return {
    title: titleOf(one),
    line,
    input: one.input,
    passed: hasPassed(each),
    ...(updated && { updated }),
    ...(outcome.failure !== undefined && { failure: outcome.failure }),
    ...(outcome.outOfTime && { outOfTime: true }),
    ...(one.point === undefined && { unfinished: true }),
    differences: outcome.differences,
    ...(each.hint !== undefined && { hint: each.hint }),
    ms: Math.round(ms * 1000) / 1000,
  }
}
