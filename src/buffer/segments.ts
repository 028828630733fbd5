// The files of the log: appended to one at a time, each gone when nobody wants an entry in it any more. After any
// failure of writing the file at hand is left as it is and the next chunk begins a new one.
//
//   0000000007.segment   all settled: removed
//   0000000008.segment   held by entries
//   0000000009.segment   the current one, until it is as large as it may be
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Destination, Entry, Kept, Piece } from './entry.js'
import type { FileSystem, OpenFile } from './file-system.js'
import {
  destinationBytes,
  type Found,
  recordOf,
  SEGMENT_HEAD,
  scanRecords,
  segmentHead,
} from './record-format.js'

const NAME = /^(\d{10})\.segment$/
/** Bad places of the disk, or somebody removed the file. */
const LOST: ReadonlySet<string> = new Set(['EIO', 'ENOENT'])
/** Around a bad place so much is given up. */
const BLOCK = 4096
const SET_ASIDE = '.set-aside'

interface Segment {
  readonly marker: number
  size: number
  readonly entries: Set<Entry>
}

interface Current {
  readonly number: number
  readonly segment: Segment
  readonly file: OpenFile
}

/** The number of a segment file; undefined for other files. */
export function segmentNumber(name: string): number | undefined {
  const [, digits] = NAME.exec(name) ?? []
  return digits === undefined ? undefined : Number(digits)
}

export class Segments {
  private readonly known = new Map<number, Segment>()
  private current: Current | undefined
  private next = 1
  /** Files with bytes that are not safe from the end of the machine. */
  private readonly unsynced = new Set<OpenFile>()
  private readonly syncing = new Set<OpenFile>()
  /** Files from before that were not synced yet by this process. */
  private adopted: number[] = []
  private folderChanged = false
  /** The file that was read last. */
  private reading: { readonly number: number; readonly file: OpenFile } | undefined
  private lastName: { readonly of: Destination; readonly bytes: Buffer } | undefined

  constructor(
    private readonly files: FileSystem,
    private readonly folder: string,
    private readonly mostBytes: number,
  ) {}

  /** A file that was there before. Who wrote it may have ended before its sync. */
  adopt(number: number, marker: number, size: number): void {
    this.known.set(number, { marker, size, entries: new Set() })
    this.adopted.push(number)
    this.skip(number)
  }

  /** The number is taken. */
  skip(number: number): void {
    this.next = Math.max(this.next, number + 1)
  }

  path(number: number): string {
    return join(this.folder, `${String(number).padStart(10, '0')}.segment`)
  }

  /** Puts a file out of the way: it is neither read nor removed. */
  setAside(number: number): string {
    const to = `${this.path(number)}${SET_ASIDE}`
    this.files.rename(this.path(number), to)
    return to
  }

  /**
   * Writes a chunk behind the others.
   * @throws what the file system throws
   */
  append(entry: Entry, kept: Kept): Piece {
    if (this.isFull) this.close()
    this.current ??= this.begin()
    const { number, segment, file } = this.current
    const offset = segment.size
    const parts = recordOf(kept, this.nameOf(entry.destination), segment.marker)
    this.write(file, parts, offset)
    segment.size += parts.reduce((sum, { length }) => sum + length, 0)
    this.unsynced.add(file)
    this.hold(entry, number)
    return { segment: number, offset, length: segment.size - offset }
  }

  /** Whether the next chunk begins a new file. */
  get isFull(): boolean {
    return this.current !== undefined && this.current.segment.size >= this.mostBytes
  }

  /** The entry has chunks in the segment: it must stay. */
  hold(entry: Entry, number: number): void {
    if (entry.segments.at(-1) === number) return
    entry.segments.push(number)
    this.known.get(number)!.entries.add(entry)
  }

  /** The entry wants nothing any more. */
  letGo(entry: Entry): void {
    for (const number of entry.segments.splice(0)) {
      this.known.get(number)?.entries.delete(entry)
      this.removeIfFree(number)
    }
  }

  /** Removes all files that nobody wants, the current one too. */
  sweep(): void {
    this.close()
    this.removeFree()
  }

  /**
   * Whole records of a piece; damaged ones are left out.
   * @throws what the file system throws when it may do better later
   */
  read({ segment, offset, length }: Piece): Found[] {
    const { marker } = this.known.get(segment)!
    const bytes = this.readBytes(segment, offset, length)
    return [...scanRecords(bytes, 0, marker)].filter((part) => part.kind === 'record')
  }

