// A script and its cases beside it: the unit that `test` runs and reports.
import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { CompileError } from '../errors.js'
import type { Script } from '../pipeline/script.js'
import { type CaseFault, type PlacedCase, readCases, titleOf, withCases } from './cases.js'
import { grokHint } from './grok-hint.js'
import { type CaseOutcome, settledCase } from './run-cases.js'
import type { Workplace } from './workplace.js'

const SCRIPT = /\.p$/
const CASES = /\.cases\.jsonl$/

/** Paths of a script and of its cases; either file may be missing. */
export interface Suite {
  readonly script: string
  readonly cases: string
}

/** The suite that a file belongs to; nothing for a file of another kind. */
export function suiteOf(path: string): Suite | undefined {
  if (SCRIPT.test(path)) return { script: path, cases: path.replace(SCRIPT, '.cases.jsonl') }
  return CASES.test(path) ? { script: path.replace(CASES, '.p'), cases: path } : undefined
}

export interface CaseReport extends PlacedCase {
  readonly outcome: CaseOutcome
  readonly ms: number
  /** The point was written into the case. */
  readonly updated: boolean
  /** Where the groks of the script failed, when none took the line. */
  readonly hint?: string
}

export interface SuiteReport extends Suite {
  /** Cases that ran, in the order of the file. */
  readonly ran: readonly CaseReport[]
  /** Lines of the file that are no cases. */
  readonly faults: readonly CaseFault[]
  /** How many cases the file has, those that the filter left out too. */
  readonly total: number
  /** Why no case ran: what is wrong with the script. */
  readonly broken?: CompileError | string
}

/** A suite as it is on disk: the same while both files are. */
export interface LoadedSuite extends Suite {
  /** The text of the cases; "" where there are none. */
  readonly text: string
  /** Why the cases cannot be read, or there is no script. */
  readonly fault?: string
  readonly compiled: Script | CompileError | undefined
}

export async function loadSuite(suite: Suite, place: Workplace): Promise<LoadedSuite> {
  const name = basename(suite.script)
  const read = await readText(suite.cases)
  if (place.has(name)) return { ...suite, ...read, compiled: await place.script(name) }
  const fault = `there is no ${name} in ${dirname(suite.script)}`
  return { ...suite, ...read, fault, compiled: undefined }
}

async function readText(path: string): Promise<Pick<LoadedSuite, 'text' | 'fault'>> {
  try {
    return { text: await readFile(path, 'utf8') }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT'
      ? { text: '' }
      : { text: '', fault: `${path} cannot be read (${code})` }
  }
}

/** @param takes which cases are to run */
export async function runSuite(
  { script, cases: path, text, fault, compiled }: LoadedSuite,
  place: Workplace,
  takes: (title: string) => boolean = () => true,
): Promise<SuiteReport> {
  const { cases, faults } = readCases(text)
  const report = { script, cases: path, faults, total: cases.length, ran: [] }
  const name = basename(script)
  if (compiled instanceof CompileError) return { ...report, broken: compiled }
  if (fault !== undefined) return { ...report, broken: fault }
  const ran: CaseReport[] = []
  for (const { line, one } of cases.filter(({ one }) => takes(titleOf(one)))) {
    const start = performance.now()
    const outcome = await place.run(name, one)
    ran.push({ line, one, outcome, ms: performance.now() - start, updated: false })
  }
  return { ...report, ran }
}

/** Hints cost more than cases: the first failures of a script have one. */
const MOST_HINTS = 20

/** The report with hints where a case failed. */
export async function withHints(report: SuiteReport, place: Workplace): Promise<SuiteReport> {
  const name = basename(report.script)
  const failed = report.ran.filter(({ outcome }) => lacksSomething(outcome))
  const hints = new Map<CaseReport, string>()
  for (const each of failed.slice(0, MOST_HINTS)) {
    const hint = grokHint((await place.trace(name, each.one)) ?? [], name)
    if (hint !== undefined) hints.set(each, hint)
  }
  const ran = report.ran.map((each) => {
    const hint = hints.get(each)
    return hint === undefined ? each : { ...each, hint }
  })
  return { ...report, ran }
}

/** Whether something is not there that a grok may have been to take. */
function lacksSomething({ differences }: CaseOutcome): boolean {
  return differences.some(({ what, expected, actual }) => what === 'time' || (expected && !actual))
}

/** Writes the points that there are into the cases that expect others. The rest of the file stays as it is. */
export async function updateSuite(report: SuiteReport, text: string): Promise<SuiteReport> {
  const name = basename(report.script)
  const ran = report.ran.map((each): CaseReport => {
    if (each.outcome.passed || each.outcome.outOfTime) return each
    return { ...each, one: settledCase(each.one, each.outcome, name), updated: true }
  })
  const changed = ran.filter(({ updated }) => updated)
  if (changed.length > 0) await writeFile(report.cases, withCases(text, changed))
  return { ...report, ran }
}

export function hasPassed({ outcome, updated }: CaseReport): boolean {
  return outcome.passed || updated
}
