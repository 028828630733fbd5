// Rounds of `test`. The first runs every suite; a later one, in watch mode, only those whose script, or what it is compiled
// against, or whose cases have changed.
import { dirname } from 'node:path'
import { CompileError, formatDiagnostic } from '../errors.js'
import {
  type LoadedSuite,
  loadSuite,
  runSuite,
  type Suite,
  type SuiteReport,
  updateSuite,
  withHints,
} from '../workbench/suite.js'
import { Workplace, type WorkplaceSettings } from '../workbench/workplace.js'
import { totalsOf } from './test-text.js'

export interface TestOptions {
  readonly title: RegExp | undefined
  readonly update: boolean
  readonly settings: WorkplaceSettings
}

export interface Round {
  readonly at: Date
  /** Of all suites, also those that did not run again. */
  readonly reports: readonly SuiteReport[]
  /** Of those that ran in this round. */
  readonly fresh: readonly SuiteReport[]
  /** What is wrong beside scripts and cases, such as a pattern file. */
  readonly faults: readonly string[]
  /** Only cases with some titles were to run. */
  readonly filtered: boolean
}

export class TestRun {
  private places = new Map<string, Workplace>()
  private done = new Map<string, { readonly loaded: LoadedSuite; readonly report: SuiteReport }>()

  /** @param suites what there is to run; asked for every round */
  constructor(
    private readonly suites: () => readonly Suite[],
    private readonly options: TestOptions,
  ) {}

  async round(): Promise<Round> {
    const at = new Date()
    const suites = this.suites()
    const places = await this.read(suites)
    const before = this.done
    this.done = new Map()
    const fresh: SuiteReport[] = []
    for (const suite of suites) {
      const place = places.get(dirname(suite.script))!
      const loaded = await loadSuite(suite, place)
      const known = before.get(suite.script)
      const report =
        known && isSame(known.loaded, loaded) ? known.report : await this.run(loaded, place)
      if (report !== known?.report) fresh.push(report)
      this.done.set(suite.script, { loaded, report })
    }
    const reports = [...this.done.values()].map(({ report }) => report)
    return { at, reports, fresh, faults: this.faults(), filtered: this.options.title !== undefined }
  }

  private async read(suites: readonly Suite[]): Promise<ReadonlyMap<string, Workplace>> {
    const before = this.places
    this.places = new Map()
    for (const dir of new Set(suites.map(({ script }) => dirname(script)))) {
      this.places.set(dir, await Workplace.read(dir, this.options.settings, before.get(dir)))
    }
    return this.places
  }

  private async run(loaded: LoadedSuite, place: Workplace): Promise<SuiteReport> {
    const { title, update } = this.options
    const report = await runSuite(loaded, place, (text) => title === undefined || title.test(text))
    return update ? await updateSuite(report, loaded.text) : await withHints(report, place)
  }

  private faults(): string[] {
    const all = [...this.places.values()].flatMap(({ faults }) => faults.map(formatDiagnostic))
    return [...new Set(all)]
  }
}

function isSame(a: LoadedSuite, b: LoadedSuite): boolean {
  return a.text === b.text && a.fault === b.fault && isSameScript(a.compiled, b.compiled)
}

function isSameScript(a: LoadedSuite['compiled'], b: LoadedSuite['compiled']): boolean {
  if (a instanceof CompileError && b instanceof CompileError) return a.message === b.message
  return a === b
}

/** The exit code that a round comes to. */
export function codeOf({ reports }: Round): number {
  const { failed, broken } = totalsOf(reports)
  return failed + broken > 0 ? 1 : 0
}
