// Values as cases write them: text, truth and nil stand for themselves, a plain number is a float, all else is
// `{"t":"int","v":5}`. `{"t":"absent"}` is a field that is not there.
import type { FieldScalar, FieldValue } from '../point/value.js'
import { untyped } from './record.js'

/** What a case writes for a field that is gone; needed for `message` only, as all others are gone when they are not listed. */
export const ABSENT = { t: 'absent' }

const KINDS = ['int', 'float', 'str', 'bool', 'nil', 'list', 'absent']
const FLOAT_TEXTS = ['NaN', '+Inf', '-Inf', '-0']

export function isAbsent(value: unknown): boolean {
  return isMembers(value) && value.t === ABSENT.t
}

export function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of a field from its form in a case, which has been checked. */
export function fieldValue(value: unknown): FieldValue {
  if (isMembers(value) && value.t === 'list') return (value.v as unknown[]).map(scalarValue)
  return untyped(value)
}

function scalarValue(value: unknown): FieldScalar {
  return untyped(value) as FieldScalar
}

/** The form of a field's value in a case. */
export function caseValue(value: FieldValue): unknown {
  switch (typeof value) {
    case 'bigint':
      return { t: 'int', v: isSafe(value) ? Number(value) : String(value) }
    case 'number':
      return isPlain(value) ? value : { t: 'float', v: floatText(value) }
    case 'object':
      return value === null ? null : { t: 'list', v: value.map(caseValue) }
    default:
      return value
  }
}

/** What is wrong with a value of a case; nothing when it can be read. */
export function valueFault(value: unknown): string | undefined {
  if (Array.isArray(value)) return 'a list is written {"t":"list","v":[…]}'
  if (!isMembers(value)) return undefined
  const { t, v } = value
  if (typeof t !== 'string' || !KINDS.includes(t)) return `"t" is one of ${KINDS.join(', ')}`
  if (t === 'int') return intFault(v)
  if (t === 'list') return listFault(v)
  const fits: Readonly<Record<string, boolean>> = {
    float: typeof v === 'number' || FLOAT_TEXTS.includes(String(v)),
    str: typeof v === 'string',
    bool: typeof v === 'boolean',
    nil: v === null || v === undefined,
    absent: v === undefined,
  }
  return fits[t] ? undefined : `"v" is no ${t}`
}

function intFault(v: unknown): string | undefined {
  if (typeof v === 'string') return /^-?\d+$/.test(v) ? undefined : `"${v}" is no int`
  if (typeof v !== 'number' || !Number.isInteger(v)) return `${JSON.stringify(v)} is no int`
  return Number.isSafeInteger(v) ? undefined : 'an int beyond 2^53 is written as text'
}

function listFault(v: unknown): string | undefined {
  if (!Array.isArray(v)) return '"v" of a list is […]'
  return v.map(valueFault).find((fault) => fault !== undefined)
}

function isSafe(value: bigint): boolean {
  return Number.isSafeInteger(Number(value))
}

function isPlain(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0)
}

function floatText(value: number): string {
  if (value === 0) return '-0'
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
}
