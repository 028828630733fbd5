// Floats as Go's strconv.FormatFloat writes them: the forms e, f, g, x and b with any precision, rounded from the exact
// binary value, halves to even. JavaScript's own toFixed rounds halves up and ends at 100 digits.

/** No double has more digits than this behind its point or behind its first digit; the rest are zeros. */
const MAX_DIGITS = 1100

export type FloatVerb = 'e' | 'f' | 'g' | 'x' | 'b'

/**
 * @param value finite
 * @param precision digits; -1 for the fewest that give the value back (g, x)
 */
export function formatFloat(value: number, verb: FloatVerb, precision: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  return sign + WRITERS[verb](Math.abs(value), precision)
}

const WRITERS: Readonly<Record<FloatVerb, (value: number, precision: number) => string>> = {
  e: exponential,
  f: fixed,
  g: general,
  x: hexadecimal,
  b: binary,
}

function fixed(value: number, precision: number): string {
  const places = Math.min(precision, MAX_DIGITS)
  const digits = scaled(value, places)
    .toString()
    .padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return withPoint(whole, digits.slice(whole.length).padEnd(precision, '0'))
}

function exponential(value: number, precision: number): string {
  const { digits, exponent } = significant(value, precision)
  return withPoint(digits.slice(0, 1), digits.slice(1)) + exponentText('e', exponent)
}

/** Exponent form below 1e-4 and from 10^precision on (10^6 for the shortest form). */
function general(value: number, precision: number): string {
  if (precision < 0) return shortest(value)
  const { digits, exponent } = significant(value, Math.max(precision, 1) - 1)
  const trimmed = digits.replace(/0+$/, '') || '0'
  if (exponent < -4 || exponent >= Math.max(precision, 1))
    return withPoint(trimmed.slice(0, 1), trimmed.slice(1)) + exponentText('e', exponent)
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${trimmed}`
  const whole = trimmed.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  return withPoint(whole, trimmed.slice(exponent + 1))
}

function shortest(value: number): string {
  const [digits, power] = value.toExponential().split('e') as [string, string]
  const exponent = Number(power)
  return exponent < -4 || exponent >= 6 ? digits + exponentText('e', exponent) : String(value)
}

function hexadecimal(value: number, precision: number): string {
  let { mantissa, exponent } = decompose(value)
  if (mantissa === 0n) return `${withPoint('0x0', '0'.repeat(Math.max(precision, 0)))}p+00`
  const shift = mantissa.toString(2).length - 53
  mantissa = shift < 0 ? mantissa << BigInt(-shift) : mantissa
  exponent += shift + 52
  if (precision >= 0 && precision < 13) {
    const unit = 1n << BigInt(52 - 4 * precision)
    mantissa = divideToEven(mantissa, unit) * unit
    if (mantissa >= 1n << 53n) {
      mantissa >>= 1n
      exponent++
    }
  }
  const all = mantissa.toString(16)
  const fraction = all.slice(1).replace(/0+$/, '')
  const digits = precision < 0 ? fraction : fraction.padEnd(precision, '0')
  return withPoint(`0x${all[0]}`, digits) + exponentText('p', exponent)
}

function binary(value: number): string {
  const { mantissa, exponent } = decompose(value)
  return `${mantissa}p${exponent < 0 ? '' : '+'}${exponent}`
}

/** The first `precision + 1` digits of a value and the power of ten of the first one. */
function significant(value: number, precision: number): { digits: string; exponent: number } {
  if (value === 0) return { digits: '0'.repeat(precision + 1), exponent: 0 }
  const places = Math.min(precision, MAX_DIGITS)
  const least = 10n ** BigInt(places)
  let exponent = Number(value.toExponential().split('e')[1])
  let number = scaled(value, places - exponent)
  // The shortest form and the exact value may lie on two sides of a power of ten.
  if (number < least) number = scaled(value, places - --exponent)
  else if (number >= least * 10n) number = scaled(value, places - ++exponent)
  return { digits: number.toString().padEnd(precision + 1, '0'), exponent }
}

/** value × 10^power as an integer. */
function scaled(value: number, power: number): bigint {
  const { mantissa, exponent } = decompose(value)
  const up = (exponent > 0 ? 1n << BigInt(exponent) : 1n) * (power > 0 ? 10n ** BigInt(power) : 1n)
  const down =
    (exponent < 0 ? 1n << BigInt(-exponent) : 1n) * (power < 0 ? 10n ** BigInt(-power) : 1n)
  return divideToEven(mantissa * up, down)
}

function divideToEven(value: bigint, by: bigint): bigint {
  const quotient = value / by
  const rest = 2n * (value % by)
  return rest > by || (rest === by && (quotient & 1n) === 1n) ? quotient + 1n : quotient
}

const cell = new DataView(new ArrayBuffer(8))

/** value = mantissa × 2^exponent. */
function decompose(value: number): { mantissa: bigint; exponent: number } {
  cell.setFloat64(0, value)
  const bits = cell.getBigUint64(0)
  const biased = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & ((1n << 52n) - 1n)
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 }
}

function withPoint(whole: string, fraction: string): string {
  return fraction ? `${whole}.${fraction}` : whole
}

function exponentText(letter: string, exponent: number): string {
  const digits = String(Math.abs(exponent)).padStart(2, '0')
  return `${letter}${exponent < 0 ? '-' : '+'}${digits}`
}
