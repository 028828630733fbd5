// Frames wait here between the sockets and the pipeline: a lane for each connection, served in turn, so that no
// connection waits for another one's lines.
//
//   a ▶ [▪▪▪▪▪▪▪▪] ─┐
//   b ▶ [▪]        ─┼─ take ─▶ a: ▪▪  b: ▪  c: ▪▪     the next round begins behind the lane served last
//   c ▶ [▪▪▪]      ─┘
//
// What waits is bounded, for a connection and in all; beyond that sockets are not read until half of it is gone. Frames of
// a connection that has ended are still handed out.
import type { Connection, ReceiveEvents } from './events.js'
import { Gate } from './gate.js'
import { type Frame, Lane, type Readable } from './lane.js'
import type { ReceiveOptions } from './options.js'

/** Frames of one connection, in the order they came. */
export interface Portion {
  readonly connection: Connection
  readonly frames: readonly Frame[]
}

export interface Batch {
  readonly portions: readonly Portion[]
  /** Frames in all portions. */
  readonly count: number
}

export type QueueLimits = Pick<ReceiveOptions, 'connectionBytesInFlight' | 'totalBytesInFlight'>

export class FairQueue {
  /** Called when a frame comes into the empty queue. */
  onFrames: (() => void) | undefined

  private readonly open = new Set<Lane>()
  /** Of each address that has any. */
  private readonly openOf = new Map<string, number>()
  /** Lanes with frames, the next one to be served first. */
  private readonly ready = new Set<Lane>()
  private readonly total: Gate
  private readonly buffer: Gate
  private waiting = 0
  private counted = 0
  private isLastCall = false

  constructor(
    private readonly limits: QueueLimits,
    private readonly events: ReceiveEvents,
    private readonly now: () => number = performance.now.bind(performance),
  ) {
    this.total = new Gate('total', events, now)
    this.buffer = new Gate('buffer', events, now)
  }

  /** Connections that can still send. */
  get connections(): number {
    return this.counted
  }

  /** Those of them that come from an address. */
  connectionsOf(remoteAddress: string): number {
    return this.openOf.get(remoteAddress) ?? 0
  }

  /** Bytes that wait, with a little overhead for each frame. */
  get bytes(): number {
    return this.waiting
  }

  get empty(): boolean {
    return this.ready.size === 0
  }

  /**
   * A lane for a new connection.
   * @param counted whether it is one of `connections`: a sidecar's, not a request of the API
   */
  join(connection: Connection, source: Readable, counted = true): Lane {
    const gate = new Gate('connection', this.events, this.now)
    const lane = new Lane(connection, gate, source, counted)
    this.open.add(lane)
    this.count(lane, 1)
    this.steer(lane)
    return lane
  }

  push(lane: Lane, frame: Frame): void {
    const wasEmpty = this.empty
    lane.push(frame)
    this.ready.add(lane)
    this.account(Lane.sizeOf(frame))
    this.weigh(lane)
    if (wasEmpty) this.onFrames?.()
  }

  /** The connection has ended; what it sent stays. */
  leave(lane: Lane): void {
    if (!this.open.delete(lane)) return
    this.count(lane, -1)
    lane.gate.set(false)
  }

  /**
   * The next frames: an equal share of each connection, at least one frame of each that is served, and more rounds while
   * there is room. The frame that crosses `maxBytes` is the last one. A large frame comes after the others, and only one of
   * them, so that no record waits for more than one.
   */
  take(maxFrames: number, maxBytes: number): Batch {
    const portions: Portion[] = []
    const share = Math.max(1, Math.floor(maxFrames / this.ready.size))
    const byteShare = maxBytes / this.ready.size
    let large: Lane | undefined
    let count = 0
    let bytes = 0
    for (const lane of this.ready) {
      if (count >= maxFrames || bytes >= maxBytes) break
      if (lane.isLarge) {
        large ??= lane
        continue
      }
      const before = this.waiting
      const most = Math.min(byteShare, maxBytes - bytes)
      portions.push(this.serve(lane, Math.min(share, maxFrames - count), most))
      count += portions.at(-1)!.frames.length
      bytes += before - this.waiting
    }
    if (large) portions.push(this.serve(large, 1, maxBytes))
    return { portions, count: large ? count + 1 : count }
  }

  /** Reads no socket until `resumeAll`: the buffer is full. */
  pauseAll(): void {
    if (this.buffer.set(true)) this.steerAll()
  }

  resumeAll(): void {
    if (this.buffer.set(false)) this.steerAll()
  }

  /** The server stops: what a connection has sent is read, however much of it waits already. */
  lastCall(): void {
    this.isLastCall = true
    this.steerAll()
  }

  /** Reports the seconds of waits that still last, for a reader of the counters. */
  reportPauses(): void {
    this.total.report()
    this.buffer.report()
    for (const lane of this.open) lane.gate.report()
  }

  private count({ connection, counted }: Lane, change: 1 | -1): void {
    if (!counted) return
    const { remoteAddress } = connection
    this.counted += change
    const count = this.connectionsOf(remoteAddress) + change
    if (count > 0) this.openOf.set(remoteAddress, count)
    else this.openOf.delete(remoteAddress)
  }

  /** Takes frames of a lane and puts it behind the others. */
  private serve(lane: Lane, maxFrames: number, maxBytes: number): Portion {
    const before = lane.bytes
    const frames = lane.shift(maxFrames, maxBytes)
    this.account(lane.bytes - before)
    this.ready.delete(lane)
    if (lane.length > 0) this.ready.add(lane)
    this.weigh(lane)
    lane.tellDrained()
    return { connection: lane.connection, frames }
  }

  private weigh(lane: Lane): void {
    if (!this.open.has(lane)) return
    if (lane.gate.level(lane.bytes, this.limits.connectionBytesInFlight)) this.steer(lane)
  }

  private account(bytes: number): void {
    this.waiting += bytes
    if (this.total.level(this.waiting, this.limits.totalBytesInFlight)) this.steerAll()
  }

  private steerAll(): void {
    for (const lane of this.open) this.steer(lane)
  }

  private steer(lane: Lane): void {
    const hasEnough = lane.gate.shut && !this.isLastCall
    lane.setPaused(this.buffer.shut || this.total.shut || hasEnough)
  }
}
