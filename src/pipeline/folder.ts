// The scripts of one folder, by name, compiled on first need: `use` may name any of them, in any order.
// A script that does not compile is kept as its error; the others are not touched by it.
import { CompileError, type Diagnostic } from '../errors.js'
import type { CallSite, FunctionTable, ScriptBody } from './define.js'
import type { PatternScope } from './grok/expand.js'
import { compileWith, Script } from './script.js'

export class ScriptFolder {
  private readonly done = new Map<string, Script | CompileError>()
  /** Names being compiled, outermost first: the chain that a circle is named by. */
  private readonly chain: string[] = []

  /**
   * @param sources script text by name, such as `nginx.p`
   * @param patterns makes the patterns a script begins with
   * @param loopSteps most loop rounds of one run of a script
   */
  constructor(
    private readonly sources: ReadonlyMap<string, string>,
    private readonly functions: FunctionTable,
    private readonly patterns: () => PatternScope,
    private readonly loopSteps?: number,
  ) {}

  /** The script of that name; undefined when there is none or it does not compile. */
  get(name: string): Script | undefined {
    if (!this.sources.has(name)) return undefined
    const result = this.compiled(name)
    return result instanceof Script ? result : undefined
  }

  /** Compiles everything and returns the findings of those that fail. */
  check(): Diagnostic[] {
    const results = [...this.sources.keys()].map((name) => this.compiled(name))
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
    const result = this.compiled(name)
    if (result instanceof CompileError) throw result
    return result
  }

  private compiled(name: string): Script | CompileError {
    let result = this.done.get(name)
    if (!result) {
      result = this.compile(name)
      this.done.set(name, result)
    }
    return result
  }

  private compile(name: string): Script | CompileError {
    this.chain.push(name)
    try {
      return compileWith(this.sources.get(name) ?? '', {
        file: name,
        functions: this.functions,
        patterns: this.patterns(),
        loopSteps: this.loopSteps,
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
      return site.refuse('call', 'PL203', `there is no script "${name}" beside this one`)
    }
    if (this.chain.includes(name)) {
      const circle = [...this.chain.slice(this.chain.indexOf(name)), name].join(' → ')
      return site.refuse('call', 'PL203', `the scripts use each other in a circle: ${circle}`)
    }
    const result = this.compiled(name)
    if (result instanceof Script) return result.body
    return site.refuse('call', 'PL203', `the script "${name}" does not compile`, result.message)
  }
}
