// The disk behind the log. Every chunk is written at once, so it survives the end of the process; a group of them is
// synced together, so it survives the end of the machine a moment later. When the disk does not take what it is given,
// chunks stay in memory until it does.
//
//            write ──fails──▶ ┌ trouble ──────────────────────────────┐
//   [well]   sync  ──fails──▶ │ chunks queue in memory; now and then: │──all of it works──▶ [well]
//            open  ──fails──▶ │ lock, recover, write the queue, sync  │
//                             └───────────────────────────────────────┘
import type { Clock } from '../util/clock.js'
import type { DiskState } from './buffer.js'
import type { ChunkLog, Store } from './chunk-log.js'
import type { Entry, Kept } from './entry.js'
import type { FileSystem } from './file-system.js'
import type { Run } from './journal.js'
import { FolderInUse, Lock, SIGN_OF_LIFE_MS } from './lock.js'
import { Positions } from './positions.js'
import type { ProcessFacts } from './process-facts.js'
import { destinationBytes, type Found } from './record-format.js'
import { Recovery, type RecoveryEvents } from './recovery.js'
import { Rhythm } from './rhythm.js'
import { Segments } from './segments.js'
import { WriteQueue } from './write-queue.js'

/** What an operator may have to know. */
export interface DiskEvents extends RecoveryEvents {
  /** The disk does not take what it is given: records wait in memory. */
  trouble(path: string, error: Error): void
  /** The disk takes everything again, also what waited in memory. */
  mended(path: string): void
  /** A group was synced. */
  synced(): void
}

export interface DiskStoreOptions {
  /** Its folder, which is made when it is not there. */
  readonly diskPath: string
  readonly diskCapacityBytes: number
  /** Most bytes that wait in memory while the disk takes nothing. */
  readonly capacityBytes: number
  readonly segmentBytes: number
  readonly syncIntervalMs: number
  readonly syncBytes: number
  readonly diskRetryMs: number
  readonly clock: Clock
  /** The clock of the machine, which other processes have too, in milliseconds; `clock` where there is none. */
  readonly wall?: () => number
  readonly disk: DiskEvents
  readonly files: FileSystem
  readonly processes: ProcessFacts
}

/** How often positions are saved: so much is sent again after the end of the machine, nothing after that of the process. */
const SAVE_MS = 2000
/** Numbers begin with the time: what is kept while the folder cannot be opened is newer than what is in it. */
const NUMBERS_PER_MS = 1000

export class DiskStore implements Store {
  private readonly segments: Segments
  private readonly queue: WriteQueue
  private readonly positions: Positions
  private readonly lock: Lock
  private readonly rhythm: Rhythm
  private log!: ChunkLog
  private isOpen = false
  private inTrouble = false
  private lastTrouble = ''
  /** When positions were saved last, in milliseconds of the clock. */
  private savedAt = Number.NEGATIVE_INFINITY
  private isStopping = false
  private cancelSign: (() => void) | undefined

  constructor(
    private readonly options: DiskStoreOptions,
    readers: readonly string[],
  ) {
    const { files, diskPath, segmentBytes, clock, wall = clock.now, processes } = options
    this.segments = new Segments(files, diskPath, segmentBytes)
    this.queue = new WriteQueue(this.segments, () => this.log.seal())
    this.positions = new Positions(files, diskPath, readers)
    this.lock = new Lock(files, diskPath, processes, wall)
    this.rhythm = new Rhythm(clock, () => this.work())
  }

  /** Opens the folder, or begins without it. */
  start(log: ChunkLog): void {
    this.log = log
    log.next = this.options.clock.now() * NUMBERS_PER_MS
    try {
      this.open()
    } catch (error) {
      this.enterTrouble(error as Error)
      if (!(error instanceof FolderInUse)) this.openUnlocked()
    }
    this.showLife()
  }

  /** Brings everything to the disk. Answers how many records it did not take. */
  async stop(): Promise<number> {
    this.cancelSign?.()
    await this.rhythm.stop()
    this.isStopping = true
    await this.work()
    const lost = this.queue.unwrittenCount
    this.segments.closeAll()
    this.positions.close()
    if (this.log.total.count === 0 && this.isOpen) this.segments.sweep()
    try {
      this.lock.release()
    } catch {
      // It is found stale.
    }
    return lost
  }

  get capacity(): number {
    return this.options.diskCapacityBytes
  }

  /** For metrics. */
  get state(): DiskState {
    const { unwritten, unsynced } = this.queue
    return { inTrouble: this.inTrouble, unwritten, unsynced, fileBytes: this.segments.bytes }
  }

  fits(bytes: number, total: number): boolean {
    if (total + bytes > this.capacity) return false
    return !this.inTrouble || this.queue.unwritten + bytes <= this.options.capacityBytes
  }

  helps(entry: Entry): boolean {
    return !this.inTrouble || entry.unwritten > 0
  }

