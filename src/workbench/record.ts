// A record in the typed JSON form that cases are written in: `{"t":"int|float|str|bool|nil","v":…}`. Integers
// beyond 2^53, NaN and the infinities are texts; a plain number is a float.
import { DEFAULT_MEASUREMENT } from '../point/limits.js'
import { Point } from '../point/point.js'
import { Tags } from '../point/tags.js'
import type { FieldValue } from '../point/value.js'

/** The input side of a case. */
export interface RecordInput {
  readonly message?: string
  readonly name?: string
  readonly tags?: Readonly<Record<string, string>>
  readonly fields?: Readonly<Record<string, unknown>>
  /** Unix nanoseconds as text or number. */
  readonly time?: string | number
}

/** Builds the point as the log receiver does: field `message`, field `status` = "info" unless given. */
export function recordPoint(input: RecordInput, now: bigint): Point {
  const tags = Object.entries(input.tags ?? {}).map(
    ([key, value]) => [dotless(key), String(value)] as const,
  )
  const time = input.time === undefined ? now : BigInt(input.time)
  const point = new Point(input.name || DEFAULT_MEASUREMENT, time, Tags.of(tags))
  point.set('message', input.message ?? '')
  for (const [key, value] of Object.entries(input.fields ?? {}))
    point.set(dotless(key), untyped(value))
  if (!point.has('status')) point.set('status', 'info')
  return point
}

function dotless(key: string): string {
  return key.replaceAll('.', '_')
}

const FLOATS: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  '+Inf': Number.POSITIVE_INFINITY,
  '-Inf': Number.NEGATIVE_INFINITY,
}

/** A typed value; plain numbers, texts, booleans and null stand for themselves. */
export function untyped(value: unknown): FieldValue {
  if (typeof value !== 'object' || value === null) return value as FieldValue
  if (Array.isArray(value)) return value as FieldValue
  const { t, v } = value as { t?: string; v?: unknown }
  if (t === 'int') return BigInt(v as string | number)
  if (t === 'float') return FLOATS[String(v)] ?? Number(v)
  if (t === 'nil') return null
  return v as FieldValue
}

/** The members of a point as JSON text: dropped, name, time_ns, tags, fields. */
export function typedPoint(point: Point): string {
  const name = JSON.stringify(point.name)
  const tags = JSON.stringify(Object.fromEntries(point.tags.sorted()))
  const rest = `"time_ns":"${point.time}","tags":${tags},"fields":${typedFields(point)}`
  return `"dropped":${point.dropped},"name":${name},${rest}`
}

/** Fields as JSON text, sorted by key. */
function typedFields(point: Point): string {
  const entries = [...point.fields()].sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${typed(value)}`).join(',')}}`
}

function typed(value: FieldValue): string {
  switch (typeof value) {
    case 'string':
      return `{"t":"str","v":${JSON.stringify(value.toWellFormed())}}`
    case 'boolean':
      return `{"t":"bool","v":${value}}`
    case 'bigint':
      return `{"t":"int","v":${safeInteger(value)}}`
    case 'number':
      return `{"t":"float","v":${floatJson(value)}}`
    default:
      return value === null ? '{"t":"nil","v":null}' : `{"t":"list","v":${JSON.stringify(value)}}`
  }
}

function safeInteger(value: bigint): string {
  const size = value < 0n ? -value : value
  return size > 2n ** 53n ? `"${value}"` : String(value)
}

function floatJson(value: number): string {
  if (Number.isNaN(value)) return '"NaN"'
  if (!Number.isFinite(value)) return value > 0 ? '"+Inf"' : '"-Inf"'
  return Object.is(value, -0) ? '-0.0' : JSON.stringify(value)
}
