// Streams of records and what was dropped of each lately: what the calls of point_window in one script share.
//
// A record that hits its window lets go of what its stream has kept, and of the next dropped records. Every record of the
// stream, dropped or not, moves the window on by one. Streams that are idle, and the oldest records of all when there are too
// many, are let go of; what was kept of them stays dropped.
import { Point } from '../../../point/point.js'
import type { Emit, ScriptState } from '../../define.js'
import { Queue } from './queue.js'

const IDLE = 600_000_000_000n
/** Most streams of one script. */
export const MAX_STREAMS = 10_000
/** Most bytes of all streams and kept records of one script, about. */
export const MAX_BYTES = 64 * 1024 * 1024

/** A copy of a record that was dropped. */
interface Kept {
  readonly point: Point
  /** Of the record in its stream, from 1. */
  readonly number: number
  readonly bytes: number
}

interface Stream {
  readonly before: number
  readonly after: number
  /** Oldest first. */
  readonly kept: Queue<Kept>
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
  /** The last one of them. */
  private latest = ''

  /** Moves the window of the record's stream on. */
  pass(passage: Passage, emit: Emit): void {
    const stream = this.streamOf(passage)
    const { hit, point } = passage
    if (hit) stream.open = stream.after
    stream.count++
    if (stream.open > 0) {
      stream.open--
      for (let kept = this.oldest(stream); kept; kept = this.oldest(stream))
        emit({ category: 'logging', point: kept.point, by: 'point_window' })
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
    if (!stream) {
      stream = { before, after, kept: new Queue(), count: 0, open: 0, seen: now }
      this.bytes += bytesOf(name)
    } else if (name !== this.latest) this.streams.delete(name)
    stream.seen = now
    this.streams.set(name, stream)
    this.latest = name
    return stream
  }

  private keep(stream: Stream, { point, bytes }: Passage): void {
    const { kept, before, count } = stream
    while (kept.first && kept.first.number <= count - before) this.oldest(stream)
    if (!point.dropped || before <= 0) return
    kept.add({ point: copyOf(point), number: count, bytes })
    this.bytes += bytes
  }

  /** Brings streams and bytes within their bounds, beginning where nothing has come for longest. */
  private bound(): void {
    for (const [name, stream] of this.streams) {
      if (this.streams.size <= MAX_STREAMS && this.bytes <= MAX_BYTES) return
      while (this.bytes > MAX_BYTES && this.oldest(stream));
      if (!stream.kept.first || this.streams.size > MAX_STREAMS) this.drop(name, stream)
    }
  }

  private drop(name: string, stream: Stream): void {
    while (this.oldest(stream));
    this.streams.delete(name)
    this.bytes -= bytesOf(name)
  }

  /** Takes the oldest record that a stream keeps. */
  private oldest(stream: Stream): Kept | undefined {
    const kept = stream.kept.take()
    this.bytes -= kept?.bytes ?? 0
    return kept
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
