// What the generated code calls: the operators of the language on its values. A failure is thrown as a Stop with the
// number of its place in the script; the frame of the script turns it into a RunFailure.
// Rules: pipeline language reference, "Values and operators".
import { RunFailure } from '../../errors.js'
import { sameValue } from '../../point/same-value.js'
import {
  isList,
  isMap,
  MAX_TEXT,
  member,
  setMember,
  type Value,
  type ValueMap,
  VOID,
} from '../../point/value.js'
import { fromBytes, isByte, toBytes } from '../../util/bytes.js'
import { fail, kindName, Stop } from './stop.js'

type Maybe = Value | undefined
type Numeric = bigint | number | boolean

export function outOfSteps(place: number): never {
  return fail('the step budget is used up: a loop runs too long', place)
}

/** The result of a call: none is void. */
export function result(value: Maybe): Value {
  return value === undefined ? VOID : value
}

/** An element of a list or map: void is kept as nil. */
export function element(value: Value): Value {
  return value === VOID ? null : value
}

export function add(a: Value, b: Value, place: number): Value {
  if (typeof a === 'bigint' && typeof b === 'bigint') return BigInt.asIntN(64, a + b)
  if (typeof a === 'string' && typeof b === 'string') return join(a, b, place)
  if (ints(a, b, '+', place)) return BigInt.asIntN(64, BigInt(a) + BigInt(b as Numeric))
  return Number(a) + Number(b)
}

export function subtract(a: Value, b: Value, place: number): Value {
  if (ints(a, b, '-', place)) return BigInt.asIntN(64, BigInt(a) - BigInt(b as Numeric))
  return Number(a) - Number(b)
}

export function multiply(a: Value, b: Value, place: number): Value {
  if (ints(a, b, '*', place)) return BigInt.asIntN(64, BigInt(a) * BigInt(b as Numeric))
  return Number(a) * Number(b)
}

export function divide(a: Value, b: Value, place: number): Value {
  const whole = ints(a, b, '/', place)
  if (Number(b) === 0) return fail('division by zero', place)
  return whole
    ? BigInt.asIntN(64, BigInt(a as Numeric) / BigInt(b as Numeric))
    : Number(a) / Number(b)
}

export function remainder(a: Value, b: Value, place: number): Value {
  if (!ints(a, b, '%', place)) return fail('"%" takes no floats', place)
  if (Number(b) === 0) return fail('remainder by zero', place)
  return BigInt.asIntN(64, BigInt(a) % BigInt(b as Numeric))
}

/** Whether the operands are worked on as ints; fails when they are no numbers. */
function ints(a: Value, b: Value, operator: string, place: number): a is bigint | boolean {
  if (!isNumeric(a) || !isNumeric(b))
    return fail(`"${operator}" takes no ${kindName(a)} and ${kindName(b)}`, place)
  return typeof a !== 'number' && typeof b !== 'number'
}

/** Two halves of a character that was cut into bytes may meet where texts are joined. */
function join(a: string, b: string, place: number): string {
  if (a.length + b.length > MAX_TEXT)
    return fail(`a text grew beyond ${MAX_TEXT} characters`, place)
  const text = a + b
  return isByte(b.charCodeAt(0)) && isByte(a.charCodeAt(a.length - 1))
    ? fromBytes(toBytes(text))
    : text
}

export function negative(value: Value, place: number): Value {
  if (typeof value === 'number') return -value
  if (!isNumeric(value)) return fail(`"-" takes no ${kindName(value)}`, place)
  return BigInt.asIntN(64, -BigInt(value))
}

export function positive(value: Value, place: number): Value {
  if (!isNumeric(value)) return fail(`"+" takes no ${kindName(value)}`, place)
  return typeof value === 'boolean' ? BigInt(value) : value
}

export function truthy(value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value
    case 'string':
      return value !== ''
    case 'bigint':
      return value !== 0n
    case 'number':
      return value !== 0
    case 'symbol':
      return false
    default:
      if (value === null) return false
      return Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0
  }
}

export function equal(a: Value, b: Value): boolean {
  if (typeof a === 'string') return a === b
  if (isNumeric(a)) return isNumeric(b) && Number(a) === Number(b)
  if (a === null) return b === null
  if (a === VOID) return b === null || b === VOID
  return sameValue(a, b)
}

export function less(a: Value, b: Value, place: number): boolean {
  return order(a, b, place) < 0
}

export function lessOrEqual(a: Value, b: Value, place: number): boolean {
  return order(a, b, place) <= 0
}

export function greater(a: Value, b: Value, place: number): boolean {
  return order(a, b, place) > 0
}

export function greaterOrEqual(a: Value, b: Value, place: number): boolean {
  return order(a, b, place) >= 0
}

/** Below, at or above zero; NaN when a NaN takes part. */
function order(a: Value, b: Value, place: number): number {
  if (!isNumeric(a) || !isNumeric(b))
    return fail(`${kindName(a)} and ${kindName(b)} have no order`, place)
  if (typeof a === 'number' || typeof b === 'number') return compareFloats(Number(a), Number(b))
  return compareInts(BigInt(a), BigInt(b))
}

