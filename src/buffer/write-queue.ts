// What is on its way to the disk: chunks that no segment has yet, and chunks that are written and not synced. Both are
// still in memory, so that nothing is lost when writing or syncing fails.
//
//   add ──▶ [unwritten] ──write──▶ [fresh] ──sync──▶ on disk
//                ▲                    │
//                └────sync failed─────┘   nobody knows what the disk has: to another segment
import type { Entry, Kept, Piece } from './entry.js'
import type { Segments } from './segments.js'
import { sizeOf } from './size.js'

interface Unwritten {
  readonly entry: Entry
  readonly kept: Kept
}

interface Fresh extends Unwritten {
  readonly piece: Piece
}

/** So much that nobody wants is not worth a look. */
const MOST_UNWANTED = 4 * 1024 * 1024

export class WriteQueue {
  /** Bytes of chunks that no segment has. */
  unwritten = 0
  /** Bytes of segments that were not synced. */
  unsynced = 0
  /** Bytes of chunks in here that nobody wants. */
  private unwanted = 0
  private queue: Unwritten[] = []
  private fresh: Fresh[] = []

  /** @param onFull the next chunk begins another segment */
  constructor(
    private readonly segments: Segments,
    private readonly onFull: () => void,
  ) {}

  /** Chunks that wait to be written. */
  get length(): number {
    return this.queue.length
  }

  /** Chunks that are kept in memory until they are on disk. */
  get held(): number {
    return this.queue.length + this.fresh.length
  }

  /** Records that some reader wants and no segment has. */
  get unwrittenCount(): number {
    const wanted = this.queue.filter(({ entry, kept }) => entry.wants(kept.from))
    return sizeOf(wanted.map(({ kept }) => kept)).count
  }

  add(entry: Entry, kept: Kept): void {
    this.queue.push({ entry, kept })
    this.waits(entry, kept)
  }

  /** Nobody wants the entry any more. */
  forget(entry: Entry): void {
    this.unwritten -= entry.unwritten
    this.unwanted += entry.unwritten + entry.unsynced
    entry.unwritten = 0
    if (this.unwanted > MOST_UNWANTED + this.unwritten) this.letGo()
  }

  /**
   * Writes what is unwritten, in its order.
   * @throws what the file system throws; what was not written stays
   */
  write(): void {
    let done = 0
    try {
      for (const item of this.queue) {
        this.writeOne(item)
        done++
      }
    } finally {
      this.queue.splice(0, done)
    }
  }

  /**
   * Answers whether there was something to sync.
   * @throws what the file system throws; what was not synced is unwritten again
   */
  async sync(): Promise<boolean> {
    const batch = this.fresh
    this.fresh = []
    this.unsynced = 0
    let done: boolean
    try {
      done = await this.segments.sync()
    } catch (error) {
      this.writeAgain([...batch, ...this.fresh])
      throw error
    }
    for (const { entry, kept } of batch) entry.unsynced -= kept.bytes
    return done
  }

  /** A disk that takes nothing, or does not end a sync, would keep in memory what has long been delivered. */
  private letGo(): void {
    this.queue = this.queue.filter(isWanted)
    this.fresh = this.fresh.filter(isWanted)
    this.unwanted = 0
  }

  private writeOne({ entry, kept }: Unwritten): void {
    if (!entry.wants(kept.from)) {
      this.omit(entry, kept)
      return
    }
    const piece = this.segments.append(entry, kept)
    entry.addPiece(piece)
    entry.unsynced += kept.bytes
    this.arrives(entry, kept)
    this.fresh.push({ entry, kept, piece })
    this.unsynced += piece.length
    if (this.segments.isFull) this.onFull()
  }

  /** Nobody wants the chunk any more. Of an entry that is gone nothing is counted. */
  private omit(entry: Entry, kept: Kept): void {
    if (entry.spans.length === 0) return
    entry.omit(kept)
    this.arrives(entry, kept)
  }

  private writeAgain(fresh: readonly Fresh[]): void {
    this.fresh = []
    this.unsynced = 0
    this.queue.unshift(...fresh)
    for (const { entry, kept, piece } of fresh) {
      entry.removePieces(piece)
      entry.unsynced -= kept.bytes
      if (entry.spans.length > 0) this.waits(entry, kept)
    }
  }

  private waits(entry: Entry, { bytes }: Kept): void {
    entry.unwritten += bytes
    this.unwritten += bytes
  }

  private arrives(entry: Entry, { bytes }: Kept): void {
    entry.unwritten -= bytes
    this.unwritten -= bytes
  }
}

function isWanted({ entry }: Unwritten): boolean {
  return entry.spans.length > 0
}
