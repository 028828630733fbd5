// Points as protobuf, the v2 body of a Dataway: messages PBPoint, each as one entry of the repeated field 1 of PBPoints,
// so that bodies join end to end.
//
//   0a ⟨length⟩ │ 0a name │ 12 tag … │ 12 field … │ 18 time
//               │         │          └─ 0a key · 10 int | 18 uint | 21 float | 28 bool | 3a array | 5a text
//               │         └─ 0a key · 40 01 · 5a value
//
// Lengths stand before what they measure. They are written for the usual case (ASCII text, a record of two length
// bytes); what turns out longer or shorter is moved. Keys are kept with the shape, name and tags with the Tags object.
import type { PointCategory } from '../point/category.js'
import { LIMITS, limitFieldValue, limitMeasurement } from '../point/limits.js'
import type { Point } from '../point/point.js'
import type { Shape } from '../point/shape.js'
import type { Tags } from '../point/tags.js'
import type { FieldScalar, FieldValue } from '../point/value.js'
import { type ByteWriter, MAX_BYTES_PER_UNIT } from './byte-writer.js'
import { putVarint, putVarint64, varint64Size, varintSize } from './varint.js'
import { addStatus, wireFields, wireTags } from './wire-order.js'

/** Tag bytes: the number of a field and the kind of its value. */
const RECORD = 0x0a
const NAME = 0x0a
const FIELD = 0x12
const TIME = 0x18
const KEY = 0x0a
const INT = 0x10
const UINT = 0x18
const FLOAT = 0x21
const BOOL = 0x28
const ANY = 0x3a
const IS_TAG = 0x40
const TEXT = 0x5a
const ANY_TYPE = 0x0a
const ANY_VALUE = 0x12
const ITEM = 0x0a
const ITEM_INT = 0x08
const ITEM_UINT = 0x10
const ITEM_FLOAT = 0x19
const ITEM_BOOL = 0x20
const ITEM_TEXT = 0x32

/** The type of the only message that an Any holds. */
export const ARRAY_TYPE = 'type.googleapis.com/point.Array'

const MAX_INT = 0x7fffffffffffffffn
/** Most bytes of a length, of a number and of the tags before them. */
const MAX_FRAME = 32
/** Tag and length of a record of 128 to 16383 bytes. */
const USUAL_HEAD = 3

/** The fields of a shape in the order of the wire. */
class ByteLayout {
  readonly slots: number[] = []
  /** Keys with their tag and length. */
  readonly keys: Uint8Array[] = []
  /** Keys that sending has changed: they may fall together with a tag. */
  readonly changed: (string | undefined)[] = []
}

/** Name and tags as they are sent, kept with the tags for the next record. */
class TagBytes {
  constructor(
    readonly name: string,
    readonly bytes: Uint8Array,
  ) {}
}

/**
 * Writes one point. Where the category has a `status`, a missing one is added as "info". A point without any field
 * writes nothing.
 */
export function writePoint(point: Point, category: PointCategory, out: ByteWriter): void {
  addStatus(point, category)
  const head = headOf(point.tags, point.name)
  const start = out.length
  out.reserve(MAX_FRAME + head.length)
  out.bytes.set(head, start + USUAL_HEAD)
  const fields = start + USUAL_HEAD + head.length
  out.length = fields
  writeFields(point, out)
  if (out.length === fields) out.length = start
  else {
    out.reserve(MAX_FRAME)
    out.bytes[out.length] = TIME
    out.length = putVarint64(out.bytes, out.length + 1, point.time)
    closeRecord(out, start)
  }
}

function writeFields(point: Point, out: ByteWriter): void {
  const { slots, keys, changed } = layoutOf(point.shape)
  const { values, tags } = point
  for (let i = 0; i < slots.length; i++) {
    const value = values[slots[i]!]
    if (value === undefined || value === null) continue
    if (changed[i] !== undefined && tags.has(changed[i]!)) continue
    if (typeof value === 'string') writeText(out, keys[i]!, value)
    else writeValue(out, keys[i]!, limitFieldValue(value))
  }
}

/** Puts tag and length before a record. */
function closeRecord(out: ByteWriter, start: number): void {
  const body = start + USUAL_HEAD
  const size = out.length - body
  const begin = start + 1 + varintSize(size)
  if (begin !== body) {
    out.reserve(MAX_FRAME)
    out.bytes.copyWithin(begin, body, out.length)
  }
  out.bytes[start] = RECORD
  putVarint(out.bytes, start + 1, size)
  out.length = begin + size
}

function writeText(out: ByteWriter, key: Uint8Array, text: string): void {
  const within = text.length > LIMITS.text ? text.slice(0, LIMITS.text) : text
  const units = within.length
  out.reserve(MAX_FRAME + key.length + units * MAX_BYTES_PER_UNIT)
  const { bytes, length } = out
  const begin = putTextHead(bytes, length, key, units)
  let end = putText(bytes, begin, within)
  if (end - begin !== units) {
    if (!within.isWellFormed()) out.replaced++
    const size = end - begin
    const shifted = length + textHeadSize(key, size)
    if (shifted !== begin) bytes.copyWithin(shifted, begin, end)
    putTextHead(bytes, length, key, size)
    end = shifted + size
  }
  out.length = end
}

