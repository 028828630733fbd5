// The log itself: numbers what is appended, joins it to entries, shows it to every reader, and lets go of what all of
// them have settled. The chunks are in memory, in a store behind it, or in both: the newest stay in memory as far as
// they may, the others are read back.
import type { Chunk } from '../point/chunk.js'
import type { Clock } from '../util/clock.js'
import type { BufferState } from './buffer.js'
import {
  type Destination,
  destinationKey,
  Entry,
  type Kept,
  type Mark,
  type Piece,
  type Span,
} from './entry.js'
import type { WhenFull } from './options.js'
import { LogReader, type Source } from './reader.js'
import { grow, type Size, shrink, sizeOf } from './size.js'

/** Why a buffer gives records up. */
export type BufferDropReason = 'buffer_full' | 'stopped' | 'dataway_removed'

/** What every buffer is told at its making. */
export interface LogOptions {
  /** Most bytes in memory. */
  readonly capacityBytes: number
  readonly whenFull: WhenFull
  readonly clock: Clock
  /** Names of all that read. */
  readonly readers: readonly string[]
  /** Told of all records that are given up. */
  readonly onDrop: (count: number, reason: BufferDropReason) => void
  /** Told of every chunk that is taken, and whether it is on disk. */
  readonly onKeep?: (chunk: Chunk, onDisk: boolean) => void
  /** Told of records that cannot be read back. */
  readonly onDamage?: (lost: Readonly<Size>) => void
}

/** Where chunks are besides memory, and what there is room for. */
export interface Store {
  readonly capacity: number
  /** Whether so many more bytes have a place. */
  fits(bytes: number, total: number): boolean
  /** Whether giving up this entry would make room. */
  helps(entry: Entry): boolean
  append(entry: Entry, kept: Kept): void
  /** Without what is damaged; undefined when it cannot be read now. */
  read(entry: Entry): Kept[] | undefined
  settled(reader: string, chunks: readonly Kept[]): void
  /** The entry is given up, for all readers. */
  dropped(entry: Entry): void
  /** No reader wants the entry any more. */
  freed(entry: Entry): void
}

const MOST_ENTRY_BYTES = 256 * 1024
/** Entries are given up and forgotten whole: a small log has small ones. */
const ENTRIES_IN_CAPACITY = 16

export class ChunkLog implements Source {
  onRoom: (() => void) | undefined
  readonly readers: ReadonlyMap<string, LogReader>
  readonly total: Size = { bytes: 0, count: 0 }
  /** Number of the next record. */
  next = 0

  private entries = new Set<Entry>()
  /** The entry of each destination that the next chunk may join. */
  private readonly growing = new Map<string, Entry>()
  /** Entries with chunks in memory, the longest there first. */
  private readonly cached = new Set<Entry>()
  private cachedBytes = 0
  /** Bytes of the last chunk that found no room. */
  private refused: number | undefined
  private readonly entryBytes: number

  constructor(
    private readonly options: LogOptions,
    private readonly store: Store,
  ) {
    this.readers = new Map(options.readers.map((name) => [name, new LogReader(name, this)]))
    this.entryBytes = Math.min(MOST_ENTRY_BYTES, options.capacityBytes / ENTRIES_IN_CAPACITY)
  }

  reader(name: string): LogReader {
    const reader = this.readers.get(name)
    if (!reader) throw new Error(`the buffer was made without the reader ${name}`)
    return reader
  }

  append(chunk: Chunk): boolean {
    const { length } = chunk.bytes
    if (!this.fits(length) && !this.makeRoom(length)) return this.refuse(chunk)
    const { kept, key } = this.number(chunk)
    const entry = this.entryFor(chunk, key, kept)
    this.show(entry, kept, this.readers.values())
    entry.chunks!.push(kept)
    this.hold(entry, length)
    this.store.append(entry, kept)
    this.options.onKeep?.(chunk, entry.isWritten)
    this.forgetOldest()
    this.wake()
    return true
  }

  /** A chunk that the store found, for the readers that have not settled it. */
  restore(mark: Mark, destination: Destination, piece: Piece, readers: Iterable<LogReader>): Entry {
    const entry = this.entryFor(destination, destinationKey(destination), mark, false)
    this.show(entry, mark, readers)
    entry.addPiece(piece)
    return entry
  }

  /** What comes next joins nothing that is here. */
  seal(): void {
    this.growing.clear()
  }

  /** Ends a restoration: what it found is older than what has come since. */
  restored(): void {
    this.seal()
    this.entries = new Set([...this.entries].sort((a, b) => a.from - b.from))
    this.wake()
  }

  /** Readers find what they could not have before. */
  wake(): void {
    for (const reader of this.readers.values()) reader.onAppend?.()
  }

  get state(): BufferState {
    const ages = [...this.readers.values()].map(({ oldest }) => oldest ?? Number.POSITIVE_INFINITY)
    const oldest = Math.min(...ages)
    return {
      ...this.total,
      oldest: Number.isFinite(oldest) ? oldest : undefined,
      capacity: this.store.capacity,
    }
  }

