// A value as people read it in JSON: its type, and a number of type int as text where JavaScript would round it.
import { readJson } from '../point/json.js'
import { type FieldValue, floatText, typeName, type Value, VOID } from '../point/value.js'
import type { ShownValue } from './contract.js'

/** @param longest most characters of a text, or of a list or map as JSON; what is longer ends in `…` */
export function shownValue(
  value: Value | FieldValue,
  longest = Number.POSITIVE_INFINITY,
): ShownValue {
  if (value === null || value === VOID) return { type: 'nil', value: null }
  const type = typeName(value as Value) as ShownValue['type']
  switch (typeof value) {
    case 'string':
      return { type, value: shortened(value.toWellFormed(), longest) }
    case 'bigint':
      return { type, value: isSafe(value) ? Number(value) : String(value) }
    case 'number':
      return { type, value: Number.isFinite(value) ? value : floatText(value) }
    case 'object':
      return { type, value: shownDocument(value as Value, longest) }
    default:
      return { type, value }
  }
}

/** The text, or the beginning of it and `…`. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text
  return `${text.slice(0, longest).toWellFormed()}…`
}

function isSafe(value: bigint): boolean {
  return BigInt.asIntN(54, value) === value
}

/** A list or map: itself as JSON, as text where it is too long or has no JSON. */
function shownDocument(value: Value, longest: number): unknown {
  const json = readJson(value)
  if (json === undefined) return '(not JSON)'
  return json.length > longest ? shortened(json, longest) : JSON.parse(json)
}
