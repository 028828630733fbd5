// Watches a script at work: every call in the order it began, with its cost, its result, what it changed in the record, and for
// grok how the pattern met the text, which is worked out only when it is asked for. A watched script does what it does
// unwatched; calls are kept for the points that are followed, the first ones of each run.
//
//   const trace = new Trace()
//   const folder = new ScriptFolder(sources, { …, observe: trace.observe })
//   const script = trace.script(folder.require('nginx.p'))
//   trace.follow(point); script.run(point, now); trace.steps(point)
import type { Position } from '../errors.js'
import type { Observe, ObservedCall, Step } from '../pipeline/define.js'
import { type FolderSettings, ScriptFolder, type Sources } from '../pipeline/folder.js'
import { type Expanded, expandPattern } from '../pipeline/grok/expand.js'
import {
  type ExplainOptions,
  explainExpanded,
  type GrokExplanation,
} from '../pipeline/grok/explain.js'
import { Script } from '../pipeline/script.js'
import { inTime } from '../pipeline/watchdog.js'
import type { Point } from '../point/point.js'
import { keyText } from '../point/scalar.js'
import type { Value } from '../point/value.js'
import type { ShownValue, StepTrace } from './contract.js'
import { type Changes, changesSince, type Moment, momentOf } from './point-changes.js'
import { shortened, shownValue } from './shown-value.js'
import { NOTHING, type Result, Trial } from './trial.js'

/** Most calls of one run that are kept. */
export const MOST_STEPS = 200

/** Longest time of an explanation by each engine: the second one is asked when the first one is stalled. */
const EXPLAIN_MS = { javascript: 700, linear: 1500 }

/** Most characters of a value in a told step. */
const LONGEST = 200

/** What a call of grok had to do. */
export interface GrokCall {
  /** The key that holds the text. */
  readonly key: string
  readonly pattern: Expanded
  readonly trim: boolean
  /** Undefined where there is no such key. */
  readonly text: string | undefined
}

/** One call on one record. */
export class RecordedStep {
  readonly call: string
  readonly file: string
  readonly position: Position
  costNs = 0
  /** Absent for nothing, and for a call that did not end. */
  result?: ShownValue
  changes: Changes = { keys: new Map() }
  ended = false
  private explanation: GrokExplanation | undefined

  constructor(
    { def, site }: ObservedCall,
    /** For a call of `grok`. */
    readonly grok: GrokCall | undefined,
  ) {
    this.call = def.name
    this.file = site.file
    this.position = site.position
  }

  /** How the pattern of a grok call met its text; undefined for other calls, and where it took too long to tell. */
  explain(): GrokExplanation | undefined {
    const { grok } = this
    if (grok?.text === undefined) return undefined
    const { pattern, text, trim } = grok
    this.explanation ??= explainInTime(pattern, text, {
      trim,
      ...(this.ended && { matched: this.result?.value === true }),
    })
    return this.explanation
  }
}

/** How a pattern met a text; undefined where it took too long to tell. */
export function explainInTime(
  pattern: Expanded,
  text: string,
  options: ExplainOptions = {},
): GrokExplanation | undefined {
  let explanation: GrokExplanation | undefined
  for (const engine of ['javascript', 'linear'] as const) {
    const done = inTime(EXPLAIN_MS[engine], () => {
      explanation = explainExpanded(pattern, text, { ...options, engine })
    })
    if (done) break
  }
  return explanation
}

/** The calls of the run at hand. */
class Recording {
  readonly steps: RecordedStep[] = []
  more = 0
  /** Each point as it was when its last change was noted. */
  readonly last = new WeakMap<Point, Moment>()
}

export class Trace {
  private readonly recordings = new WeakMap<Point, Recording>()

  /** For the settings of a folder. */
  readonly observe: Observe = (step, call) => {
    const grok = grokPattern(call)
    return (point, run, ...args) => {
      const recording = run.record && this.recordings.get(run.record)
      if (!recording) return step(point, run, ...args)
      if (recording.steps.length >= MOST_STEPS) {
        recording.more++
        return step(point, run, ...args)
      }
      const recorded = new RecordedStep(call, grok && { ...grok, text: textOf(args[0]) })
      recording.steps.push(recorded)
      return record(recorded, recording, point, () => step(point, run, ...args))
    }
  }

