// The scripts of one folder, by name, compiled on first need: `use` may name any of them, in any order.
// A script that does not compile is kept as its error; the others are not touched by it. A folder that follows another takes
// over what is the same, and where a script does not compile any more, its last version that did.
import { CompileError, type Diagnostic } from '../errors.js'
import { closest } from '../util/closest.js'
import type { CallSite, Emit, FunctionTable, Observe, ScriptBody, Services } from './define.js'
import type { PatternScope } from './grok/expand.js'
import { compileWith, type Script } from './script.js'
import { NO_SERVICES } from './services.js'
import { Keep, States } from './states.js'
import { keepsOf, NotedPatterns, samePatterns, type Version } from './version.js'

export interface FolderSettings {
  readonly functions: FunctionTable
  /** Makes the patterns that a script begins with. */
  readonly patterns: () => PatternScope
  /** Most loop rounds of one run of a script. */
  readonly loopSteps?: number | undefined
  /** Default: no database, no tables, no network. */
  readonly services?: Services | undefined
  /** Watches the calls of all scripts. */
  readonly observe?: Observe | undefined
}

/** Script text by name, such as `nginx.p`; a finding where the text cannot be read. */
export type Sources = ReadonlyMap<string, string | Diagnostic>

export class ScriptFolder {
  /** What the scripts keep between records, also those of the folders before. */
  readonly states: States
  private readonly done = new Map<string, Version | CompileError>()
  /** Names being compiled, outermost first: the chain that a circle is named by. */
  private readonly chain: string[] = []
  /** Versions of the folder before. */
  private readonly before: ReadonlyMap<string, Version>

  /** @param before the folder that this one follows; all of it must have been compiled */
  constructor(
    private readonly sources: Sources,
    private readonly settings: FolderSettings,
    before?: ScriptFolder,
  ) {
    this.states = before?.states ?? new States()
    this.before = before?.versions() ?? new Map()
  }

  /** The script of that name as far as it can be used; undefined when there is none or it never compiled. */
  get(name: string): Script | undefined {
    return this.version(name)?.script
  }

  /** The version of it that is in use. */
  version(name: string): Version | undefined {
    return this.sources.has(name) ? this.inUse(name) : undefined
  }

  /** Compiles everything and returns the findings of those that fail. */
  check(): Diagnostic[] {
    const results = this.names().map((name) => this.result(name))
    return results.flatMap((result) => (result instanceof CompileError ? result.diagnostics : []))
  }

  /** Names of all scripts, also those that do not compile. */
  names(): string[] {
    return [...this.sources.keys()]
  }

  /** The text of a script, where it can be read. */
  text(name: string): string | undefined {
    const source = this.sources.get(name)
    return typeof source === 'string' ? source : undefined
  }

  /**
   * The script, or why there is none.
   * @throws CompileError
   */
  require(name: string): Script {
    const result = this.result(name)
    if (result instanceof CompileError) throw result
    return result
  }

  /** The script of that name as its text is now, or why there is none. */
  result(name: string): Script | CompileError {
    const result = this.versionOf(name)
    return result instanceof CompileError ? result : result.script
  }

  /** What versions keep that are not in use any more, is let go of: call it when this folder takes over. */
  takeOver(now: bigint, emit: Emit): void {
    this.states.retain(keepsOf(this.versions().values()), now, emit)
  }

  /** The versions in use. */
  private versions(): Map<string, Version> {
    const all = this.names().map((name) => [name, this.inUse(name)] as const)
    return new Map(all.filter((one): one is [string, Version] => one[1] !== undefined))
  }

  private inUse(name: string): Version | undefined {
    const result = this.versionOf(name)
    return result instanceof CompileError ? this.before.get(name) : result
  }

  private versionOf(name: string): Version | CompileError {
    const result = this.done.get(name) ?? this.unchanged(name) ?? this.compile(name)
    this.done.set(name, result)
    return result
  }

  /** The version of before, if its text and all that it depends on are the same. */
  private unchanged(name: string): Version | undefined {
    const before = this.before.get(name)
    if (before === undefined || this.sources.get(name) !== before.text) return undefined
    if (!samePatterns(before, this.settings.patterns())) return undefined
    const same = [...before.uses].every(([used, version]) => this.isSame(used, version, name))
    return same ? before : undefined
  }

  private isSame(used: string, version: Version, by: string): boolean {
    if (!this.sources.has(used) || this.chain.includes(used)) return false
    this.chain.push(by)
    const result = this.versionOf(used)
    this.chain.pop()
    return result === version
  }

  private compile(name: string): Version | CompileError {
    const text = this.sources.get(name) ?? ''
    if (typeof text !== 'string') return new CompileError([text])
    const { functions, patterns, loopSteps, services = NO_SERVICES, observe } = this.settings
    const { states } = this
    const before = this.before.get(name)
    const keep = before?.text === text ? before.keep : new Keep()
    const noted = new NotedPatterns(patterns())
    const uses = new Map<string, Version>()
    this.chain.push(name)
    try {
      const script = compileWith(text, {
        file: name,
        functions,
        patterns: noted.child(),
        loopSteps,
        services,
        observe,
        keep,
        states,
        script: (other, site) => this.used(other, site, uses),
      })
      states.add(keep)
      return { text, script, keep, uses, patterns: noted.seen }
    } catch (error) {
      if (error instanceof CompileError) return error
      throw error
    } finally {
      this.chain.pop()
    }
  }

  /** @param uses where the version that was found is noted */
  private used(name: string, site: CallSite, uses: Map<string, Version>): ScriptBody {
    if (!this.sources.has(name)) {
      const near = closest(name, this.sources.keys())
      const hint = near && `did you mean "${near}"?`
      return site.refuse('call', 'PL203', `there is no script "${name}" beside this one`, hint)
    }
    if (this.chain.includes(name)) {
      const circle = [...this.chain.slice(this.chain.indexOf(name)), name].join(' → ')
      return site.refuse('call', 'PL203', `the scripts use each other in a circle: ${circle}`)
    }
    const result = this.versionOf(name)
    if (result instanceof CompileError) {
      const hint = pointer(result.diagnostics[0])
      return site.refuse('call', 'PL203', `the script "${name}" does not compile`, hint)
    }
    uses.set(name, result)
    return result.script.body
  }
}

const SEE = 'see '

/** Where the fault of a script lies; one that is itself handed on from a further script keeps its place. */
function pointer({ file, position, message, hint }: Diagnostic): string {
  if (hint?.startsWith(SEE)) return hint
  const at = position ? `${file}:${position.line}:${position.column}` : file
  return `${SEE}${at}: ${message}`
}
