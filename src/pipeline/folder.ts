// The scripts of one folder, by name, compiled on first need: `use` may name any of them, in any order.
// A script that does not compile is kept as its error; the others are not touched by it.
import { CompileError, type Diagnostic } from '../errors.js'
import { closest } from '../util/closest.js'
import type { CallSite, FunctionTable, ScriptBody, Services } from './define.js'
import type { PatternScope } from './grok/expand.js'
import { compileWith, Script } from './script.js'
import { NO_SERVICES } from './services.js'
import { States } from './states.js'

export interface FolderSettings {
  readonly functions: FunctionTable
  /** Makes the patterns that a script begins with. */
  readonly patterns: () => PatternScope
  /** Most loop rounds of one run of a script. */
  readonly loopSteps?: number | undefined
  /** Default: no database, no tables, no network. */
  readonly services?: Services | undefined
}

export class ScriptFolder {
  /** What the scripts keep between records. */
  readonly states = new States()
  private readonly done = new Map<string, Script | CompileError>()
  /** Names being compiled, outermost first: the chain that a circle is named by. */
  private readonly chain: string[] = []

  /** @param sources script text by name, such as `nginx.p` */
  constructor(
    private readonly sources: ReadonlyMap<string, string>,
    private readonly settings: FolderSettings,
  ) {}

  /** The script of that name; undefined when there is none or it does not compile. */
  get(name: string): Script | undefined {
    if (!this.sources.has(name)) return undefined
    const result = this.result(name)
    return result instanceof Script ? result : undefined
  }

  /** Compiles everything and returns the findings of those that fail. */
  check(): Diagnostic[] {
    const results = [...this.sources.keys()].map((name) => this.result(name))
    return results.flatMap((result) => (result instanceof CompileError ? result.diagnostics : []))
  }

  /** Names of all scripts, also those that do not compile. */
  names(): string[] {
    return [...this.sources.keys()]
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

  /** The script of that name, or why there is none. */
  result(name: string): Script | CompileError {
    let result = this.done.get(name)
    if (!result) {
      result = this.compile(name)
      this.done.set(name, result)
    }
    return result
  }

  private compile(name: string): Script | CompileError {
    const { functions, patterns, loopSteps, services = NO_SERVICES } = this.settings
    this.chain.push(name)
    try {
      return compileWith(this.sources.get(name) ?? '', {
        file: name,
        functions,
        patterns: patterns(),
        loopSteps,
        services,
        states: this.states,
        script: (other, site) => this.used(other, site),
      })
    } catch (error) {
      if (error instanceof CompileError) return error
      throw error
    } finally {
      this.chain.pop()
    }
  }

  private used(name: string, site: CallSite): ScriptBody {
    if (!this.sources.has(name)) {
      const near = closest(name, this.sources.keys())
      const hint = near && `did you mean "${near}"?`
      return site.refuse('call', 'PL203', `there is no script "${name}" beside this one`, hint)
    }
    if (this.chain.includes(name)) {
      const circle = [...this.chain.slice(this.chain.indexOf(name)), name].join(' → ')
      return site.refuse('call', 'PL203', `the scripts use each other in a circle: ${circle}`)
    }
    const result = this.result(name)
    if (result instanceof Script) return result.body
    const hint = pointer(result.diagnostics[0])
    return site.refuse('call', 'PL203', `the script "${name}" does not compile`, hint)
  }
}

const SEE = 'see '

/** Where the fault of a script lies; one that is itself handed on from a further script keeps its place. */
function pointer({ file, position, message, hint }: Diagnostic): string {
  if (hint?.startsWith(SEE)) return hint
  const at = position ? `${file}:${position.line}:${position.column}` : file
  return `${SEE}${at}: ${message}`
}
