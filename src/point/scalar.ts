// Conversions between kinds of values that many functions share.
// Rules: function reference, "Common rules", text(value).
import { readJson } from './json.js'
import { floatText, type Value, VOID } from './value.js'

/**
 * A value as text, the way a key is read as text: "" for nil and void, lists and maps as JSON.
 * @returns undefined when a list or map has no JSON form (NaN or infinity inside)
 */
export function textOf(value: Value): string | undefined {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
      return floatText(value)
    case 'object':
      return value === null ? '' : readJson(value)
    case 'symbol':
      return ''
    default:
      return String(value)
  }
}

/** Text of a looked-up key: undefined for a missing key and for void. */
export function keyText(value: Value | undefined): string | undefined {
  return value === undefined || value === VOID ? undefined : textOf(value)
}
