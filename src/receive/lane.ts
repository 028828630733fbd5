// The frames of one connection that wait for the pipeline, in order.
import type { Connection } from './events.js'
import type { Gate } from './gate.js'

/** What the queue does to a socket. */
export interface Readable {
  pause(): void
  resume(): void
}

/** A frame beyond this may cost a batch more time than all the others together. */
const LARGE = 64 * 1024

/** What a frame is counted as beyond its bytes, so that empty frames do not come for nothing. */
const FRAME_OVERHEAD = 64

export class Lane {
  /** Bytes that wait, overhead counted. */
  bytes = 0
  private frames: Buffer[] = []
  private first = 0
  private paused = false

  constructor(
    readonly connection: Connection,
    readonly gate: Gate,
    private readonly socket: Readable,
  ) {}

  get length(): number {
    return this.frames.length - this.first
  }

  static sizeOf(frame: Buffer): number {
    return frame.length + FRAME_OVERHEAD
  }

  /** Whether the oldest frame is a large one. */
  get isLarge(): boolean {
    return this.frames[this.first]!.length > LARGE
  }

  push(frame: Buffer): void {
    this.frames.push(frame)
    this.bytes += Lane.sizeOf(frame)
  }

  /** The oldest frames up to the limits, at least one; a large one only as the first. */
  shift(maxFrames: number, maxBytes: number): Buffer[] {
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

  /** Reads on or not; the socket is told only of changes. */
  setPaused(paused: boolean): void {
    if (paused === this.paused) return
    this.paused = paused
    if (paused) this.socket.pause()
    else this.socket.resume()
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

const GONE = Buffer.alloc(0)
