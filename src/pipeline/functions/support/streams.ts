// Streams of records and what was dropped of each lately: what the calls of point_window in one script share.
//
// A record that hits its window lets go of what its stream has kept, and of the next dropped records. Every record of the
// stream, dropped or not, moves the window on by one. Streams that are idle, and the oldest records of all when there are too
// many, are let go of; what was kept of them stays dropped.
import { Point } from '../../../point/point.js'
import type { Emit, ScriptState } from '../../define.js'

const IDLE = 600_000_000_000n
/** Most streams of one script. */
export const MAX_STREAMS = 10_000
/** Most bytes of all streams and kept records of one script, about. */
export const MAX_BYTES = 64 * 1024 * 1024

/** A copy of a record that was dropped. */
interface Kept {
  readonly point: Point
  readonly bytes: number
}

interface Stream {
  readonly before: number
  readonly after: number
  /** Dropped records by their number in the stream, oldest first. */
  readonly kept: Map<number, Kept>
  /** Records so far. */
  count: number
  /** Records still to be let go of. */
  open: number
  /** Unix nanoseconds. */
  seen: bigint
}

/** One record that stands in a window, at its end. */
export interface Passage {
  /** Tells the streams apart. */
  readonly stream: string
  /** Size of the window; the first record of a stream decides. */
  readonly before: number
  readonly after: number
  readonly hit: boolean
  readonly point: Point
  readonly bytes: number
  readonly now: bigint
}

export class Streams implements ScriptState {
  /** Longest idle first. */
  private readonly streams = new Map<string, Stream>()
  private bytes = 0

  /** Moves the window of the record's stream on. */
  pass(passage: Passage, emit: Emit): void {
    const stream = this.streamOf(passage)
    const { hit, point } = passage
    if (hit) stream.open = stream.after
    stream.count++
    if (stream.open > 0) {
      stream.open--
      for (const [number, { point: kept }] of stream.kept) {
        this.forget(stream, number)
        emit({ category: 'logging', point: kept, by: 'point_window' })
      }
      if (point.dropped) emit({ category: 'logging', point: copyOf(point), by: 'point_window' })
    } else this.keep(stream, passage)
    this.bound()
  }

  tick(now: bigint, _emit: Emit, last: boolean): void {
    for (const [name, stream] of this.streams) {
      if (!last && now - stream.seen < IDLE) return
      this.drop(name, stream)
    }
  }

  private streamOf({ stream: name, before, after, now }: Passage): Stream {
    let stream = this.streams.get(name)
    if (stream) this.streams.delete(name)
    else {
      stream = { before, after, kept: new Map(), count: 0, open: 0, seen: now }
      this.bytes += bytesOf(name)
    }
    stream.seen = now
    this.streams.set(name, stream)
    return stream
  }

  private keep(stream: Stream, { point, bytes }: Passage): void {
    const oldest = stream.count - stream.before
    for (const number of stream.kept.keys()) {
      if (number > oldest) break
      this.forget(stream, number)
    }
    if (!point.dropped || stream.before <= 0) return
    stream.kept.set(stream.count, { point: copyOf(point), bytes })
    this.bytes += bytes
  }

  /** Brings streams and bytes within their bounds, beginning where nothing has come for longest. */
  private bound(): void {
    for (const [name, stream] of this.streams) {
      if (this.streams.size <= MAX_STREAMS && this.bytes <= MAX_BYTES) return
      for (const number of stream.kept.keys()) {
        if (this.bytes <= MAX_BYTES) break
        this.forget(stream, number)
      }
      if (stream.kept.size === 0 || this.streams.size > MAX_STREAMS) this.drop(name, stream)
    }
  }

  private drop(name: string, stream: Stream): void {
    for (const number of stream.kept.keys()) this.forget(stream, number)
    this.streams.delete(name)
    this.bytes -= bytesOf(name)
  }

  private forget(stream: Stream, number: number): void {
    this.bytes -= stream.kept.get(number)?.bytes ?? 0
    stream.kept.delete(number)
  }
}

/** Bytes of a stream without its records, about. */
function bytesOf(name: string): number {
  return 512 + 2 * name.length
}

/** The record as one that was not dropped. The record itself stays dropped, and belongs to whoever runs the script. */
function copyOf(point: Point): Point {
  const copy = new Point(point.name, point.time, point.tags)
  copy.storageIndex = point.storageIndex
  copy.shape = point.shape
  copy.values = point.values.slice()
  return copy
}
