// A compiled script: source text in, a thing that runs on points out. Compile once, run on every record.
import { RunFailure } from '../errors.js'
import type { Point } from '../point/point.js'
import type { CallSite, FunctionTable, Run, ScriptBody } from './define.js'
import { finish } from './finish.js'
import type { PatternScope } from './grok/expand.js'
import { compileScript } from './language/compile.js'
import { PIPELINE_DEFAULTS } from './options.js'

export interface ScriptContext {
  /** Name of the script, such as `nginx.p`; used in errors. */
  readonly file: string
  readonly functions: FunctionTable
  /** Patterns that the script sees from its first line on. */
  readonly patterns: PatternScope
  /** Most loop rounds of one run; the default of the options when absent. */
  readonly loopSteps?: number | undefined
  /** Resolves `use("other.p")`. */
  script(name: string, site: CallSite): ScriptBody
}

/** What became of one run. */
export interface Outcome {
  /** Why the script stopped; what it did before stays in the point. */
  readonly failure?: RunFailure
}

const DONE: Outcome = {}

export class Script {
  private readonly state: Run

  constructor(
    readonly file: string,
    readonly body: ScriptBody,
    readonly loopSteps: number = PIPELINE_DEFAULTS.loopSteps,
  ) {
    this.state = { now: 0n, statusMapping: true, steps: loopSteps }
  }

  /**
   * Runs the script on a point, which it changes, and then the closing steps (status words, field `time`). Never throws for what
   * is in the point: a run-time failure is the outcome.
   * @param now Unix nanoseconds that the script takes for the present
   */
  run(point: Point, now: bigint = point.time): Outcome {
    const run = this.state
    run.now = now
    run.statusMapping = true
    run.steps = this.loopSteps
    try {
      this.body(point, run)
    } catch (error) {
      if (!(error instanceof RunFailure)) throw error
      point.dropped = false
      return { failure: error }
    }
    finish(point, run)
    return DONE
  }
}

/**
 * Compiles a script.
 * @throws CompileError with every finding, the first one where the original reports it
 */
export function compileWith(source: string, context: ScriptContext): Script {
  return new Script(context.file, compileScript(source, context), context.loopSteps)
}
