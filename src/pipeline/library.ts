// The scripts in force, read again whenever they are asked to be. What does not compile keeps its last version that did; what
// is the same keeps its compiled form and all that it keeps between records. Between two scripts the event loop has its
// turn, and the whole set takes over at once, at the end.
import { setImmediate as turn } from 'node:timers/promises'
import { CompileError, type Diagnostic } from '../errors.js'
import { ScriptFolder } from './folder.js'
import { PatternFiles } from './pattern-files.js'
import { readPipeline, type ScriptSettings } from './store.js'
import { usedNames } from './used-names.js'

/** What came of reading the files again. */
export interface Reading {
  readonly scripts: number
  /** Scripts that have another version now, are new, or are gone. */
  readonly changed: readonly string[]
  readonly refused: readonly Refusal[]
}

/** A script, pattern file or folder that cannot be used as it is. */
export interface Refusal {
  readonly file: string
  readonly fault: Diagnostic
  /** Whether the version before is used in its place. */
  readonly kept: boolean
}

export class Library {
  /** The scripts in force; another folder after every load. */
  folder: ScriptFolder
  faults: readonly Diagnostic[] = []
  private readonly patterns = new PatternFiles()
  private loaded = false

  constructor(
    private readonly dir: string,
    private readonly settings: ScriptSettings,
  ) {
    const { scope } = this.patterns.update(new Map())
    this.folder = new ScriptFolder(new Map(), { ...settings, patterns: () => scope.child() })
  }

  /** Texts of the pattern files in force by name. */
  get patternTexts(): ReadonlyMap<string, string> {
    return this.patterns.texts
  }

  /** Reads all files. One load at a time; a missing folder is an empty one. */
  async load(): Promise<Reading> {
    const files = await readPipeline(this.dir)
    if (files.faults.length > 0 && this.loaded) return this.refuse(files.faults)
    this.loaded = true
    const { scope, faults: found } = this.patterns.update(files.patterns)
    const faults = [...files.faults, ...found]
    const settings = { ...this.settings, patterns: () => scope.child() }
    const next = new ScriptFolder(files.scripts, settings, this.folder)
    const refused = faults.map((fault) => ({ file: fault.file, fault, kept: true }))
    for (const name of usedFirst(next)) {
      const result = next.result(name)
      if (result instanceof CompileError) refused.push(refusal(name, result, next))
      await turn()
    }
    this.faults = [...faults, ...next.check()]
    return { scripts: next.names().length, changed: this.replace(next), refused }
  }

  /** Who could not look into a folder does not know that its files are gone. */
  private refuse(faults: readonly Diagnostic[]): Reading {
    this.faults = faults
    const refused = faults.map((fault) => ({ file: fault.file, fault, kept: true }))
    return { scripts: this.folder.names().length, changed: [], refused }
  }

  /** @returns names of what is not as it was */
  private replace(next: ScriptFolder): string[] {
    const before = this.folder
    this.folder = next
    const names = new Set([...before.names(), ...next.names()])
    return [...names].filter((name) => before.get(name) !== next.get(name))
  }
}

function refusal(file: string, error: CompileError, folder: ScriptFolder): Refusal {
  return { file, fault: error.diagnostics[0], kept: folder.get(file) !== undefined }
}

/**
 * All names, those that a script mentions before the script, so that compiling one does not compile others with it. Only the
 * order is guessed from the text; the compiler finds what a script uses.
 */
function usedFirst(folder: ScriptFolder): ReadonlySet<string> {
  const entered = new Set<string>()
  const ordered = new Set<string>()
  const enter = (name: string): void => {
    if (entered.has(name)) return
    entered.add(name)
    for (const used of usedNames(folder.text(name) ?? ''))
      if (folder.text(used) !== undefined) enter(used)
    ordered.add(name)
  }
  for (const name of folder.names()) enter(name)
  return ordered
}
