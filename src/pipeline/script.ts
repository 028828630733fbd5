// A compiled script: source text in, a thing that runs on points out. Compile once, run on every record.
import { RunFailure } from '../errors.js'
import type { Point } from '../point/point.js'
import {
  type CallSite,
  type Effect,
  type FunctionTable,
  type GrokCounts,
  type Keeper,
  type MadePoint,
  type Observe,
  type Run,
  type ScriptBody,
  type Services,
  Waiting,
} from './define.js'
import { finish } from './finish.js'
import type { PatternScope } from './grok/expand.js'
import { compileScript } from './language/compile.js'
import { PIPELINE_DEFAULTS } from './options.js'
import { Keep, States } from './states.js'

export interface ScriptContext {
  /** Name of the script, such as `nginx.p`; used in errors. */
  readonly file: string
  readonly functions: FunctionTable
  /** Patterns that the script sees from its first line on. */
  readonly patterns: PatternScope
  /** Most loop rounds of one run; the default of the options when absent. */
  readonly loopSteps?: number | undefined
  readonly services: Services
  /** What the script keeps between records. */
  readonly keep: Keep
  /** What the scripts of its folder keep. */
  readonly states: States
  readonly observe?: Observe | undefined
  /** Resolves `use("other.p")`. */
  script(name: string, site: CallSite): ScriptBody
}

/** What became of one run. */
export interface Outcome {
  /** Why the script stopped; what it did before stays in the point. */
  readonly failure?: RunFailure
  /** Groks were called, and none of them matched. */
  readonly missed?: true
  /** What the script does beyond the record, to be done now, in order. */
  readonly effects?: readonly Effect[]
  /** The script must run again, on the record as it was, when this has settled. */
  readonly answered?: Promise<unknown>
}

const DONE: Outcome = {}
const MISSED: Outcome = { missed: true }

export class Script {
  private readonly state: Run

  constructor(
    readonly file: string,
    readonly body: ScriptBody,
    readonly loopSteps: number = PIPELINE_DEFAULTS.loopSteps,
    readonly states: States = new States(),
    readonly keep: Keep = new Keep(),
  ) {
    this.state = freshRun(0n, loopSteps, keep)
  }

  /** The same script with nothing kept from earlier records. */
  fresh(): Script {
    return new Script(this.file, this.body, this.loopSteps)
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
    run.window = undefined
    run.record = point
    if (run.effects.length > 0) run.effects = []
    const { matched, missed } = run.groks
    try {
      this.body(point, run)
    } catch (error) {
      return stopped(error, point)
    }
    finish(point, run.statusMapping)
    const outcome = run.groks.missed > missed && run.groks.matched === matched ? MISSED : DONE
    return run.effects.length === 0 ? outcome : { ...outcome, effects: run.effects }
  }

  /** The calls of grok since this was asked last. */
  takeGroks(): GrokCounts {
    const { groks } = this.state
    const taken = { ...groks }
    groks.matched = 0
    groks.missed = 0
    return taken
  }

  /**
   * Lets go of what the script and those beside it keep between records, as far as it is due: call it about once a second.
   * @param now Unix nanoseconds
   * @param last nothing comes any more: everything is let go of
   * @returns the points that come of it
   */
  tick(now: bigint, last = false): MadePoint[] {
    const made: MadePoint[] = []
    this.states.tick(now, (point) => made.push(point), last)
    return made
  }
}

/** Does what a run wants done beyond its record; returns the points that it made and that leave. */
export function settle(outcome: Outcome): MadePoint[] {
  return settleAll(outcome).filter(isLeaving)
}

/** As `settle`, with the points that a script of their own has dropped. */
export function settleAll({ effects = [] }: Outcome): MadePoint[] {
  const made: MadePoint[] = []
  for (const effect of effects) effect((point) => made.push(point))
  return made
}

/** A window lets dropped records leave; a point that was made and dropped stays. */
export function isLeaving({ point, by }: MadePoint): boolean {
  return by !== 'create_point' || !point.dropped
}

/** The state of a run that begins. */
export function freshRun(now: bigint, steps: number, keep: Keeper = new Keep()): Run {
  const none = { window: undefined, record: undefined }
  const groks = { matched: 0, missed: 0 }
  return { now, statusMapping: true, steps, effects: [], keep, groks, ...none }
}

function stopped(error: unknown, point: Point): Outcome {
  if (error instanceof Waiting) return { answered: error.answered }
  if (!(error instanceof RunFailure)) throw error
  point.dropped = false
  return { failure: error }
}

/**
 * Compiles a script.
 * @throws CompileError with every finding, the first one where the original reports it
 */
export function compileWith(source: string, context: ScriptContext): Script {
  const { file, states, keep, loopSteps } = context
  return new Script(file, compileScript(source, context), loopSteps, states, keep)
}
