// Text to number by the rules of Go's strconv: which texts are numbers, and what they are worth.

/** Where `_` may stand between digits, the prefix counted as one. */
const UNDERSCORES = /^(?:0[xXbBoO]|\d)(?:_?[0-9a-fA-F])*$/
const RADIX_OF_PREFIX: Readonly<Record<string, number>> = {
  '': 10,
  '0': 8,
  '0b': 2,
  '0o': 8,
  '0x': 16,
}
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
  const size = unsigned(text.replace(/^[+-]/, ''), base, bits)
  if (size === undefined) return NO_INTEGER
  const value = text.startsWith('-') ? -size : size
  const limit = 1n << BigInt(bits - 1)
  if (value >= limit) return { value: limit - 1n, ok: false, range: true }
  if (value < -limit) return { value: -limit, ok: false, range: true }
  return { value, ok: true, range: false }
}

/** Digits that are too many for `bits` bits give 2^bits, and what follows them is not looked at. */
function unsigned(text: string, base: number, bits: number): bigint | undefined {
  const prefix = base === 0 ? prefixOf(text) : ''
  const radix = base || RADIX_OF_PREFIX[prefix.toLowerCase()]!
  const tooMuch = 1n << BigInt(bits)
  let size = 0n
  for (const character of text.slice(prefix.length)) {
    if (character === '_' && base === 0) continue
    const digit = Number.parseInt(character, 36)
    if (!(digit < radix)) return undefined
    size = size * BigInt(radix) + BigInt(digit)
    if (size >= tooMuch) return tooMuch
  }
  return text === '' || (base === 0 && !UNDERSCORES.test(text)) ? undefined : size
}

function prefixOf(text: string): string {
  return /^0(?:[xXbBoO](?=.))?/s.exec(text)?.[0] ?? ''
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
