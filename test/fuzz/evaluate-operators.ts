// The operators of the language once more, for the reference evaluator: plain values in, a value out, `undefined` where
// the script fails. Written from the rules of the language, not from src/pipeline/language/runtime.ts; slow and obvious.
import { isList, isMap, setMember, type Value, VOID } from '../../src/point/value.js'
import { fromBytes, toBytes } from '../../src/util/bytes.js'

const isNumber = (value: Value): value is bigint | number | boolean =>
  typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean'
const whole = (value: bigint | boolean): bigint =>
  typeof value === 'boolean' ? BigInt(value) : value
const float = (value: bigint | number | boolean): number => Number(value)

export function arithmetic(operator: string, left: Value, right: Value): Value | undefined {
  if (typeof left === 'string' && typeof right === 'string')
    return operator === '+' ? fromBytes(toBytes(left + right)) : undefined
  if (!isNumber(left) || !isNumber(right)) return undefined
  if (typeof left === 'number' || typeof right === 'number')
    return floatArithmetic(operator, float(left), float(right))
  return intArithmetic(operator, whole(left), whole(right))
}

function floatArithmetic(operator: string, left: number, right: number): number | undefined {
  if (operator === '+') return left + right
  if (operator === '-') return left - right
  if (operator === '*') return left * right
  return operator === '/' && right !== 0 ? left / right : undefined
}

function intArithmetic(operator: string, left: bigint, right: bigint): bigint | undefined {
  if (operator === '+') return BigInt.asIntN(64, left + right)
  if (operator === '-') return BigInt.asIntN(64, left - right)
  if (operator === '*') return BigInt.asIntN(64, left * right)
  if (right === 0n) return undefined
  return BigInt.asIntN(64, operator === '/' ? left / right : left % right)
}

export function compare(operator: string, left: Value, right: Value): boolean | undefined {
  if (operator === '==') return equal(left, right)
  if (operator === '!=') return !equal(left, right)
  if (!isNumber(left) || !isNumber(right)) return undefined
  const floats = typeof left === 'number' || typeof right === 'number'
  const a = floats ? float(left) : whole(left)
  const b = floats ? float(right) : whole(right)
  if (operator === '<') return a < b
  if (operator === '<=') return a <= b
  return operator === '>' ? a > b : a >= b
}

function equal(left: Value, right: Value): boolean {
  if (isNumber(left)) return isNumber(right) && float(left) === float(right)
  if (left === VOID) return right === VOID || right === null
  return identical(left, right)
}

/** Deep equality with exact types; a list or map always equals itself. */
function identical(left: Value, right: Value): boolean {
  if (left === right) return true
  if (isList(left) && isList(right))
    return left.length === right.length && left.every((item, i) => identical(item, right[i]!))
  if (!isMap(left) || !isMap(right)) return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && identical(left[key]!, right[key]!))
  )
}

export function contains(left: Value, right: Value): boolean | undefined {
  if (typeof right === 'string') return typeof left === 'string' ? right.includes(left) : undefined
  if (isMap(right)) return typeof left === 'string' ? Object.hasOwn(right, left) : undefined
  if (!isList(right)) return undefined
  return right.some((item) => identical(left === VOID ? null : left, item))
}

export function unary(operator: string, operand: Value): Value | undefined {
  if (operator === '!') return !truthy(operand)
  if (!isNumber(operand)) return undefined
  if (typeof operand === 'number') return operator === '-' ? -operand : operand
  return operator === '-' ? BigInt.asIntN(64, -whole(operand)) : whole(operand)
}

export function truthy(value: Value): boolean {
  if (value === VOID || value === null) return false
  if (isList(value)) return value.length > 0
  if (isMap(value)) return Object.keys(value).length > 0
  return value !== false && value !== 0 && value !== 0n && value !== ''
}

/** The element, null for a map without the key, undefined where the script fails. */
export function element(container: Value, index: Value): Value | undefined {
  if (isMap(container) && typeof index === 'string')
    return Object.hasOwn(container, index) ? container[index] : null
  const at = isList(container) ? position(container, index) : undefined
  return at === undefined ? undefined : (container as Value[])[at]
}

