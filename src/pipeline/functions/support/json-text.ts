// JSON text to values, with the leniency of the original's parser. All numbers are floats; a document may be
// `null`, so "no JSON" is undefined. The last document read is kept: scripts take several members from one text.
import type { Value } from '../../../point/value.js'
import { parseLenientJson } from './lenient-json.js'

/** What JSON.parse reads otherwise than the original: escaped surrogates, and numbers that may overflow. */
const OTHERWISE = /\\u[dD][89a-fA-F]|\d[eE]\+?\d{3}/
const OVERFLOW_DIGITS = 308

let lastText = ''
let lastDocument: Value | undefined

/** A value of its own for every call; undefined when the text is no JSON. */
export function parseJson(text: string): Value | undefined {
  if (OTHERWISE.test(text)) return parseLenientJson(text)
  if (text.length > OVERFLOW_DIGITS && /\d{309}/.test(text)) return parseLenientJson(text)
  try {
    return JSON.parse(text) as Value
  } catch {
    return parseLenientJson(text)
  }
}

/** A shared value for reading only; undefined when the text is no JSON. */
export function readDocument(text: string): Value | undefined {
  if (text === lastText) return lastDocument
  lastDocument = parseJson(text)
  lastText = text
  return lastDocument
}
