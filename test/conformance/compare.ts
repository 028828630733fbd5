// Compares a result of `pipeline --jsonl` with a measured answer of the original engine.
import { isDeepStrictEqual } from 'node:util'

export interface Expected {
  readonly compile_error: string | null
  readonly run_error: boolean
  readonly [member: string]: unknown
}

export interface Vector {
  readonly id: string
  readonly group: string
  readonly note?: string
  readonly expect: Expected
}

interface Result {
  readonly compile_error: string | null
  readonly run_error: string | null
  readonly fields: Record<string, { t: string; v: unknown }>
  readonly [member: string]: unknown
}

/** The members that differ, as text; empty when the result is the original's. */
export function differences(vector: Vector, result: Result): string[] {
  const { expect } = vector
  const found: string[] = []
  const compare = (what: string, want: unknown, got: unknown) => {
    if (!isDeepStrictEqual(want, got)) found.push(`${what}: ${show(want)} ≠ ${show(got)}`)
  }
  compare('compile_error', expect.compile_error !== null, result.compile_error !== null)
  compare('run_error', expect.run_error, result.run_error !== null)
  for (const member of ['dropped', 'name', 'time_ns', 'tags']) {
    compare(member, expect[member], result[member])
  }
  compare('fields', comparable(expect.fields as Result['fields']), comparable(result.fields))
  for (const member of ['sub_points', 'window_points']) {
    compare(member, expect[member], result[member])
  }
  return found
}

/** Whether the position of a compile error is the original's. */
export function samePosition(vector: Vector, result: Result): boolean {
  return new RegExp(`:${vector.expect.compile_error}: `).test(String(result.compile_error).split('\n')[0]!)
}

/** The text behind this prefix quotes an error of the original's host language. */
const QUOTES_HOST = 'time convert failed: parsing time'

function comparable(fields: Result['fields']): Result['fields'] {
  const message = fields.pl_msg?.v
  if (typeof message !== 'string' || !message.startsWith(QUOTES_HOST)) return fields
  return { ...fields, pl_msg: { t: 'str', v: 'time convert failed: ' } }
}

function show(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 400) ?? 'undefined'
}
