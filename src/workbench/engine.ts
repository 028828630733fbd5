// Scripts as the server compiles them: its functions, the patterns of its folder, what it may look up.
import type { Diagnostic } from '../errors.js'
import { Lookup } from '../lookup/lookup.js'
import type { Observe } from '../pipeline/define.js'
import { ScriptFolder } from '../pipeline/folder.js'
import { functionTable } from '../pipeline/functions/index.js'
import { PatternScope } from '../pipeline/grok/expand.js'
import type { PipelineOptions } from '../pipeline/options.js'
import { PatternFiles } from '../pipeline/pattern-files.js'
import { systemClock } from '../util/clock.js'
import type { BenchSettings } from './messages.js'
import { Warnings } from './warnings.js'

/** The operator is told by the server. */
const SILENT = { tablesLoaded() {}, tablesRefused() {}, requestDone() {} }

export class Engine {
  readonly options: PipelineOptions
  private readonly lookup: Lookup
  private scope = PatternScope.builtin()
  private texts: ReadonlyMap<string, string> = new Map()
  private readonly linter: Warnings

  constructor({ pipeline, lookup, home, hostTags }: BenchSettings) {
    this.linter = new Warnings(hostTags)
    this.options = pipeline
    this.lookup = new Lookup(lookup, home, SILENT, systemClock)
  }

  start(): Promise<void> {
    return this.lookup.start()
  }

  /** @param texts the pattern files by name */
  usePatterns(texts: ReadonlyMap<string, string>): void {
    this.texts = texts
    this.scope = new PatternFiles().update(texts).scope
  }

  /** What is to be said about a script of a folder, which must compile. */
  warnings(name: string, sources: ReadonlyMap<string, string>): readonly Diagnostic[] {
    return this.linter.of(name, sources, this.texts)
  }

  /** Scripts that know each other, with nothing kept from earlier records. */
  folder(sources: ReadonlyMap<string, string>, observe?: Observe): ScriptFolder {
    return new ScriptFolder(sources, {
      functions: functionTable,
      patterns: () => this.scope.child(),
      loopSteps: this.options.loopSteps,
      services: this.lookup,
      observe,
    })
  }
}
