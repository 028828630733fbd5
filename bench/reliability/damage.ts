// Damages the segments of a disk buffer and knows which records lay on the bytes it touched.
import { readFileSync, writeFileSync } from 'node:fs'
import { readSegmentHead, SEGMENT_HEAD, scanRecords } from '../../src/buffer/record-format.js'
import { random } from '../corpus.js'
import { Ledger } from './ledger.js'
import { segmentFiles } from './segments.js'

/** Bytes from an offset on. */
interface Place {
  readonly offset: number
  readonly length: number
}

export interface Damage {
  /** Files that were touched. */
  readonly files: number
  readonly bytes: number
  /** Records that may be lost: those whose bytes were touched. */
  readonly hit: Ledger
}

const SECTOR = 4096

/** In turn: one bit, a sector of zeros, noise, the head of the file, its end. */
export function damage(folder: string, seed = 7): Damage {
  const next = random(seed)
  const hit = new Ledger()
  let files = 0
  let bytes = 0
  for (const [i, path] of segmentFiles(folder).entries()) {
    const whole = readFileSync(path)
    const { places, broken } = WAYS[i % WAYS.length]!(whole, next)
    for (const place of places) collect(whole, place, hit)
    bytes += places.reduce((sum, { length }) => sum + length, 0)
    files++
    writeFileSync(path, broken)
  }
  return { files, bytes, hit }
}

type Way = (whole: Buffer, next: () => number) => { places: Place[]; broken: Buffer }

const WAYS: readonly Way[] = [
  (whole, next) => overwrite(whole, anywhere(whole, 1, next), (bytes) => [bytes[0]! ^ 0x10]),
  (whole, next) => overwrite(whole, anywhere(whole, SECTOR, next), () => new Uint8Array(SECTOR)),
  (whole, next) => overwrite(whole, anywhere(whole, 100, next), (old) => old.map((b) => ~b & 255)),
  (whole) => overwrite(whole, { offset: 0, length: SEGMENT_HEAD }, (old) => old.map(() => 0)),
  (whole, next) => {
    const { offset } = anywhere(whole, 1, next)
    return {
      places: [{ offset, length: whole.length - offset }],
      broken: whole.subarray(0, offset),
    }
  },
]

function anywhere(whole: Buffer, length: number, next: () => number): Place {
  const room = whole.length - SEGMENT_HEAD - length
  return { offset: SEGMENT_HEAD + Math.floor(next() * room), length }
}

function overwrite(
  whole: Buffer,
  place: Place,
  by: (old: Uint8Array) => ArrayLike<number>,
): { places: Place[]; broken: Buffer } {
  const broken = Buffer.from(whole)
  broken.set(by(whole.subarray(place.offset, place.offset + place.length)), place.offset)
  return { places: [place], broken }
}

/** The records of each chunk that a place overlaps. */
function collect(whole: Buffer, { offset, length }: Place, into: Ledger): void {
  const head = readSegmentHead(whole)!
  for (const part of scanRecords(whole, SEGMENT_HEAD, head.marker)) {
    const overlaps = part.kind === 'record' && part.offset < offset + length
    if (overlaps && part.offset + part.length > offset)
      into.read(Buffer.from(part.bytes).toString('latin1'))
  }
}
