// JSON text to values, with the leniency of the original's parser. All numbers are floats; a document may be
// `null`, so "no JSON" is undefined. A text is parsed once for all calls of a script on a record: documents are kept until the
// next record, and who wants to change one gets a copy, which costs a tenth of parsing.
import { copyValue } from '../../../point/copy-value.js'
import type { Point } from '../../../point/point.js'
import { isList, isMap, type Value } from '../../../point/value.js'
import { isCrowded, isTooDeep } from '../../../util/json-size.js'
import type { JsonLayouts } from './json-layouts.js'
import { parseLenientJson } from './lenient-json.js'

/** Half of a pair that is written as an escape: JSON.parse lets a lone one through. */
const SURROGATE = /\\u[dD][89a-fA-F]/

interface Kept {
  readonly text: string
  readonly document: Value | undefined
}

/** Scripts look into the message and into texts they found in it. */
const MAX_KEPT = 4
const kept: Kept[] = []
let keptFor: Point | undefined

/** A shared value for reading only; undefined when the text is no JSON. */
export function readDocument(text: string, point: Point, layouts: JsonLayouts): Value | undefined {
  if (point !== keptFor) {
    kept.length = 0
    keptFor = point
  }
  for (const known of kept) if (known.text === text) return known.document
  const document = parseJson(text, layouts)
  if (kept.length === MAX_KEPT) kept.shift()
  kept.push({ text, document })
  return document
}

/** A value that the caller may change; undefined when the text is no JSON. */
export function ownDocument(text: string, point: Point, layouts: JsonLayouts): Value | undefined {
  const document = readDocument(text, point, layouts)
  if (typeof document !== 'object' || document === null) return document
  try {
    return copyValue(document)
  } catch (error) {
    if (error instanceof RangeError) return parseJson(text, layouts)
    throw error
  }
}

/** The value of a JSON text; undefined when it is none, or holds more values than can be read in time. */
export function parseJson(text: string, layouts: JsonLayouts): Value | undefined {
  if (isCrowded(text)) return undefined
  const hasEscapes = text.includes('\\')
  if (hasEscapes && SURROGATE.test(text)) return parseLenientJson(text)
  const known = hasEscapes ? undefined : layouts.read(text)
  if (known !== undefined) return known
  try {
    const document = JSON.parse(text) as Value
    if (overflows(document) || isTooDeep(text, document)) return undefined
    if (!hasEscapes) layouts.learn(text)
    return document
  } catch {
    return parseLenientJson(text)
  }
}

/** Whether a number is beyond the range of floats: JSON.parse makes it infinite, the original refuses the text. */
function overflows(document: Value): boolean {
  const open = [document]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'number') {
      if (Math.abs(value) === Number.POSITIVE_INFINITY) return true
    } else if (isList(value)) {
      for (const element of value) if (isOpen(element)) open.push(element)
    } else if (isMap(value)) {
      for (const key in value) if (isOpen(value[key]!)) open.push(value[key]!)
    }
  }
  return false
}

function isOpen(value: Value): boolean {
  return typeof value === 'number' || (typeof value === 'object' && value !== null)
}