  /** Everything written so far survives the end of the machine when this resolves. */
  async sync(): Promise<boolean> {
    await this.syncAdopted()
    const { folderChanged } = this
    if (this.unsynced.size === 0 && !folderChanged) return false
    for (const file of this.unsynced) this.syncing.add(file)
    this.unsynced.clear()
    this.folderChanged = false
    try {
      for (const file of this.syncing) await file.sync()
      if (folderChanged) await this.files.syncFolder(this.folder)
    } catch (error) {
      this.folderChanged ||= folderChanged
      // The disk may have forgotten what it could not write: the next chunk begins a new file.
      this.close()
      throw error
    } finally {
      this.retire()
    }
    return true
  }

  closeAll(): void {
    this.close()
    for (const file of this.unsynced) file.close()
    this.unsynced.clear()
    this.closeReading()
  }

  get bytes(): number {
    return [...this.known.values()].reduce((sum, { size }) => sum + size, 0)
  }

  private begin(): Current {
    const number = this.next
    const marker = randomBytes(4).readUInt32LE()
    this.next++
    const file = this.files.open(this.path(number), 'create')
    this.folderChanged = true
    try {
      file.write([segmentHead(marker)], 0)
    } catch (error) {
      file.close()
      this.remove(number)
      throw error
    }
    const segment = { marker, size: SEGMENT_HEAD, entries: new Set<Entry>() }
    this.known.set(number, segment)
    return { number, segment, file }
  }

  private write(file: OpenFile, parts: readonly Uint8Array[], offset: number): void {
    try {
      file.write(parts, offset)
    } catch (error) {
      try {
        file.truncate(offset)
      } catch {
        // The torn record is cut at the next start.
      }
      this.close()
      throw error
    }
  }

  /** Writes no more to the current file. It stays open until it is synced. */
  private close(): void {
    if (!this.current) return
    const { number, file } = this.current
    this.current = undefined
    if (!this.unsynced.has(file) && !this.syncing.has(file)) file.close()
    this.removeIfFree(number)
  }

  private async syncAdopted(): Promise<void> {
    for (const number of this.adopted) {
      if (!this.known.has(number)) continue
      const file = this.files.open(this.path(number), 'read')
      try {
        await file.sync()
      } finally {
        file.close()
      }
    }
    if (this.adopted.length === 0) return
    this.adopted = []
    this.folderChanged = true
    // Not before: a file that nobody needs may hold the synced copy of what another lost.
    this.removeFree()
  }

  /** Closes what was synced and is not written any more. */
  private retire(): void {
    const files = [...this.syncing]
    this.syncing.clear()
    for (const file of files)
      if (file !== this.current?.file && !this.unsynced.has(file)) file.close()
  }

  private removeFree(): void {
    for (const number of [...this.known.keys()]) this.removeIfFree(number)
  }

  private removeIfFree(number: number): void {
    if (this.known.get(number)?.entries.size !== 0 || number === this.current?.number) return
    this.known.delete(number)
    if (this.reading?.number === number) this.closeReading()
    this.remove(number)
  }

  private remove(number: number): void {
    try {
      this.files.remove(this.path(number))
      this.folderChanged = true
    } catch {
      // All that is in it is settled: the next start tries again.
    }
  }

  /** What the disk cannot read any more is zeros. */
  private readBytes(number: number, offset: number, length: number): Buffer {
    try {
      return this.readable(number).read(offset, length)
    } catch (error) {
      this.closeReading()
      const isLost = LOST.has((error as NodeJS.ErrnoException).code ?? '')
      if (!isLost) throw error
      if (length <= BLOCK) return Buffer.alloc(length)
    }
    const blocks: Buffer[] = []
    for (let at = 0; at < length; at += BLOCK)
      blocks.push(this.readBytes(number, offset + at, Math.min(BLOCK, length - at)))
    return Buffer.concat(blocks)
  }

  private readable(number: number): OpenFile {
    if (this.reading?.number !== number) {
      this.closeReading()
      this.reading = { number, file: this.files.open(this.path(number), 'read') }
    }
    return this.reading.file
  }

  private closeReading(): void {
    this.reading?.file.close()
    this.reading = undefined
  }

  private nameOf(destination: Destination): Buffer {
    if (this.lastName?.of !== destination)
      this.lastName = { of: destination, bytes: destinationBytes(destination) }
    return this.lastName.bytes
  }
}
