// The scripts of a folder as they are on disk, compiled as cases ask for them: once for each time zone, as a zone is part
// of what a script was compiled to. The zone is that of the whole process while a case runs: one at a time.
import { CompileError, type Diagnostic } from '../errors.js'
import type { FunctionTable, Services } from '../pipeline/define.js'
import { ScriptFolder, type Sources } from '../pipeline/folder.js'
import type { PatternScope } from '../pipeline/grok/expand.js'
import { PatternFiles } from '../pipeline/pattern-files.js'
import type { Script } from '../pipeline/script.js'
import { CASE_ZONE } from './case-form.js'
import type { Case } from './cases.js'
import { inZone } from './local-zone.js'
import { type CaseOutcome, caseRecord, runCase } from './run-cases.js'
import { readAround } from './surroundings.js'
import { type RecordedStep, traced } from './trace.js'

export interface WorkplaceSettings {
  readonly functions: FunctionTable
  readonly services: Services
}

export class Workplace {
  private readonly folders = new Map<string, ScriptFolder>()

  private constructor(
    private readonly sources: Sources,
    private readonly scope: PatternScope,
    private readonly settings: WorkplaceSettings,
    /** Pattern files and folders that cannot be used as they are. */
    readonly faults: readonly Diagnostic[],
    private before: Workplace | undefined,
  ) {}

  /**
   * Reads the folder that a script stands in, with all that the server would read beside it.
   * @param before the same folder read earlier: what is the same keeps its compiled form
   */
  static async read(
    dir: string,
    settings: WorkplaceSettings,
    before?: Workplace,
  ): Promise<Workplace> {
    const files = await readAround(dir)
    const { scope, faults } = new PatternFiles().update(files.patterns)
    if (before) before.before = undefined
    return new Workplace(files.scripts, scope, settings, [...files.faults, ...faults], before)
  }

  has(name: string): boolean {
    return this.sources.has(name)
  }

  /** The script in the time zone of a case, or why there is none. */
  script(name: string, zone: string = CASE_ZONE): Promise<Script | CompileError> {
    return inZone(zone, async () => this.folder(zone).result(name))
  }

  /** @throws CompileError */
  run(name: string, one: Case): Promise<CaseOutcome> {
    const zone = one.tz || CASE_ZONE
    return inZone(zone, () => runCase(this.folder(zone).require(name), one))
  }

  /** The calls of a case, for those who ask why; undefined when the script does not compile. */
  trace(name: string, one: Case): Promise<readonly RecordedStep[] | undefined> {
    return inZone(one.tz || CASE_ZONE, async () => {
      const { folder, run } = traced(this.sources, this.folderSettings())
      if (folder.result(name) instanceof CompileError) return undefined
      const { point, now } = caseRecord(one, name)
      return (await run(name, point, now)).steps
    })
  }

  private folder(zone: string): ScriptFolder {
    const known = this.folders.get(zone)
    if (known) return known
    const before = this.before?.folders.get(zone)
    const folder = new ScriptFolder(this.sources, this.folderSettings(), before)
    // The folder that follows this one takes over what has been compiled, and asks for all of it.
    folder.check()
    this.folders.set(zone, folder)
    return folder
  }

  private folderSettings() {
    return { ...this.settings, patterns: () => this.scope.child() }
  }
}
