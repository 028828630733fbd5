// The frames of one connection that wait for the pipeline, in order.
import type { Connection } from './events.js'
import type { Gate } from './gate.js'

/** What waits: a message as it came, or a record of a request. Only its decoder looks inside. */
export interface Frame {
  /** Bytes that it is counted as. */
  readonly length: number
}

/** What the queue does to the source of a lane. */
export interface Readable {
  pause(): void
  resume(): void
  /** The last frame of the lane was handed out. */
  drained?(): void
}

/** A frame beyond this may cost a batch more time than all the others together. */
const LARGE = 64 * 1024

/**
 * What a frame is counted as beyond its bytes: what the process holds for one that comes alone (measured: some 490 bytes), so
 * that the limits are true for small frames too.
 */
const FRAME_OVERHEAD = 512

export class Lane {
  /** Bytes that wait, overhead counted. */
  bytes = 0
  private frames: Frame[] = []
  private first = 0
  private paused = false

  constructor(
    readonly connection: Connection,
    readonly gate: Gate,
    private readonly source: Readable,
    /** Whether it counts as a connection. */
    readonly counted = true,
  ) {}

  get length(): number {
    return this.frames.length - this.first
  }

  static sizeOf(frame: Frame): number {
    return frame.length + FRAME_OVERHEAD
  }

  /** Whether the oldest frame is a large one. */
  get isLarge(): boolean {
    return this.frames[this.first]!.length > LARGE
  }

  push(frame: Frame): void {
    this.frames.push(frame)
    this.bytes += Lane.sizeOf(frame)
  }

  /** The oldest frames up to the limits, at least one; a large one only as the first. */
  shift(maxFrames: number, maxBytes: number): Frame[] {
    const last = Math.min(this.frames.length, this.first + Math.max(1, maxFrames))
    let end = this.first
    let bytes = 0
    do bytes += Lane.sizeOf(this.frames[end++]!)
    while (end < last && bytes < maxBytes && this.frames[end]!.length <= LARGE)
    const taken = this.frames.slice(this.first, end)
    this.bytes -= bytes
    this.forget(end)
    return taken
  }

  /** Tells the source when nothing waits any more. */
  tellDrained(): void {
    if (this.length === 0) this.source.drained?.()
  }

  /** Reads on or not; the source is told only of changes. */
  setPaused(paused: boolean): void {
    if (paused === this.paused) return
    this.paused = paused
    if (paused) this.source.pause()
    else this.source.resume()
  }

  /** Lets go of the frames before `end`. The array is compacted when half of it is gone, so each frame moves once. */
  private forget(end: number): void {
    this.frames.fill(GONE, this.first, end)
    this.first = end
    if (end * 2 < this.frames.length) return
    this.frames = this.frames.slice(end)
    this.first = 0
  }
}

const GONE: Frame = Buffer.alloc(0)
