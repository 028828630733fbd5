// Points as line protocol, the v1 body of a Dataway: `measurement,tags fields time`, tags and fields sorted by key.
//
//   my\ source,host=n1,service=svc line="35",message="he said \"hi\"",n=42i 1700000000123456789⏎
//
// Escapes: measurement `,` space · tag key and value `,` space `=` · field key `,` `"` space `=` · text only `"` and `\`.
// What depends on keys alone is kept with the shape, what depends on tags with the Tags object.
import { hasStatus, type PointCategory } from '../point/category.js'
import { byBytes } from '../point/json.js'
import {
  LIMITS,
  limitFieldKey,
  limitFieldValue,
  limitKey,
  limitMeasurement,
  limitTagValue,
} from '../point/limits.js'
import type { Point } from '../point/point.js'
import type { Shape } from '../point/shape.js'
import type { Tags } from '../point/tags.js'
import { type FieldScalar, type FieldValue, floatText } from '../point/value.js'

/** What stands before a value: separator, escaped key, `=`, and the quote that opens a text. */
interface Head {
  readonly text: string
  readonly bare: string
}

/** The fields of a shape in the order of the wire. */
class Layout {
  readonly slots: number[] = []
  /** For the first field of a line, after a space. */
  readonly first: Head[] = []
  /** For the others, after a comma. */
  readonly next: Head[] = []
  /** Keys that sending has changed: they may fall together with a tag. */
  readonly changed: (string | undefined)[] = []
}

/**
 * One point as a line, with the LF that ends it. Where the category has a `status`, a missing one is added as "info".
 * A point without any field has no line: "".
 */
export function encodeLine(point: Point, category: PointCategory = 'logging'): string {
  if (hasStatus(category) && (point.get('status') ?? null) === null) point.set('status', 'info')
  const { slots, first, next, changed } = layoutOf(point.shape)
  const { values } = point
  let heads = first
  let line = headOf(point.tags, point.name)
  for (let i = 0; i < slots.length; i++) {
    const value = values[slots[i]!]
    if (value === undefined || value === null) continue
    if (changed[i] !== undefined && point.tags.has(changed[i]!)) continue
    if (typeof value === 'string') line = `${line}${heads[i]!.text}${escapeText(value)}"`
    else {
      const text = valueText(value)
      if (text === undefined) continue
      line = line + heads[i]!.bare + text
    }
    heads = next
  }
  return heads === first ? '' : `${line} ${point.time}\n`
}

/** Tags as text and the measurement before them, kept with the tags for the next record. */
function headOf(tags: Tags, name: string): string {
  const kept = tags.encoded
  if (kept !== undefined && kept.name === name) return kept.text
  let text = escapeMeasurement(limitMeasurement(name))
  for (const [key, value] of wireTags(tags)) text += `,${escapeTag(key)}=${escapeTag(value)}`
  tags.encoded = { name, text }
  return text
}

/** Tags within the limits, sorted by the key that is sent; empty ones left out. */
function wireTags(tags: Tags): [string, string][] {
  const wire = new Map<string, string>()
  for (const [key, value] of tags.sorted()) {
    const sentKey = limitKey(key)
    const sentValue = limitTagValue(value)
    if (sentKey !== '' && sentValue !== '' && !wire.has(sentKey)) wire.set(sentKey, sentValue)
  }
  return [...wire].sort((a, b) => byBytes(a[0], b[0])).slice(0, LIMITS.tags)
}

function layoutOf(shape: Shape): Layout {
  if (!(shape.layout instanceof Layout)) shape.layout = makeLayout(shape)
  return shape.layout as Layout
}

function makeLayout(shape: Shape): Layout {
  const wire = new Map<string, number>()
  shape.keys.forEach((key, slot) => {
    const sent = limitFieldKey(key)
    if (sent !== '' && (sent === key || !wire.has(sent))) wire.set(sent, slot)
  })
  const layout = new Layout()
  for (const [key, slot] of [...wire].sort((a, b) => byBytes(a[0], b[0])).slice(0, LIMITS.fields)) {
    layout.slots.push(slot)
    const bare = `${escapeFieldKey(key)}=`
    layout.first.push({ bare: ` ${bare}`, text: ` ${bare}"` })
    layout.next.push({ bare: `,${bare}`, text: `,${bare}"` })
    layout.changed.push(shape.keys[slot] === key ? undefined : key)
  }
  return layout
}

function escapeText(text: string): string {
  const within = text.length > LIMITS.text ? text.slice(0, LIMITS.text) : text
  return needsEscape(within) ? within.replace(/["\\]/g, '\\$&') : within
}

/** Most texts are short: a loop over a few characters costs a third of a call of the expression engine. */
const SHORT = 24

function needsEscape(text: string): boolean {
  if (text.length > SHORT) return /["\\]/.test(text)
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