  /** Gives everything up, in silence. */
  clear(): void {
    for (const entry of this.entries) this.forget(entry)
    for (const reader of this.readers.values()) reader.forgetFlights()
  }

  read(entry: Entry): readonly Kept[] | undefined {
    if (entry.chunks) return entry.chunks
    const chunks = this.store.read(entry)
    if (!chunks) return undefined
    this.reportDamage(entry, sizeOf(chunks))
    if (this.entries.has(entry)) {
      entry.chunks = chunks
      this.hold(entry, sizeOf(chunks).bytes)
      this.forgetOldest(entry)
    }
    return chunks
  }

  settle(reader: LogReader, span: Span, chunks: readonly Kept[]): void {
    const { entry } = span
    if (!this.entries.has(entry)) return
    entry.spans.splice(entry.spans.indexOf(span), 1)
    const freed = sizeOf(chunks.filter(({ from }) => !entry.wants(from)))
    shrink(entry.left, freed)
    shrink(this.total, freed)
    this.store.settled(reader.name, chunks)
    if (entry.spans.length === 0) this.free(entry)
  }

  /** Room may have been made: says so to who waits for it. */
  settled(): void {
    if (this.refused === undefined || !this.fits(this.refused)) return
    this.refused = undefined
    this.onRoom?.()
  }

  /** A chunk larger than all there may be is taken when nothing else is kept: refused, it would wait for ever. */
  private fits(bytes: number): boolean {
    return this.total.bytes === 0 || this.store.fits(bytes, this.total.bytes)
  }

  /** Gives up the oldest entries that are not on their way until so much fits, where that is allowed. */
  private makeRoom(bytes: number): boolean {
    if (this.options.whenFull === 'block') return false
    let dropped = 0
    for (const entry of this.entries) {
      if (this.fits(bytes)) break
      if (entry.isFlying || !this.store.helps(entry)) continue
      dropped += entry.left.count
      this.store.dropped(entry)
      this.forget(entry)
    }
    if (dropped > 0) this.options.onDrop(dropped, 'buffer_full')
    return this.fits(bytes)
  }

  /** Only what is in flight is left in the way: `block` makes the caller wait, `drop_oldest` never does. */
  private refuse(chunk: Chunk): boolean {
    if (this.options.whenFull === 'drop_oldest') {
      this.options.onDrop(chunk.count, 'buffer_full')
      return true
    }
    this.refused = chunk.bytes.length
    return false
  }

  private number(chunk: Chunk): { readonly kept: Kept; readonly key: string } {
    const from = this.next
    this.next += Math.max(1, chunk.count)
    const { length: bytes } = chunk.bytes
    const since = this.options.clock.now()
    const kept = { chunk, from, to: this.next, since, bytes, count: chunk.count }
    return { kept, key: destinationKey(chunk) }
  }

  /** The entry that grows for this destination, or a new one. */
  private entryFor(to: Destination, key: string, mark: Mark, inMemory = true): Entry {
    const growing = this.growing.get(key)
    const joins = growing && growing.to <= mark.from
    if (joins && growing.whole.bytes + mark.bytes <= this.entryBytes) return growing
    const { category, storageIndex, encoding } = to
    const destination = { category, storageIndex, encoding }
    const entry = new Entry(destination, key, mark.from, mark.since)
    if (inMemory) entry.chunks = []
    this.entries.add(entry)
    this.growing.set(key, entry)
    return entry
  }

  private show(entry: Entry, mark: Mark, readers: Iterable<LogReader>): void {
    const end = entry.to
    entry.add(mark)
    grow(this.total, mark)
    for (const reader of readers) reader.add(entry, mark, end)
  }

  private forget(entry: Entry): void {
    for (const span of entry.spans.splice(0)) if (!span.flying) span.holder.forget(span)
    this.free(entry)
  }

  private free(entry: Entry): void {
    shrink(this.total, entry.left)
    Object.assign(entry.left, { bytes: 0, count: 0 })
    this.entries.delete(entry)
    if (this.growing.get(entry.key) === entry) this.growing.delete(entry.key)
    this.uncache(entry)
    this.store.freed(entry)
  }

  private hold(entry: Entry, bytes: number): void {
    this.cached.add(entry)
    this.cachedBytes += bytes
  }

  /** Takes from memory what is on disk too, the longest there first, until the rest may stay. */
  private forgetOldest(except?: Entry): void {
    for (const entry of this.cached) {
      if (this.cachedBytes <= this.options.capacityBytes) return
      if (entry === except || !entry.isSynced) continue
      if (this.growing.get(entry.key) === entry) this.growing.delete(entry.key)
      this.uncache(entry)
    }
  }

  private uncache(entry: Entry): void {
    if (!this.cached.delete(entry)) return
    this.cachedBytes -= sizeOf(entry.chunks!).bytes
    entry.chunks = undefined
  }

  private reportDamage(entry: Entry, found: Readonly<Size>): void {
    const lost = {
      bytes: entry.whole.bytes - entry.lost.bytes - found.bytes,
      count: entry.whole.count - entry.lost.count - found.count,
    }
    if (lost.count <= 0 && lost.bytes <= 0) return
    grow(entry.lost, lost)
    this.options.onDamage?.(lost)
  }
}
