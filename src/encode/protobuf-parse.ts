// Points in protobuf read back: the inverse of protobuf.ts, for bodies of any sender. Fields of a record that are not
// known are passed over, as protobuf asks; anything else that does not fit spoils the body.
import type { FieldScalar, FieldValue } from '../point/value.js'
import { floatText } from '../point/value.js'
import { MalformedBody, type RecordReader, type WireRecord } from '../point/wire-record.js'
import { ARRAY_TYPE } from './protobuf.js'
import { Cursor, WireFault } from './protobuf-cursor.js'

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] }

export class ProtobufReader implements RecordReader {
  private readonly cursor: Cursor
  private record = 0

  /** @param arrival time of records that carry none */
  constructor(
    body: Buffer,
    private readonly arrival = 0n,
  ) {
    this.cursor = new Cursor(body)
  }

  get at(): number {
    return this.cursor.at
  }

  /** @throws MalformedBody */
  next(): WireRecord | undefined {
    const start = this.cursor.at
    this.record++
    try {
      if (!this.cursor.next()) return undefined
      if (this.cursor.number !== 1) throw new WireFault('a record is expected')
      return readPoint(this.cursor.message(), this.arrival)
    } catch (error) {
      if (!(error instanceof WireFault)) throw error
      throw new MalformedBody(error.message, this.record, 'byte', start + 1)
    }
  }
}

function readPoint(cursor: Cursor, arrival: bigint): WireRecord {
  const tags: Record<string, string> = Object.create(null)
  const fields: Record<string, FieldValue> = Object.create(null)
  const record: Mutable<WireRecord> = { name: '', tags, fields, time: 0n }
  while (cursor.next()) {
    if (cursor.number === 1) record.name = cursor.text()
    else if (cursor.number === 2) readField(cursor.message(), tags, fields)
    else if (cursor.number === 3) record.time = cursor.int()
    else cursor.skip()
  }
  if (record.time === 0n) record.time = arrival
  return record
}

function readField(
  cursor: Cursor,
  tags: Record<string, string>,
  fields: Record<string, FieldValue>,
): void {
  let key = ''
  let isTag = false
  let value: FieldValue = null
  while (cursor.next()) {
    if (cursor.number === 1) key = cursor.text()
    else if (cursor.number === 8) isTag = cursor.bool()
    else if (cursor.number === 7) value = readAny(cursor.message())
    else value = readScalar(cursor, FIELD_KINDS) ?? value
  }
  if (isTag) tags[key] = tagText(value)
  else if (value !== null) fields[key] = value
}

/** Numbers of the kinds of a value. */
interface Kinds {
  readonly int: number
  readonly uint: number
  readonly float: number
  readonly bool: number
  readonly bytes: number
  readonly text: number
}

const FIELD_KINDS: Kinds = { int: 2, uint: 3, float: 4, bool: 5, bytes: 6, text: 11 }
const ITEM_KINDS: Kinds = { int: 1, uint: 2, float: 3, bool: 4, bytes: 5, text: 6 }

/** The value that the cursor has met; undefined, and passed over, when it is none. */
function readScalar(cursor: Cursor, kinds: Kinds): FieldScalar | undefined {
  switch (cursor.number) {
    case kinds.int:
      return cursor.int()
    case kinds.uint:
      return cursor.uint()
    case kinds.float:
      return cursor.double()
    case kinds.bool:
      return cursor.bool()
    case kinds.bytes:
    case kinds.text:
      return cursor.text()
    default:
      cursor.skip()
      return undefined
  }
}

/** The only thing that an Any can hold here is an array of scalars. */
function readAny(cursor: Cursor): FieldScalar[] {
  let type = ''
  let array: Cursor | undefined
  while (cursor.next()) {
    if (cursor.number === 1) type = cursor.text()
    else if (cursor.number === 2) array = cursor.message()
    else cursor.skip()
  }
  if (type !== ARRAY_TYPE) throw new WireFault('a field holds something other than an array')
  return array ? readArray(array) : []
}

function readArray(cursor: Cursor): FieldScalar[] {
  const items: FieldScalar[] = []
  while (cursor.next()) {
    if (cursor.number !== 1) cursor.skip()
    else {
      const item = readItem(cursor.message())
      if (item !== undefined) items.push(item)
    }
  }
  return items
}

function readItem(cursor: Cursor): FieldScalar | undefined {
  let item: FieldScalar | undefined
  while (cursor.next()) item = readScalar(cursor, ITEM_KINDS) ?? item
  return item
}

function tagText(value: FieldValue): string {
  if (value === null) return ''
  return typeof value === 'number' ? floatText(value) : String(value)
}
