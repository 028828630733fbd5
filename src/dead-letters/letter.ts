// A dead letter: one record that a Dataway refused, as one line of JSON.
//
//   {"time":"2026-03-01T10:00:00.000Z","dataway":"https://host?token=***","reader":"4f…","reason":"http_400",
//    "category":"logging","storage_index":"","encoding":"v1","points":1,"record":"m f=1i 1700000000000000000\n"}
//
// Line protocol is kept as text. What is no text (protobuf, bytes that are not UTF-8) is `record_base64`, protobuf with
// what it says beside it under `decoded`.
import { isUtf8 } from 'node:buffer'
import { ProtobufReader } from '../encode/protobuf-parse.js'
import type { Encoding } from '../point/chunk.js'
import { type RecordJson, recordJson } from '../point/record-json.js'
import type { Refusal } from '../point/refusal.js'
import { MalformedBody } from '../point/wire-record.js'

export interface Letter {
  /** When it was set aside, ISO 8601. */
  readonly time: string
  readonly dataway: string
  readonly reader: string
  readonly reason: string
  readonly category: string
  readonly storageIndex: string
  readonly encoding: Encoding
  /** Records in it: one, but for bytes in which they cannot be told apart. */
  readonly points: number
  readonly record: Buffer
}

/** A larger record is not decoded: that would double its letter. */
const MOST_DECODED = 64 * 1024

/** The letters of a refusal, each a line with its end. */
export function lettersOf(refusal: Refusal, time: Date): string {
  const { records, ...shared } = refusal
  const lines = records.map(({ bytes, count }) => {
    const record = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const decoded = refusal.encoding === 'v2' && count === 1 ? decode(record) : undefined
    return letterLine({ time: time.toISOString(), ...shared, points: count, record }, decoded)
  })
  return lines.join('')
}

/** The line of a letter, with its end. */
export function letterLine(letter: Letter, decoded?: RecordJson): string {
  const { time, dataway, reader, reason, category, storageIndex, encoding, points } = letter
  const head = { time, dataway, reader, reason, category, storage_index: storageIndex, encoding }
  return `${JSON.stringify({ ...head, points, ...bodyOf(letter), decoded })}\n`
}

/** The letter of a line; undefined for what is none. */
export function readLetter(line: string): Letter | undefined {
  const one = parse(line)
  const record = recordOf(one)
  if (!record || typeof one.category !== 'string') return undefined
  const { encoding, points } = one
  if (encoding !== 'v1' && encoding !== 'v2') return undefined
  return {
    time: text(one.time),
    dataway: text(one.dataway),
    reader: text(one.reader),
    reason: text(one.reason),
    category: one.category,
    storageIndex: text(one.storage_index),
    encoding,
    points: Number.isSafeInteger(points) ? Number(points) : 1,
    record,
  }
}

function bodyOf({ record, encoding }: Letter): Record<string, string> {
  if (encoding === 'v1' && isUtf8(record)) return { record: record.toString() }
  return { record_base64: record.toString('base64') }
}

function decode(record: Buffer): RecordJson | undefined {
  if (record.length > MOST_DECODED) return undefined
  try {
    const read = new ProtobufReader(record).next()
    return read && recordJson(read)
  } catch (error) {
    if (error instanceof MalformedBody) return undefined
    throw error
  }
}

function recordOf(one: Readonly<Record<string, unknown>>): Buffer | undefined {
  const { record, record_base64: base64 } = one
  if (typeof record === 'string' && record !== '') return Buffer.from(record)
  if (typeof base64 === 'string' && base64 !== '') return Buffer.from(base64, 'base64')
  return undefined
}

function parse(line: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(line))
  } catch {
    return {}
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
