// The bytes of a segment. All numbers are little-endian; the check sums are CRC32C.
//
//   segment   ┌──────────┬─────────┬────────┬────────┐┌────────┐┌────────┐
//             │ LFWSLOG⏎ │ version │ marker │ sum    ││ record ││ record │ …
//             │ 8        │ 4       │ 4      │ 4      │└────────┘└────────┘
//             └──────────┴─────────┴────────┴────────┘
//   record    ┌────────┬─────┬────────┬──────┬─────────┬───────┬────────┬───────┐┌─────────────┬─────────┐
//             │ marker │ sum │ length │ name │ version │ count │ number │ since ││ destination │ records │
//             │ 4      │ 4   │ 4      │ 4    │ 4       │ 4     │ 8      │ 8     ││ name        │ the rest│
//             └────────┴─────┴────────┴──────┴─────────┴───────┴────────┴───────┘└─── length bytes ──────┘
//                            └────────────────────── under the sum ──────────────────────────────────────┘
//
// The marker is drawn anew for each segment: behind damage the next record is found by it, and nothing that a log line
// can hold passes for a record. `number` and `since` are floating, exact up to 2^53. The destination is JSON: any text
// that a client calls its storage index comes back as it was.
import type { Encoding } from '../point/chunk.js'
import { crc32c } from './crc32c.js'
import type { Destination, Kept } from './entry.js'

export const FORMAT_VERSION = 1
export const SEGMENT_HEAD = 20
const RECORD_HEAD = 40
const MAGIC = Buffer.from('LFWSLOG\n')

/** A record as it was found. */
export interface Found {
  readonly kind: 'record'
  readonly offset: number
  /** Bytes that it takes, with its head. */
  readonly length: number
  readonly count: number
  readonly from: number
  readonly to: number
  readonly since: number
  readonly destination: Uint8Array
  readonly bytes: Uint8Array
}

/** Bytes that are no record. */
export interface Gap {
  readonly kind: 'gap'
  readonly length: number
  /** No record comes behind it. */
  readonly isTail: boolean
}

export function segmentHead(marker: number): Buffer {
  const head = Buffer.alloc(SEGMENT_HEAD)
  MAGIC.copy(head)
  head.writeUInt32LE(FORMAT_VERSION, 8)
  head.writeUInt32LE(marker, 12)
  head.writeUInt32LE(crc32c(head.subarray(0, 16)), 16)
  return head
}

/** Of a damaged head the marker may still stand in the first record. */
export function readSegmentHead(bytes: Buffer): { version: number; marker: number } | undefined {
  if (bytes.length < SEGMENT_HEAD) return undefined
  const isWhole = crc32c(bytes.subarray(0, 16)) === bytes.readUInt32LE(16)
  if (isWhole && MAGIC.equals(bytes.subarray(0, MAGIC.length)))
    return { version: bytes.readUInt32LE(8), marker: bytes.readUInt32LE(12) }
  if (bytes.length < SEGMENT_HEAD + RECORD_HEAD) return undefined
  const marker = bytes.readUInt32LE(SEGMENT_HEAD)
  return readRecord(bytes, SEGMENT_HEAD, marker) && { version: FORMAT_VERSION, marker }
}

/** The number behind the last record of a chunk. */
function numberBehind(from: number, count: number): number {
  return from + Math.max(1, count)
}

export function destinationBytes({ encoding, category, storageIndex }: Destination): Buffer {
  return Buffer.from(JSON.stringify([encoding, category, storageIndex]))
}

export function readDestination(bytes: Uint8Array): Destination {
  const [encoding, category, storageIndex] = JSON.parse(String(Buffer.from(bytes))) as [
    Encoding,
    string,
    string,
  ]
  return { encoding, category, storageIndex }
}

/** The record of a chunk, in parts. */
export function recordOf(kept: Kept, destination: Buffer, marker: number): Uint8Array[] {
  const head = Buffer.alloc(RECORD_HEAD)
  const { bytes } = kept.chunk
  head.writeUInt32LE(marker, 0)
  head.writeUInt32LE(destination.length + bytes.length, 8)
  head.writeUInt32LE(destination.length, 12)
  head.writeUInt32LE(FORMAT_VERSION, 16)
  head.writeUInt32LE(kept.count, 20)
  head.writeDoubleLE(kept.from, 24)
  head.writeDoubleLE(kept.since, 32)
  head.writeUInt32LE(crc32c(bytes, crc32c(destination, crc32c(head.subarray(8)))), 4)
  return [head, destination, bytes]
}

/** The records from an offset on, and what lies between them. */
export function* scanRecords(bytes: Buffer, start: number, marker: number): Generator<Found | Gap> {
  const wanted = Buffer.alloc(4)
  wanted.writeUInt32LE(marker)
  let end = start
  for (let at = start; at !== -1 && at < bytes.length; ) {
    const found = readRecord(bytes, at, marker)
    if (!found) {
      at = bytes.indexOf(wanted, at + 1)
      continue
    }
    if (at > end) yield { kind: 'gap', length: at - end, isTail: false }
    yield found
    at = end = at + found.length
  }
  if (end < bytes.length) yield { kind: 'gap', length: bytes.length - end, isTail: true }
}

function readRecord(bytes: Buffer, offset: number, marker: number): Found | undefined {
  if (bytes.length - offset < RECORD_HEAD || bytes.readUInt32LE(offset) !== marker) return undefined
  const content = offset + RECORD_HEAD
  const end = content + bytes.readUInt32LE(offset + 8)
  const records = content + bytes.readUInt32LE(offset + 12)
  if (end > bytes.length || records > end) return undefined
  if (crc32c(bytes.subarray(offset + 8, end)) !== bytes.readUInt32LE(offset + 4)) return undefined
  const count = bytes.readUInt32LE(offset + 20)
  const from = bytes.readDoubleLE(offset + 24)
  return {
    kind: 'record',
    offset,
    length: end - offset,
    count,
    from,
    to: numberBehind(from, count),
    since: bytes.readDoubleLE(offset + 32),
    destination: bytes.subarray(content, records),
    bytes: bytes.subarray(records, end),
  }
}
