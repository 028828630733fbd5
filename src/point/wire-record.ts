// A record as it stands on the wire, in whatever encoding, and what reads records from a body.
import type { FieldValue } from './value.js'

export interface WireRecord {
  readonly name: string
  /** Without prototype, as the fields: any key is only a key. */
  readonly tags: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, FieldValue>>
  /** Unix nanoseconds, or what the body gives for it. */
  readonly time: bigint
}

/** Reads the records of a body one by one, so that only the body itself is in memory. */
export interface RecordReader {
  /** The next record; undefined behind the last one. */
  next(): WireRecord | undefined
  /** How far it has read, in the units of its body. */
  readonly at: number
}

/** A body that is not of its encoding. The message says where, not what stands there. */
export class MalformedBody extends Error {
  constructor(what: string, record: number, unit: 'character' | 'byte', offset: number) {
    super(`record ${record}, ${unit} ${offset}: ${what}`)
    this.name = 'MalformedBody'
  }
}

/** All records of a body. */
export function readAll(reader: RecordReader): WireRecord[] {
  const records: WireRecord[] = []
  for (let record = reader.next(); record; record = reader.next()) records.push(record)
  return records
}
