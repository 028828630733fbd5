// Points as line protocol, the v1 body of a Dataway: `measurement,tags fields time`, tags and fields sorted by key.
//
//   my\ source,host=n1,service=svc line="35",message="he said \"hi\"",n=42i 1700000000123456789⏎
//
// Escapes: measurement `,` space · tag key and value `,` space `=` · field key `,` `"` space `=` · text only `"` and `\`.
// What depends on keys alone is kept with the shape, what depends on tags with the Tags object.
import type { PointCategory } from '../point/category.js'
import { LIMITS, limitFieldValue, limitMeasurement } from '../point/limits.js'
import type { Point } from '../point/point.js'
import type { Shape } from '../point/shape.js'
import type { Tags } from '../point/tags.js'
import { type FieldScalar, type FieldValue, floatText } from '../point/value.js'
import type { ByteWriter } from './byte-writer.js'
import { addStatus, wireFields, wireTags } from './wire-order.js'

/** What stands before a value: quote that ends the text before, separator, escaped key, `=`, quote that opens a text. */
interface Head {
  readonly text: string
  readonly bare: string
}

/** The fields of a shape in the order of the wire. */
class Layout {
  readonly slots: number[] = []
  /** For the first field of a line, after a space. */
  readonly first: Head[] = []
  /** After a text. */
  readonly afterText: Head[] = []
  /** After a value of another kind. */
  readonly afterBare: Head[] = []
  /** Keys that sending has changed: they may fall together with a tag. */
  readonly changed: (string | undefined)[] = []
}

/**
 * One point as a line, with the LF that ends it. Where the category has a `status`, a missing one is added as "info".
 * A point without any field has no line: "".
 * @param out takes long texts with quotes, such as JSON, and what stands before them; then the answer is the rest of the line
 */
export function encodeLine(
  point: Point,
  category: PointCategory = 'logging',
  out?: ByteWriter,
): string {
  addStatus(point, category)
  const { slots, first, afterText, afterBare, changed } = layoutOf(point.shape)
  const { values } = point
  let heads = first
  let line = headOf(point.tags, point.name)
  for (let i = 0; i < slots.length; i++) {
    const value = values[slots[i]!]
    if (value === undefined || value === null) continue
    if (changed[i] !== undefined && point.tags.has(changed[i]!)) continue
    if (typeof value === 'string') {
      line = line + heads[i]!.text
      heads = afterText
      if (!needsEscape(value)) line = line + limitText(value)
      else if (out === undefined || value.length <= SHORT) line = line + quoted(limitText(value))
      else {
        out.text(line)
        out.escaped(limitText(value))
        line = ''
      }
    } else {
      const text = valueText(value)
      if (text === undefined) continue
      line = line + heads[i]!.bare + text
      heads = afterBare
    }
  }
  if (heads === first) return ''
  return `${line}${heads === afterText ? '" ' : ' '}${point.time}\n`
}

/** The measurement and the tags behind it, kept with the tags for the next record. */
class TagText {
  constructor(
    readonly name: string,
    readonly text: string,
  ) {}
}

function headOf(tags: Tags, name: string): string {
  const kept = tags.encoded
  if (kept instanceof TagText && kept.name === name) return kept.text
  let text = escapeMeasurement(limitMeasurement(name))
  for (const [key, value] of wireTags(tags, 'left out'))
    text += `,${escapeTag(key)}=${escapeTag(value)}`
  tags.encoded = new TagText(name, text)
  return text
}

function layoutOf(shape: Shape): Layout {
  if (!(shape.layout instanceof Layout)) shape.layout = makeLayout(shape)
  return shape.layout as Layout
}

function makeLayout(shape: Shape): Layout {
  const layout = new Layout()
  for (const { key, slot, changed } of wireFields(shape)) {
    layout.slots.push(slot)
    const bare = `${escapeFieldKey(key)}=`
    layout.first.push({ bare: ` ${bare}`, text: ` ${bare}"` })
    layout.afterText.push({ bare: `",${bare}`, text: `",${bare}"` })
    layout.afterBare.push({ bare: `,${bare}`, text: `,${bare}"` })
    layout.changed.push(changed ? key : undefined)
  }
  return layout
}

function escapeText(text: string): string {
  const within = limitText(text)
  return needsEscape(within) ? quoted(within) : within
}

/** A text that has something to escape. */
function quoted(text: string): string {
  // JSON text has many quotes; where JSON escapes nothing else, it is three times faster.
  if (!OTHER_ESCAPES.test(text)) return JSON.stringify(text).slice(1, -1)
  return text.replace(/["\\]/g, '\\$&')
}

function limitText(text: string): string {
  return text.length > LIMITS.text ? text.slice(0, LIMITS.text) : text
}

/** What JSON escapes and line protocol does not. */
const OTHER_ESCAPES = /[\u0000-\u001f\ud800-\udfff]/

/** Most texts are short: a loop over a few characters costs less than two searches. */
const SHORT = 24

function needsEscape(text: string): boolean {
  if (text.length > SHORT) return text.includes('"') || text.includes('\\')
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0x22 || unit === 0x5c) return true
  }
  return false
}

function valueText(value: Exclude<FieldValue, string | null>): string | undefined {
  const sent = limitFieldValue(value)
  if (sent === undefined || sent === null) return undefined
  if (typeof sent === 'object') return `[${sent.map(scalarText).join(',')}]`
  return scalarText(sent)
}

function scalarText(value: FieldScalar): string {
  switch (typeof value) {
    case 'string':
      return `"${escapeText(value)}"`
    case 'bigint':
      // Only +Inf makes a number beyond int64; the wire has an unsigned kind for it.
      return value > 0x7fffffffffffffffn ? `${value}u` : `${value}i`
    case 'number':
      return floatText(value)
    default:
      return String(value)
  }
}

function escapeMeasurement(text: string): string {
  return text.replace(/[, ]/g, '\\$&')
}

function escapeTag(text: string): string {
  return text.replace(/[, =]/g, '\\$&')
}

function escapeFieldKey(text: string): string {
  return text.replace(/[," =]/g, '\\$&')
}
