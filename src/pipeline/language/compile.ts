// Source text → a function that runs on points: parse, check, emit, and `new Function` once.
import { type Position, RunFailure } from '../../errors.js'
import { TooLarge } from '../../point/value.js'
import {
  type CallSite,
  type FunctionTable,
  type Observe,
  type ScriptBody,
  type Services,
  Waiting,
} from '../define.js'
import type { PatternScope } from '../grok/expand.js'
import { check } from './check.js'
import { compileError, nestingError } from './compile-error.js'
import { type Emitted, emit } from './emit.js'
import { parseAll } from './recover.js'
import * as operators from './runtime.js'
import { offsetOf, positions } from './source.js'
import { Stop } from './stop.js'

export interface CompileOptions {
  /** Name of the script in errors. */
  readonly file: string
  readonly functions: FunctionTable
  /** Patterns at the top of the script. */
  readonly patterns: PatternScope
  readonly services: Services
  readonly observe?: Observe | undefined
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
  const offset = (place: Position) => offsetOf(source, place)
  try {
    const { tree, refusals } = parseAll(source)
    const partial = refusals.length > 0
    const checked = check(tree, patterns.child(), { ...rest, position, offset, partial })
    const [first, ...others] = [...refusals, ...checked.refusals]
    if (first) throw compileError(source, file, first, others)
    return instantiate(emit(tree, checked.calls), file, position)
  } catch (error) {
    throw nestingError(error, source, file)
  }
}

type Place = (at: number) => Position

function instantiate(emitted: Emitted, file: string, position: Place): ScriptBody {
  const places = emitted.places.map(position)
  const stopped = (error: unknown, place: number): never => {
    throw error instanceof Waiting ? error : failure(error, file, places, place)
  }
  const { code, steps, kinds, conditions } = emitted
  const create = new Function('rt', 'steps', 'kinds', 'conditions', 'stopped', code)
  return create(operators, steps, kinds, conditions, stopped) as ScriptBody
}

function failure(
  error: unknown,
  file: string,
  places: readonly Position[],
  place: number,
): RunFailure {
  if (error instanceof RunFailure) return error
  if (error instanceof Stop)
    return new RunFailure(error.message, file, places[error.place]!, error.breaksDown)
  const here = places[place] ?? { line: 1, column: 1 }
  if (error instanceof TooLarge) return new RunFailure(error.message, file, here)
  if (error instanceof RangeError)
    return new RunFailure('a value is too large or nested too deeply', file, here)
  return new RunFailure(`internal error: ${String(error)}`, file, here)
}
