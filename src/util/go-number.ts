// Text to number by the rules of Go's strconv: which texts are numbers, and what they are worth.

const INTEGER =
  /^([+-]?)(?:0[xX]((?:_?[0-9a-fA-F])+)|0[bB]((?:_?[01])+)|0[oO]((?:_?[0-7])+)|0((?:_?[0-7])+)|(0|[1-9](?:_?[0-9])*))$/
const PREFIX_OF_GROUP = ['', '', '0x', '0b', '0o', '0o', ''] as const
const DECIMAL =
  /^[+-]?(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/
const HEXADECIMAL =
  /^([+-]?)0[xX]((?:_?[0-9a-fA-F])*)(?:\.((?:[0-9a-fA-F](?:_?[0-9a-fA-F])*)?))?[pP]([+-]?\d(?:_?\d)*)$/
const INFINITE = /^([+-]?)inf(?:inity)?$/i
const NOT_A_NUMBER = /^nan$/i

/** What ParseInt gives: on `range` the value is the nearest representable one, else 0 if not `ok`. */
export interface GoInt {
  readonly value: bigint
  readonly ok: boolean
  readonly range: boolean
}

const NO_INTEGER: GoInt = { value: 0n, ok: false, range: false }

/** strconv.ParseInt(text, base, bits). Base 0 reads the base from the prefix and allows `_`. */
export function parseGoInt(text: string, base: number, bits = 64): GoInt {
  const value = base === 0 ? prefixedInteger(text) : integerInBase(text, base)
  if (value === undefined) return NO_INTEGER
  const limit = 1n << BigInt(bits - 1)
  if (value >= limit) return { value: limit - 1n, ok: false, range: true }
  if (value < -limit) return { value: -limit, ok: false, range: true }
  return { value, ok: true, range: false }
}

function prefixedInteger(text: string): bigint | undefined {
  const match = INTEGER.exec(text)
  if (match === null) return undefined
  const group = match.findIndex((part, index) => index > 1 && part !== undefined)
  const size = BigInt(PREFIX_OF_GROUP[group]! + match[group]!.replaceAll('_', ''))
  return match[1] === '-' ? -size : size
}

function integerInBase(text: string, base: number): bigint | undefined {
  const negative = text.startsWith('-')
  const digits = negative || text.startsWith('+') ? text.slice(1) : text
  if (digits === '') return undefined
  const radix = BigInt(base)
  let size = 0n
  for (const character of digits) {
    const digit = /^[0-9a-zA-Z]$/.test(character) ? Number.parseInt(character, 36) : base
    if (digit >= base) return undefined
    size = size * radix + BigInt(digit)
  }
  return negative ? -size : size
}

/** strconv.ParseFloat(text, 64); nothing where Go reports a syntax or range error. */
export function parseGoFloat(text: string): number | undefined {
  if (DECIMAL.test(text)) return finite(Number(text.replaceAll('_', '')))
  const hex = HEXADECIMAL.exec(text)
  if (hex !== null) return finite(hexFloat(hex[1]!, hex[2]!, hex[3] ?? '', hex[4]!))
  const infinite = INFINITE.exec(text)
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity
  return NOT_A_NUMBER.test(text) ? NaN : undefined
}

function finite(value: number | undefined): number | undefined {
  return value === undefined || Math.abs(value) === Infinity ? undefined : value
}

/** sign 0x whole.fraction p exponent, rounded once, to even. */
function hexFloat(sign: string, whole: string, fraction: string, exponent: string) {
  const digits = (whole + fraction).replaceAll('_', '')
  if (digits === '') return undefined
  const places = fraction.replaceAll('_', '').length
  const power = Number(exponent.replaceAll('_', '')) - 4 * places
  const size = scale(BigInt(`0x${digits}`), power)
  return sign === '-' ? -size : size
}

const SMALLEST_POWER = -1074 // of two, in a double
const DOUBLE_BITS = 53

/** mantissa × 2^power: the bits that do not fit are rounded off before the one exact product. */
function scale(mantissa: bigint, power: number): number {
  if (mantissa === 0n) return 0
  const bits = mantissa.toString(2).length
  if (bits + power > 1024) return Infinity
  const surplus = Math.max(bits - DOUBLE_BITS, SMALLEST_POWER - power, 0)
  if (surplus > bits + 1) return 0
  const kept = Number(roundToEven(mantissa, BigInt(surplus)))
  const rest = power + surplus
  const half = Math.trunc(rest / 2)
  return kept * 2 ** half * 2 ** (rest - half)
}

function roundToEven(mantissa: bigint, surplus: bigint): bigint {
  if (surplus === 0n) return mantissa
  const kept = mantissa >> surplus
  const rest = mantissa - (kept << surplus)
  const half = 1n << (surplus - 1n)
  return rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept
}
