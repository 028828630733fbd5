// What the log is made of. Every record that is appended has a number, rising by one; a chunk covers the numbers of its
// records. Chunks of one destination that come one after the other share an entry, so that millions of small ones cost
// little; the part of an entry that a reader has not settled is a span.
//
//   numbers         0   1   2   3   4   5   6   7   8
//   chunks         [ a    ][ b ][ a    ][ a ][ b    ]
//   entries        a: 0–1, 3–4, 5 · b: 2, 6–7
//   spans of r     a: 3–5 (has settled 0–1) · b: 2–7
//   pieces         where the disk has them: a with b, and b with a, between
import type { Chunk } from '../point/chunk.js'
import type { Link } from './sequence.js'
import { grow, type Size, shrink } from './size.js'

/** Chunks with the same answer may share a request. */
export type Destination = Pick<Chunk, 'category' | 'storageIndex' | 'encoding'>

/** What the log knows of a chunk besides its bytes. */
export interface Mark extends Readonly<Size> {
  /** Number of its first record. */
  readonly from: number
  /** Number behind its last record. */
  readonly to: number
  /** When it was appended, in milliseconds of the clock. */
  readonly since: number
}

/** A chunk with its bytes. */
export interface Kept extends Mark {
  readonly chunk: Chunk
}

/** A part of a segment in which there are records of an entry, with little else between them. */
export interface Piece {
  readonly segment: number
  readonly offset: number
  readonly length: number
}

/** Who holds a span; it can be told to forget it. */
export interface Holder {
  forget(span: Span): void
}

/** Chunks of an entry that one reader has not settled. */
export interface Span extends Size {
  readonly entry: Entry
  readonly holder: Holder
  from: number
  to: number
  since: number
  flying: boolean
  inAge?: Link<Span>
  inLane?: Link<Span>
}

const PIECE = 3
/** To read so much that is not needed costs no more than to read twice. */
const MOST_BETWEEN = 4096

export class Entry {
  /** Spans of all readers. An entry without any is gone. */
  readonly spans: Span[] = []
  /** All that was ever put in. */
  readonly whole: Size = { bytes: 0, count: 0 }
  /** What some reader has not settled. */
  readonly left: Size = { bytes: 0, count: 0 }
  /** Damage that was reported already. */
  readonly lost: Size = { bytes: 0, count: 0 }
  /** The chunks; undefined when they are on disk alone. */
  chunks: Kept[] | undefined
  /** Numbers of the segments that must stay for it. */
  readonly segments: number[] = []
  /** Bytes that are in memory alone though they belong on disk. */
  unwritten = 0
  /** Bytes that are on disk and not synced. */
  unsynced = 0
  to: number
  /** Pieces as flat numbers: small chunks of many destinations make many of them. */
  private readonly places: number[] = []

  constructor(
    readonly destination: Destination,
    readonly key: string,
    readonly from: number,
    readonly since: number,
  ) {
    this.to = from
  }

  add(mark: Mark): void {
    grow(this.whole, mark)
    grow(this.left, mark)
    this.to = mark.to
  }

  /** Adds the place of its newest chunk, joining it to the piece before where little is between. */
  addPiece({ segment, offset, length }: Piece): void {
    const { places } = this
    const last = places.length - PIECE
    const between = offset - (places[last + 1] ?? 0) - (places[last + 2] ?? 0)
    const isNear = last >= 0 && places[last] === segment && between <= MOST_BETWEEN
    if (isNear) places[last + 2] = offset + length - places[last + 1]!
    else places.push(segment, offset, length)
  }

  /** The chunk will never be on disk: nobody wants it any more. */
  omit(mark: Mark): void {
    shrink(this.whole, mark)
  }

  /** Forgets the place of a chunk and of all that came after it. */
  removePieces({ segment, offset }: Piece): void {
    const { places } = this
    const isBehind = () => {
      const [of, at] = places.slice(-PIECE) as Numbers
      return of > segment || (of === segment && at >= offset)
    }
    while (places.length > 0 && isBehind()) places.splice(-PIECE)
    const last = places.length - PIECE
    if (last < 0 || places[last] !== segment) return
    places[last + 2] = Math.min(places[last + 2]!, offset - places[last + 1]!)
  }

  /** All of it is on disk. */
  get isWritten(): boolean {
    return this.places.length > 0 && this.unwritten === 0
  }

  /** It needs no place in memory any more. */
  get isSynced(): boolean {
    return this.isWritten && this.unsynced === 0
  }

  *pieces(): Generator<Piece> {
    const { places } = this
    for (let i = 0; i < places.length; i += PIECE) {
      const [segment, offset, length] = places.slice(i, i + PIECE) as Numbers
      yield { segment, offset, length }
    }
  }

  /** Whether some reader still wants the chunk that begins with this number. */
  wants(from: number): boolean {
    return this.spans.some((span) => span.from <= from && from < span.to)
  }

  get isFlying(): boolean {
    return this.spans.some(({ flying }) => flying)
  }
}

type Numbers = [number, number, number]

export function destinationKey({ encoding, category, storageIndex }: Destination): string {
  return `${encoding} ${category} ${storageIndex}`
}