function compareFloats(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN
}

function compareInts(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** `&&` and `||` when the left operand has not decided. */
export function both(a: Value, b: Value, place: number): boolean {
  return bools(a, b, '&&', place) && (b as boolean)
}

export function either(a: Value, b: Value, place: number): boolean {
  return bools(a, b, '||', place) || (b as boolean)
}

function bools(a: Value, b: Value, operator: string, place: number): boolean {
  if (typeof a !== 'boolean' || typeof b !== 'boolean')
    return fail(`"${operator}" takes bools, not ${kindName(a)} and ${kindName(b)}`, place)
  return a
}

export function contains(value: Value, holder: Value, place: number): boolean {
  if (isList(holder)) {
    const wanted = element(value)
    return holder.some((each) => sameValue(wanted, each))
  }
  if (typeof holder !== 'string' && !isMap(holder))
    return fail(`"in" cannot look into ${kindName(holder)}`, place)
  if (typeof value !== 'string')
    return fail(`"in" looks for a str in a ${kindName(holder)}, not for ${kindName(value)}`, place)
  return typeof holder === 'string' ? holder.includes(value) : Object.hasOwn(holder, value)
}

/** The object of an index that is read. */
export function container(value: Maybe, place: number): Value {
  if (value === undefined) return fail('there is no such name to index', place)
  if (typeof value === 'object' && value !== null) return value
  return fail(`${kindName(value)} has no elements`, place)
}

/** The object of an index that is written. */
export function known(value: Maybe, place: number): Value {
  return value === undefined ? fail('there is no such name to index', place) : value
}

/** An element; undefined for a key that the map does not have. */
export function elementAt(holder: Value, index: Value, place: number): Maybe {
  if (isList(holder)) return holder[slot(holder, index, place)]!
  if (isMap(holder)) return member(holder, keyOf(index, place))
  return fail(`${kindName(holder)} has no elements`, place)
}

/** An element on the way to one that is written: it must be there. */
export function existing(value: Maybe, place: number): Value {
  return value === undefined ? fail('there is no such key', place) : value
}

export function setElement(value: Value, holder: Value, index: Value, place: number): Value {
  if (isList(holder)) holder[slot(holder, index, place)] = element(value)
  else if (isMap(holder)) setMember(holder, keyOf(index, place), element(value))
  else fail(`${kindName(holder)} has no elements`, place)
  return value
}

function slot(list: readonly Value[], index: Value, place: number): number {
  if (typeof index !== 'bigint')
    return fail(`the index of a list must be int, not ${kindName(index)}`, place)
  const at = Number(index) + (index < 0n ? list.length : 0)
  if (at >= 0 && at < list.length) return at
  return fail(`index ${index} is outside the list of ${list.length}`, place)
}

/** The key of a map, in an index or a literal. */
export function keyOf(index: Value, place: number): string {
  if (typeof index === 'string') return index
  return fail(`the key of a map must be str, not ${kindName(index)}`, place)
}

/** One entry of a map literal. */
export function withEntry(map: ValueMap, key: string, value: Value, place: number): ValueMap {
  if (value === VOID) return fail('the value of a map entry must not be void', place)
  setMember(map, key, value)
  return map
}

/** What a `for … in` goes through. */
export function elements(value: Value, place: number): Iterable<Value> {
  if (isList(value)) return value
  if (typeof value === 'string') return BYTES.test(value) ? characters(value) : value
  if (isMap(value)) return keys(value)
  return fail(`${kindName(value)} has no elements to go through`, place)
}

/** Those that were there at the start and still are when their turn comes. */
function* keys(map: ValueMap): Iterable<string> {
  for (const key of Object.keys(map)) if (Object.hasOwn(map, key)) yield key
}

const BYTES = /[\udc80-\udcff]/u

/** Characters of a text in which some bytes are no character: each of those is U+FFFD. */
function* characters(text: string): Iterable<string> {
  for (const char of text) yield BYTES.test(char) ? '\ufffd' : char
}

/** An argument that may fail without ending the script. */
export function guarded(evaluate: () => Maybe): Maybe {
  try {
    return evaluate()
  } catch (error) {
    if (!(error instanceof Stop || error instanceof RunFailure) || error.breaksDown) throw error
    return undefined
  }
}

/** An argument of a typed parameter. */
export function typed(value: Value, types: ReadonlySet<string>, place: number): Value {
  const kind = kindName(value)
  if (types.has(kind) || (types.has('any') && value !== VOID)) return value
  return fail(`an argument is ${kind}, not ${[...types].join(' or ')}`, place)
}

function isNumeric(value: Value): value is Numeric {
  return typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean'
}

export { keyReader } from '../../point/access.js'
export { isMap, memberReader, VOID } from '../../point/value.js'
export { slice } from './slice.js'
export { breakDown, fail } from './stop.js'
