// The values of a script, mapped to JavaScript one to one, and the text each of them becomes.
// `typeof` alone tells the kinds apart: int = bigint, float = number, nil = null, void = the symbol VOID.
// Rules: pipeline language reference, "Storing into the point".

/** The result of a call that has none. It is stored as nil, but typed parameters refuse it. */
export const VOID: unique symbol = Symbol('void')

/** A map of the script language: own enumerable members only; any key text is allowed. */
export type ValueMap = { [key: string]: Value }

/** What a script variable or expression can hold. */
export type Value = string | bigint | number | boolean | null | typeof VOID | Value[] | ValueMap

/** What a field of a point can hold; arrays come only from a client's `fields`, scripts store text. */
export type FieldValue = string | bigint | number | boolean | null | readonly FieldScalar[]
export type FieldScalar = string | bigint | number | boolean

/** Largest text or JSON text a script may make, in UTF-16 units: the text field limit of a point. */
export const MAX_TEXT = 32 * 1024 * 1024

/** A script made more text than a field may hold. The caller turns it into a run-time failure. */
export class TooLarge extends Error {
  constructor() {
    super(`a value grew beyond ${MAX_TEXT} characters`)
  }
}

export function isList(value: unknown): value is Value[] {
  return Array.isArray(value)
}

export function isMap(value: unknown): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Own member of a map, or undefined; members of Object.prototype are never seen. Those are functions, which no value is, and
 * `__proto__`: asking for these alone is much faster than asking each time whether a member is the map's own.
 */
export function member(map: ValueMap, key: string): Value | undefined {
  const value: unknown = map[key]
  if (typeof value === 'function') return undefined
  if (key === '__proto__' && !Object.hasOwn(map, key)) return undefined
  return value as Value | undefined
}

/**
 * Does what `member(map, key)` does for one key. The code is made for its place, so that V8 looks where it found the member in
 * the map before; code that all places share searches each time.
 */
export function memberReader(key: string): (map: ValueMap) => Value | undefined {
  if (key === '__proto__') return (map) => member(map, key)
  const found = `map[${JSON.stringify(key)}]`
  const body = `const value = ${found}\nreturn typeof value === 'function' ? undefined : value`
  return new Function('map', body) as (map: ValueMap) => Value | undefined
}

/** Sets an own member, `__proto__` too. */
export function setMember(map: ValueMap, key: string, value: Value): void {
  if (key === '__proto__') {
    Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true })
  } else {
    map[key] = value
  }
}

/** The name of a value's type as `value_type` gives it; "" for nil and void. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'str'
    case 'bigint':
      return 'int'
    case 'number':
      return 'float'
    case 'boolean':
      return 'bool'
    case 'symbol':
      return ''
    default:
      return value === null ? '' : Array.isArray(value) ? 'list' : 'map'
  }
}

/** A float in the shortest decimal form without exponent: `1e21` has 22 digits, `3.0` is `3`. */
export function floatText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21)
    return Object.is(value, -0) ? '-0' : String(value)
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  const text = String(value)
  return text.includes('e') ? withoutExponent(text) : text
}

function withoutExponent(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!match) return text
  const digits = match[2]! + (match[3] ?? '')
  const point = 1 + Number(match[4])
  if (point <= 0) return `${match[1]}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return match[1] + digits.padEnd(point, '0')
  return `${match[1]}${digits.slice(0, point)}.${digits.slice(point)}`
}
