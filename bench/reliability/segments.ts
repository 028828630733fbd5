// What the disk buffer of a dead process holds, read by the code that reads it at the next start, and changed by nobody.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSegmentHead, SEGMENT_HEAD, scanRecords } from '../../src/buffer/record-format.js'
import { segmentNumber } from '../../src/buffer/segments.js'
import type { Ledger } from './ledger.js'

/** Files of the buffer, oldest first. */
export function segmentFiles(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => segmentNumber(name) !== undefined)
  return names.sort().map((name) => join(folder, name))
}

/** Adds every record that the segments hold to a ledger; returns how many that were. */
export function readSegments(folder: string, into: Ledger): number {
  return segmentFiles(folder).reduce((sum, path) => sum + readSegment(readFileSync(path), into), 0)
}

/** The same for the bytes of one segment. */
function readSegment(bytes: Buffer, into: Ledger): number {
  const head = readSegmentHead(bytes)
  if (!head) return 0
  let count = 0
  for (const part of scanRecords(bytes, SEGMENT_HEAD, head.marker))
    if (part.kind === 'record') count += into.read(Buffer.from(part.bytes).toString('latin1'))
  return count
}
