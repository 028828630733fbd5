// The answer of `POST /v1/pipeline/debug` in the original's form: what is empty is null, times come in two parts, errors as a
// chain of places.
import type { Diagnostic, Position } from '../errors.js'
import { offsetOf } from '../pipeline/language/source.js'
import { storedJson } from '../point/json.js'
import type { Point } from '../point/point.js'
import type { FieldValue, Value, ValueMap } from '../point/value.js'
import { floatText } from '../point/value.js'
import { byteLength } from '../util/bytes.js'
import type { Ran } from './runner.js'

/** Texts of the scripts by name. */
export type Sources = ReadonlyMap<string, string>

/** @param results JSON of each */
export function debugJson(
  cost: string,
  benchmark: string,
  errors: readonly ValueMap[],
  results: readonly string[],
): string {
  const list = results.length > 0 ? `[${results.join(',')}]` : 'null'
  const head = `"cost":${json(cost)},"benchmark":${json(benchmark)}`
  const found = errors.length > 0 ? json([...errors]) : 'null'
  return `{"content":{${head},"pl_errors":${found},"plresults":${list}}}`
}

/** A record that ran, as JSON; one whose script failed has no point. */
export function resultJson(point: Point, { failure, made }: Ran, sources: Sources): string {
  if (failure) {
    const { file, message, position = { line: 1, column: 1 } } = failure
    return resultOf(null, [], errorMap([placeMap(file, position, sources)], message))
  }
  const created = made.filter(({ by }) => by === 'create_point')
  return resultOf(
    pointMap(point),
    created.map(({ point }) => pointMap(point)),
    null,
  )
}

/** A point that came of all records together, such as an aggregate. */
export function gatheredJson(point: Point): string {
  return resultOf(pointMap(point), [], null)
}

function resultOf(point: Value, created: Value[], error: Value): string {
  return json({ point, create_point: created.length > 0 ? created : null, run_error: error })
}

const NANOSECONDS = 1_000_000_000n

function pointMap(point: Point): ValueMap {
  const fields: ValueMap = Object.create(null)
  for (const [key, value] of point.fields()) fields[key] = shownValue(value)
  const tags: ValueMap = Object.assign(Object.create(null), Object.fromEntries(point.tags.sorted()))
  const rest = ((point.time % NANOSECONDS) + NANOSECONDS) % NANOSECONDS
  const seconds = (point.time - rest) / NANOSECONDS
  return { dropped: point.dropped, name: point.name, tags, fields, time: seconds, time_ns: rest }
}

/** JSON has no word for NaN and the infinities. */
function shownValue(value: FieldValue): Value {
  if (typeof value === 'number' && !Number.isFinite(value)) return floatText(value)
  return Array.isArray(value) ? value.map(shownValue) : (value as Value)
}

/** The finding of a script that does not compile: its place, and for one that it uses the place of the call behind it. */
export function errorOf(diagnostic: Diagnostic, sources: Sources): ValueMap {
  const { file, position = { line: 1, column: 1 }, message, hint, code } = diagnostic
  const own = placeMap(file, position, sources)
  const inner = /^see (.+?):(\d+):(\d+): (.*)$/s.exec(hint ?? '')
  if (code === 'PL203' && inner) {
    const place = { line: Number(inner[2]), column: Number(inner[3]) }
    return errorMap([placeMap(inner[1]!, place, sources), own], inner[4]!)
  }
  return errorMap([own], `${code}: ${hint ? `${message}; ${hint}` : message}`)
}

function errorMap(chain: ValueMap[], error: string): ValueMap {
  return { pos_chain: chain, error }
}

function placeMap(file: string, position: Position, sources: Sources): ValueMap {
  const text = sources.get(file) ?? ''
  const before = byteLength(text.slice(0, offsetOf(text, position)))
  const { line, column } = position
  return { file, ln: BigInt(line), col: BigInt(column), pos: BigInt(before) }
}

function json(value: Value): string {
  return storedJson(value)!
}