  append(entry: Entry, kept: Kept): void {
    this.queue.add(entry, kept)
    if (this.inTrouble) return
    try {
      this.queue.write()
      this.needSync()
    } catch (error) {
      this.enterTrouble(error as Error)
    }
  }

  read(entry: Entry): Kept[] | undefined {
    try {
      const found = [...entry.pieces()].flatMap((piece) => this.segments.read(piece))
      const name = destinationBytes(entry.destination)
      const own = found.filter(({ destination }) => name.equals(destination))
      return own.map((record) => keptFrom(record, entry))
    } catch (error) {
      this.enterTrouble(error as Error)
      return undefined
    }
  }

  settled(reader: string, chunks: readonly Kept[]): void {
    const runs = runsOf(chunks)
    this.positions.settle(reader, runs)
    if (this.inTrouble) return
    try {
      this.positions.note(reader, runs)
      this.needSync()
    } catch (error) {
      this.enterTrouble(error as Error)
    }
  }

  dropped(entry: Entry): void {
    const chunks = entry.chunks ?? this.read(entry) ?? []
    for (const name of this.log.readers.keys()) this.settled(name, chunks)
  }

  freed(entry: Entry): void {
    this.queue.forget(entry)
    this.segments.letGo(entry)
  }

  private open(): void {
    this.options.files.makeFolder(this.options.diskPath)
    this.lock.acquire()
    this.recover()
  }

  /** A full or read-only disk is read nevertheless: what is delivered makes room on it. */
  private openUnlocked(): void {
    try {
      this.recover()
    } catch {
      // There is nothing to be read.
    }
  }

  private recover(): void {
    if (this.isOpen) return
    const { files, diskPath: folder, clock, disk: events } = this.options
    const { log, segments, positions } = this
    const stored = positions.load()
    if (log.total.count > 0 && stored.next > log.next)
      throw new Error('the clock is behind the records on the disk, restart to read them')
    const now = clock.now()
    const beginning = positions.begin(stored)
    const recovery = new Recovery({ files, folder, log, segments, events, now }, beginning)
    recovery.run()
    this.isOpen = true
    for (const name of beginning.fromTheEnd) positions.settle(name, [{ from: 0, to: recovery.end }])
    log.next = Math.max(log.next, recovery.end, stored.next)
    this.queue.unsynced += segments.bytes
    this.needSync()
  }

  /** One turn of the rhythm: does all there is to do, and finds out whether the disk is well. */
  private async work(): Promise<void> {
    try {
      if (!this.isOpen || !this.lock.isHeld) this.open()
      do {
        this.queue.write()
        if (await this.queue.sync()) this.options.disk.synced()
        await this.savePositions()
      } while (this.queue.length > 0)
      this.leaveTrouble()
    } catch (error) {
      this.enterTrouble(error as Error)
    }
  }

  /** Seldom, as the journal has what came since. */
  private async savePositions(): Promise<void> {
    const { clock } = this.options
    const wait = this.savedAt + SAVE_MS - clock.now()
    if (wait > 0 && !this.isStopping) {
      if (this.positions.isChanged) this.rhythm.need(wait)
      return
    }
    this.savedAt = clock.now()
    const { next, readers } = this.log
    const lowest = new Map([...readers.values()].map((reader) => [reader.name, reader.lowest]))
    await this.positions.save(next, lowest)
  }

  private needSync(): void {
    if (this.inTrouble) return
    const { syncBytes, syncIntervalMs } = this.options
    this.rhythm.need(this.queue.unsynced >= syncBytes ? 0 : syncIntervalMs)
  }

  private enterTrouble(error: Error): void {
    if (!this.inTrouble || error.message !== this.lastTrouble)
      this.options.disk.trouble(this.options.diskPath, error)
    this.inTrouble = true
    this.lastTrouble = error.message
    this.rhythm.need(this.options.diskRetryMs)
  }

  private leaveTrouble(): void {
    if (!this.inTrouble) return
    this.inTrouble = false
    this.options.disk.mended(this.options.diskPath)
    this.log.settled()
    this.log.wake()
  }

  private showLife(): void {
    this.cancelSign = this.options.clock.after(SIGN_OF_LIFE_MS, () => {
      this.showLife()
      if (!this.lock.isHeld) return
      try {
        if (!this.lock.showLife()) throw new Error('another process took the folder')
      } catch (error) {
        if (!this.inTrouble) this.enterTrouble(error as Error)
      }
    })
  }
}

function keptFrom({ from, to, since, count, bytes }: Found, { destination }: Entry): Kept {
  const chunk = { bytes, count, ...destination }
  return { chunk, from, to, since, count, bytes: bytes.length }
}

/** Numbers that follow each other, together. */
function runsOf(chunks: readonly Kept[]): Run[] {
  const found: { from: number; to: number }[] = []
  for (const { from, to } of chunks) {
    const last = found.at(-1)
    if (last?.to === from) last.to = to
    else found.push({ from, to })
  }
  return found
}
