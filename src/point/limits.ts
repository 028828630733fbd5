// What a Dataway takes: sizes and keys of a point, and how what is beyond them is brought within.
// Source: the Dataway wire reference, "Limits of a point". Keys and tags are judged once for each shape and each
// Tags object, not once a record.
import type { FieldValue } from './value.js'

export const LIMITS = {
  tags: 256,
  fields: 1024,
  /** Bytes of a tag or field key. */
  key: 256,
  /** Bytes of a tag value. */
  tagValue: 1024,
  /** Bytes of the measurement. */
  measurement: 1024,
  /** Characters of a text field. */
  text: 32 * 1024 * 1024,
} as const

/** Measurement of a record that has none. */
export const DEFAULT_MEASUREMENT = '__default'

/** Names that no tag and no field of a record that comes in has: the storage side keeps them for itself. */
export const DISABLED_KEYS: ReadonlySet<string> = new Set(['', 'source', 'date'])

/** The measurement as it is sent: never empty, one line, at most 1024 bytes. */
export function limitMeasurement(name: string): string {
  return cutBytes(oneLine(name), LIMITS.measurement) || DEFAULT_MEASUREMENT
}

/** A tag or field key as it is sent; "" when there is nothing left of it. */
export function limitKey(key: string): string {
  return limitMetricKey(key.includes('.') ? key.replaceAll('.', '_') : key)
}

/** As `limitKey` for a point that is made as a metric: its keys may have dots. */
export function limitMetricKey(key: string): string {
  return cutBytes(oneLine(key), LIMITS.key)
}

/** A field key as it is sent; "" when the field is left out. */
export function limitFieldKey(key: string): string {
  return DISABLED_KEYS.has(key) ? '' : limitKey(key)
}

/** A tag value as it is sent: one line, at most 1024 bytes, no backslash at the end. */
export function limitTagValue(value: string): string {
  return cutBytes(oneLine(value), LIMITS.tagValue)
}

/** A field value as it is sent; undefined when it has no form on the wire (nil, not a number). */
export function limitFieldValue(value: FieldValue): FieldValue | undefined {
  if (typeof value === 'string')
    return value.length > LIMITS.text ? value.slice(0, LIMITS.text) : value
  if (typeof value !== 'number' || Number.isFinite(value)) return value ?? undefined
  if (Number.isNaN(value)) return undefined
  return value > 0 ? 2n ** 64n - 1n : -(2n ** 63n)
}

/** Newlines would end the record and a backslash at the end would escape what follows. */
function oneLine(text: string): string {
  if (!/[\n\\]/.test(text)) return text
  return text.replaceAll('\n', ' ').replace(/\\+$/, '')
}

/** The longest beginning of a text that has at most `limit` UTF-8 bytes and ends at a code point. */
function cutBytes(text: string, limit: number): string {
  if (text.length * 3 <= limit) return text
  const bytes = Buffer.from(text)
  if (bytes.length <= limit) return text
  let end = limit
  while (end > 0 && (bytes[end]! & 0xc0) === 0x80) end--
  return bytes.toString('utf8', 0, end).replace(/\\+$/, '')
}
