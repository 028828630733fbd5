// Finds again what the segments hold. One segment at a time is in memory; some 500 MB are read in a second. A torn tail
// is what the end of a process or machine leaves, and is cut; anything else that is no record is damage, skipped and
// counted. A segment of a newer format is put out of the way, never removed.
import type { ChunkLog } from './chunk-log.js'
import type { Destination, Mark } from './entry.js'
import type { FileSystem } from './file-system.js'
import type { Beginning } from './positions.js'
import { Ranges } from './ranges.js'
import type { LogReader } from './reader.js'
import {
  FORMAT_VERSION,
  type Found,
  readDestination,
  readSegmentHead,
  SEGMENT_HEAD,
  scanRecords,
} from './record-format.js'
import { type Segments, segmentNumber } from './segments.js'
import type { Size } from './size.js'

export interface RecoveryEvents {
  /** Bytes that cannot be read, and the records they held as far as that is known. */
  damaged(lost: Readonly<Size>): void
  /** A file is out of the way and needs a person. */
  setAside(path: string, reason: string): void
  /** Records that only Dataways which are not configured any more had not got. */
  removed(count: number): void
}

export interface RecoveryParts {
  readonly files: FileSystem
  readonly folder: string
  readonly log: ChunkLog
  readonly segments: Segments
  readonly events: RecoveryEvents
  readonly now: number
}

export class Recovery {
  /** The number behind the last record. */
  end = 0
  private removed = 0
  /** What was cut from the segment before. */
  private torn: { readonly bytes: number; readonly end: number } | undefined
  private readonly seen = new Ranges()
  private readonly destinations = new Map<string, Destination>()
  private readonly readers: readonly LogReader[]

  constructor(
    private readonly parts: RecoveryParts,
    private readonly beginning: Beginning,
  ) {
    const all = [...parts.log.readers.values()]
    this.readers = all.filter(({ name }) => !beginning.fromTheEnd.includes(name))
  }

  /** @throws what listing the folder throws, before anything was found */
  run(): void {
    const { files, folder, segments, log, events } = this.parts
    const numbers = files.list(folder).map(segmentNumber)
    const sorted = numbers.filter((number) => number !== undefined).sort((a, b) => a - b)
    log.seal()
    for (const number of sorted) segments.skip(number)
    for (const number of sorted) this.segment(number, number === sorted.at(-1))
    log.restored()
    if (this.removed > 0) events.removed(this.removed)
  }

  private segment(number: number, isLast: boolean): void {
    let bytes: Buffer
    try {
      bytes = this.load(number)
    } catch (error) {
      // It stays where it is: another start may be able to read it.
      this.parts.events.setAside(this.parts.segments.path(number), (error as Error).message)
      return
    }
    const head = readSegmentHead(bytes)
    if (!head) this.unreadable(number, bytes, isLast)
    else if (head.version > FORMAT_VERSION)
      this.setAside(number, `its format is version ${head.version}`)
    else {
      this.parts.segments.adopt(number, head.marker, bytes.length)
      this.records(number, bytes, head.marker)
    }
  }

  private records(number: number, bytes: Buffer, marker: number): void {
    let end: number | undefined
    let damaged = 0
    this.parts.log.seal()
    for (const part of scanRecords(bytes, SEGMENT_HEAD, marker)) {
      if (part.kind === 'gap') {
        // What is missing here may follow in another segment, written again: it must find its place between.
        this.parts.log.seal()
        if (part.isTail) this.tail(number, bytes.length - part.length, part.length, end)
        else damaged = part.length
        continue
      }
      this.afterTorn(part)
      if (damaged > 0) this.damaged(damaged, end ?? part.from, part.from)
      damaged = 0
      end = part.to
      this.restore(number, part)
    }
    this.end = Math.max(this.end, end ?? 0)
  }

  private restore(number: number, found: Found): void {
    const { from, to, count } = found
    const mark: Mark = {
      from,
      to,
      count,
      bytes: found.bytes.length,
      since: Math.min(found.since, this.parts.now),
    }
    // A chunk that could not be synced was written a second time.
    if (this.seen.has(from)) {
      this.parts.log.seal()
      return
    }
    this.seen.add(from, to)
    const readers = this.readers.filter(({ name }) => !this.settled(name).has(from))
    if (readers.length === 0) {
      this.parts.log.seal()
      if ([...this.beginning.removed.values()].some((ranges) => !ranges.has(from)))
        this.removed += count
      return
    }
    const { offset, length } = found
    const piece = { segment: number, offset, length }
    const entry = this.parts.log.restore(mark, this.destination(found), piece, readers)
    this.parts.segments.hold(entry, number)
  }

  /** Counts damage between two records: what lies between their numbers, as far as someone wanted it. */
  private damaged(bytes: number, from: number, to: number): void {
    const missing = this.readers.map(({ name }) => this.settled(name).missing(from, to))
    this.parts.events.damaged({ bytes, count: Math.max(0, ...missing) })
  }

  /** A torn record is no loss when it is the first of the next segment, written again. */
  private afterTorn({ from }: Found): void {
    if (this.torn && this.torn.end !== from)
      this.parts.events.damaged({ bytes: this.torn.bytes, count: 0 })
    this.torn = undefined
  }

  private tail(number: number, size: number, bytes: number, end = this.end): void {
    this.torn = { bytes, end }
    try {
      const file = this.parts.files.open(this.parts.segments.path(number), 'write')
      file.truncate(size)
      file.close()
    } catch {
      // It is cut at another start.
    }
  }

  /** Without a head and a first record nothing can be found in it. One that the end of a machine cut short is removed. */
  private unreadable(number: number, bytes: Buffer, isLast: boolean): void {
    const isBegun = bytes.length <= SEGMENT_HEAD || bytes.every((byte) => byte === 0)
    if (bytes.length > 0 && !(isBegun && isLast))
      this.parts.events.damaged({ bytes: bytes.length, count: 0 })
    if (isBegun) this.remove(number)
    else this.setAside(number, 'it is damaged')
  }

  private remove(number: number): void {
    try {
      this.parts.files.remove(this.parts.segments.path(number))
    } catch {
      // Another start removes it.
    }
  }

  private setAside(number: number, reason: string): void {
    try {
      this.parts.events.setAside(this.parts.segments.setAside(number), reason)
    } catch {
      this.parts.events.setAside(this.parts.segments.path(number), reason)
    }
  }

  private load(number: number): Buffer {
    const file = this.parts.files.open(this.parts.segments.path(number), 'read')
    try {
      return file.read(0, file.size)
    } finally {
      file.close()
    }
  }

  private settled(name: string) {
    return this.beginning.settled.get(name)!
  }

  private destination({ destination }: Found): Destination {
    const key = Buffer.from(destination).toString('latin1')
    const known = this.destinations.get(key) ?? readDestination(destination)
    this.destinations.set(key, known)
    return known
  }
}
