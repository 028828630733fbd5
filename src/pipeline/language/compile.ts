// Source text → a function that runs on points: parse, check, emit, and `new Function` once.
import { CompileError, type Position, RunFailure } from '../../errors.js'
import { TooLarge } from '../../point/value.js'
import {
  type CallSite,
  type FunctionTable,
  type ScriptBody,
  type Services,
  Waiting,
} from '../define.js'
import type { PatternScope } from '../grok/expand.js'
import { check } from './check.js'
import { type Emitted, emit } from './emit.js'
import { parse } from './parse.js'
import * as operators from './runtime.js'
import { scan } from './scan.js'
import { positions, Refusal } from './source.js'
import { Stop } from './stop.js'

export interface CompileOptions {
  /** Name of the script in errors. */
  readonly file: string
  readonly functions: FunctionTable
  /** Patterns at the top of the script. */
  readonly patterns: PatternScope
  readonly services: Services
  /** What the calls of this script keep between records. */
  readonly keep: CallSite['keep']
  /** Resolves `use("x.p")`; throws CompileError or refuses the call when the script is missing or circular. */
  script(name: string, site: CallSite): ScriptBody
}

/**
 * Compiles a script. The body throws RunFailure, or Waiting when an answer is on its way, and nothing else.
 * @throws CompileError
 */
export function compileScript(source: string, options: CompileOptions): ScriptBody {
  const { patterns, ...rest } = options
  const { file } = options
  const position = positions(source)
  try {
    const tree = parse(source)
    const calls = check(tree, patterns.child(), { ...rest, position })
    return instantiate(emit(tree, calls), file, position)
  } catch (error) {
    throw compileError(error, source, file, position)
  }
}

type Place = (at: number) => Position

function compileError(error: unknown, source: string, file: string, position: Place): unknown {
  const refusal = isOverrun(error) ? tooDeep(source) : error
  if (!(refusal instanceof Refusal)) return error
  const { code, message, at, hint } = refusal
  const diagnostic = { code, message, file, position: position(at) }
  return new CompileError([hint === undefined ? diagnostic : { ...diagnostic, hint }])
}

/** The parser or V8 ran out of stack. */
function isOverrun(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack')
}

/** Names the innermost bracket that was open when the depth was greatest. */
function tooDeep(source: string): Refusal {
  return new Refusal('PL107', scan(source).deepest, 'the script is nested too deeply')
}

function instantiate(emitted: Emitted, file: string, position: Place): ScriptBody {
  const places = emitted.places.map(position)
  const stopped = (error: unknown, place: number): void => {
    if (error === operators.EXIT) return
    throw error instanceof Waiting ? error : failure(error, file, places, place)
  }
  const create = new Function('rt', 'steps', 'kinds', 'stopped', emitted.code)
  return create(operators, emitted.steps, emitted.kinds, stopped) as ScriptBody
}

function failure(
  error: unknown,
  file: string,
  places: readonly Position[],
  place: number,
): RunFailure {
  if (error instanceof RunFailure) return error
  if (error instanceof Stop) return new RunFailure(error.message, file, places[error.place]!)
  const here = places[place] ?? { line: 1, column: 1 }
  if (error instanceof TooLarge) return new RunFailure(error.message, file, here)
  if (error instanceof RangeError)
    return new RunFailure('a value is too large or nested too deeply', file, here)
  return new RunFailure(`internal error: ${String(error)}`, file, here)
}