/** Everything of a text field but the text. */
function putTextHead(bytes: Uint8Array, at: number, key: Uint8Array, size: number): number {
  return putVarint(bytes, putField(bytes, at, key, TEXT, varintSize(size) + size), size)
}

function textHeadSize(key: Uint8Array, size: number): number {
  const value = 1 + varintSize(size)
  return 1 + varintSize(key.length + value + size) + key.length + value
}

/** Tag, length and key of a field, and the tag of its value of `size` bytes; the answer is where the value begins. */
function putField(
  bytes: Uint8Array,
  at: number,
  key: Uint8Array,
  tag: number,
  size: number,
): number {
  bytes[at] = FIELD
  let i = putVarint(bytes, at + 1, key.length + 1 + size)
  for (let k = 0; k < key.length; k++) bytes[i++] = key[k]!
  bytes[i] = tag
  return i + 1
}

/** Most texts are short and ASCII: a loop costs less than a call of the encoder. */
const SHORT = 24

function putText(bytes: Buffer, at: number, text: string): number {
  if (text.length > SHORT) return at + bytes.write(text, at)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 0x7f) return at + bytes.write(text, at)
    bytes[at + i] = unit
  }
  return at + text.length
}

function writeValue(out: ByteWriter, key: Uint8Array, value: FieldValue | undefined): void {
  if (value === undefined || value === null || typeof value === 'string') return
  if (typeof value === 'object') {
    writeArray(out, key, value)
    return
  }
  out.reserve(MAX_FRAME + key.length)
  const { bytes, length } = out
  if (typeof value === 'bigint') {
    const tag = value > MAX_INT ? UINT : INT
    out.length = putVarint64(bytes, putField(bytes, length, key, tag, varint64Size(value)), value)
  } else if (typeof value === 'number') {
    out.length = bytes.writeDoubleLE(value, putField(bytes, length, key, FLOAT, 8))
  } else {
    const at = putField(bytes, length, key, BOOL, 1)
    bytes[at] = value ? 1 : 0
    out.length = at + 1
  }
}

/** Arrays are rare: they are put together from parts. */
function writeArray(out: ByteWriter, key: Uint8Array, items: readonly FieldScalar[]): void {
  const array = Buffer.concat(items.map((item) => part(ITEM, itemBytes(item))))
  const any = Buffer.concat([part(ANY_TYPE, Buffer.from(ARRAY_TYPE)), part(ANY_VALUE, array)])
  const size = varintSize(any.length) + any.length
  out.reserve(MAX_FRAME + key.length + any.length)
  const { bytes, length } = out
  const at = putVarint(bytes, putField(bytes, length, key, ANY, size), any.length)
  bytes.set(any, at)
  out.length = at + any.length
}

function itemBytes(item: FieldScalar): Uint8Array {
  const sent = limitFieldValue(item)
  if (typeof sent === 'string') return part(ITEM_TEXT, Buffer.from(sent))
  const bytes = Buffer.alloc(MAX_FRAME)
  let end = 0
  if (typeof sent === 'bigint') {
    bytes[0] = sent > MAX_INT ? ITEM_UINT : ITEM_INT
    end = putVarint64(bytes, 1, sent)
  } else if (typeof sent === 'number') {
    bytes[0] = ITEM_FLOAT
    end = bytes.writeDoubleLE(sent, 1)
  } else if (typeof sent === 'boolean') {
    bytes[0] = ITEM_BOOL
    end = putVarint(bytes, 1, sent ? 1 : 0)
  }
  return bytes.subarray(0, end)
}

/** Tag, length and content. */
function part(tag: number, content: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(1 + varintSize(content.length) + content.length)
  bytes[0] = tag
  bytes.set(content, putVarint(bytes, 1, content.length))
  return bytes
}

function layoutOf(shape: Shape): ByteLayout {
  if (!(shape.layout instanceof ByteLayout)) shape.layout = makeLayout(shape)
  return shape.layout as ByteLayout
}

function makeLayout(shape: Shape): ByteLayout {
  const layout = new ByteLayout()
  for (const { key, slot, changed } of wireFields(shape)) {
    layout.slots.push(slot)
    layout.keys.push(part(KEY, Buffer.from(key)))
    layout.changed.push(changed ? key : undefined)
  }
  return layout
}

function headOf(tags: Tags, name: string): Uint8Array {
  const kept = tags.encoded
  if (kept instanceof TagBytes && kept.name === name) return kept.bytes
  const parts = [part(NAME, Buffer.from(limitMeasurement(name)))]
  for (const [key, value] of wireTags(tags, 'kept')) parts.push(part(FIELD, tagBytes(key, value)))
  const bytes = Buffer.concat(parts)
  tags.encoded = new TagBytes(name, bytes)
  return bytes
}

function tagBytes(key: string, value: string): Uint8Array {
  const mark = Buffer.of(IS_TAG, 1)
  return Buffer.concat([part(KEY, Buffer.from(key)), mark, part(TEXT, Buffer.from(value))])
}