/** Writes an element, nil for void; false where the script fails. */
export function put(container: Value, index: Value, given: Value): boolean {
  const value = given === VOID ? null : given
  if (isMap(container) && typeof index === 'string') {
    setMember(container, index, value)
    return true
  }
  const at = isList(container) ? position(container, index) : undefined
  if (at !== undefined) (container as Value[])[at] = value
  return at !== undefined
}

/** The place of an element in a list. */
function position(list: readonly Value[], index: Value): number | undefined {
  if (typeof index !== 'bigint') return undefined
  const at = index < 0n ? index + BigInt(list.length) : index
  return at >= 0n && at < BigInt(list.length) ? Number(at) : undefined
}

/** The bounds of a slice as given; undefined where there is none. */
interface Bounds {
  readonly start: bigint | undefined
  readonly end: bigint | undefined
  readonly step: bigint
}

/** A slice by start, end and step: ints, or nil or void for none. */
export function slice(object: Value, given: readonly Value[]): Value | undefined {
  const ints = given.map((bound) => (bound === null || bound === VOID ? undefined : bound))
  if (ints.some((bound) => bound !== undefined && typeof bound !== 'bigint')) return undefined
  const [start, end, step = 1n] = ints as (bigint | undefined)[]
  if (step === 0n) return undefined
  const bounds = { start, end, step }
  if (typeof object === 'string') return sliceText(object, bounds)
  return isList(object) ? sliceList(object, bounds) : undefined
}

/** Start and end with the length added to negative ones, or their defaults. */
function resolve({ start, end, step }: Bounds, length: bigint): { start: bigint; end: bigint } {
  const added = (bound: bigint) => (bound < 0n ? bound + length : bound)
  return {
    start: start === undefined ? (step > 0n ? 0n : length - 1n) : added(start),
    end: end === undefined ? (step > 0n ? length : -1n) : added(end),
  }
}

function sliceText(text: string, bounds: Bounds): string {
  const bytes = toBytes(text)
  const length = BigInt(bytes.length)
  const { step } = bounds
  let { start, end } = resolve(bounds, length)
  let taken = ''
  if (step > 0n) {
    if (start < 0n) start = 0n
    for (let i = start; i < end && i < length; i += step)
      taken += String.fromCharCode(bytes[Number(i)]!)
  } else {
    if (start > length - 1n) start = length - 1n
    for (let i = start; i > end && i >= 0n; i += step)
      taken += String.fromCharCode(bytes[Number(i)]!)
  }
  return taken
}

/** The engine of the original itself breaks down: no argument may fail of this. */
export class Breakdown {}

function sliceList(list: readonly Value[], bounds: Bounds): Value[] {
  const length = BigInt(list.length)
  const { step } = bounds
  let { start, end } = resolve(bounds, length)
  const taken: Value[] = []
  if (step > 0n) {
    if (start < 0n) start = 0n
    if (end > length) end = length
    if ((end - start + step - 1n) / step < 0n) throw new Breakdown()
    for (let i = start; i < end; i += step) taken.push(list[Number(i)]!)
  } else {
    if (start > length - 1n) start = length - 1n
    if (end < 0n) end = -1n
    if ((start - end - step - 1n) / -step < 0n) throw new Breakdown()
    for (let i = start; i > end; i += step) taken.push(list[Number(i)]!)
  }
  return taken
}

/** A byte that is no character counts as U+FFFD where characters are taken one by one. */
export function wellFormed(character: string): string {
  return character.toWellFormed()
}

const MAX_SIZE = 5000

/** Whether a value has more characters and elements than are worth comparing; one that contains itself has. */
export function isBig(value: Value): boolean {
  let size = 0
  const waiting = [value]
  while (waiting.length > 0 && size <= MAX_SIZE) {
    const next = waiting.pop()!
    size += typeof next === 'string' ? next.length : 1
    if (isList(next)) waiting.push(...next)
    else if (isMap(next)) waiting.push(...Object.values(next))
  }
  return size > MAX_SIZE
}