  /** The same script, each run of which begins the calls of its point anew. */
  script(script: Script): Script {
    const { file, body, loopSteps, states, keep } = script
    const watched: typeof body = (point, run) => {
      if (this.recordings.has(point)) this.follow(point)
      body(point, run)
    }
    return new Script(file, watched, loopSteps, states, keep)
  }

  /** Keeps the calls on this point from now on. */
  follow(point: Point): void {
    this.recordings.set(point, new Recording())
  }

  /** The calls of the last run on a followed point, in the order they began. */
  steps(point: Point): readonly RecordedStep[] {
    return this.recordings.get(point)?.steps ?? []
  }

  /** How many further calls there were. */
  more(point: Point): number {
    return this.recordings.get(point)?.more ?? 0
  }
}

/**
 * A step as it is told.
 * @param explained whether to say how a grok pattern met its text, which costs up to some milliseconds
 */
export function toldStep(step: RecordedStep, explained: boolean): StepTrace {
  const { call, file, position, costNs, result, changes } = step
  const { keys, name, time, dropped } = changes
  const changed = [...keys].map(
    ([key, value]) => [key, value === undefined ? null : shownValue(value, LONGEST)] as const,
  )
  const grok = explained ? step.explain() : undefined
  const record = {
    ...(name !== undefined && { name }),
    ...(time !== undefined && { timeNs: String(time) }),
    ...(dropped !== undefined && { dropped }),
  }
  return {
    call,
    file,
    position,
    costNs,
    ...(result && { result }),
    changed: Object.fromEntries(changed),
    ...(Object.keys(record).length > 0 && { record }),
    ...(grok && { grok: { ...grok, text: shortened(grok.text, 100_000) } }),
  }
}

/** What became of one traced run. */
export interface TracedRun extends Result {
  readonly steps: readonly RecordedStep[]
  /** Calls that were not kept. */
  readonly more: number
}

export interface Traced {
  readonly folder: ScriptFolder
  /**
   * Runs a script of the folder under the guard; a script that hangs is a failure.
   * @throws CompileError
   */
  run(name: string, point: Point, now: bigint): Promise<TracedRun>
}

/** A folder of scripts that are watched. */
export function traced(sources: Sources, settings: Omit<FolderSettings, 'observe'>): Traced {
  const trace = new Trace()
  const folder = new ScriptFolder(sources, { ...settings, observe: trace.observe })
  const trial = new Trial()
  const run = async (name: string, point: Point, now: bigint): Promise<TracedRun> => {
    const job = { script: trace.script(folder.require(name)), point }
    trace.follow(point)
    const result = (await trial.run([job], now)).get(job) ?? NOTHING
    return { ...result, steps: trace.steps(point), more: trace.more(point) }
  }
  return { folder, run }
}

/** Runs a step and notes what came of it. Calls inside it, as of `use`, keep the changes that are theirs. */
function record(
  recorded: RecordedStep,
  recording: Recording,
  point: Point,
  step: () => ReturnType<Step>,
): ReturnType<Step> {
  const { last } = recording
  last.set(point, momentOf(point))
  const start = performance.now()
  try {
    const result = step() as Value | undefined
    recorded.costNs = elapsedNs(start)
    recorded.ended = true
    if (isGiven(result)) recorded.result = shownValue(result, LONGEST)
    return result
  } finally {
    if (!recorded.ended) recorded.costNs = elapsedNs(start)
    recorded.changes = changesSince(last.get(point)!, point)
    last.set(point, momentOf(point))
  }
}

function elapsedNs(start: number): number {
  return Math.round((performance.now() - start) * 1e6)
}

function isGiven(value: Value | undefined): value is Value {
  return value !== undefined && typeof value !== 'symbol'
}

/** What `grok` gets for its parameters. */
interface StaticGrok {
  readonly key: string
  readonly pattern: string
  readonly trim_space?: boolean
}

function grokPattern({ def, args, site }: ObservedCall): Omit<GrokCall, 'text'> | undefined {
  if (def.name !== 'grok') return undefined
  const { key, pattern, trim_space } = args as unknown as StaticGrok
  return { key, pattern: expandPattern(pattern, site.patterns), trim: trim_space !== false }
}

function textOf(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : keyText(value)
}
