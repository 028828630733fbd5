// Captured text to a typed value: `%{NAME:field:type}`. What is no number or truth counts as 0 or false.

import { parseGoFloat, parseGoInt } from '../../util/go-number.js'

const ZERO_DECIMALS = /\.0+$/
const SMALL_DECIMAL = /^-?[1-9][0-9]{0,14}$/
const TRUE = new Set(['1', 't', 'T', 'true', 'True', 'TRUE'])

/** int64: decimal, `0x 0b 0o` and leading-zero octal; zero decimals are cut off, else 0. */
export function toInt(text: string): bigint {
  if (SMALL_DECIMAL.test(text)) return BigInt(Number(text))
  const { value, ok } = parseGoInt(text.replace(ZERO_DECIMALS, ''), 0)
  return ok ? value : 0n
}

/** float64: decimal or hexadecimal; what is none or overflows is 0. */
export function toFloat(text: string): number {
  return parseGoFloat(text) ?? 0
}

/** True for the texts Go counts as true; everything else is false. */
export function toBool(text: string): boolean {
  return TRUE.has(text)
}
