// The beat of the server: takes frames from the queue, runs them as a batch, keeps what comes of it. When the buffer is full,
// what it did not take is held here and nothing more is read.
import type { Buffer as ChunkBuffer } from './buffer/buffer.js'
import type { Decoder, Incoming, Pass } from './pass.js'
import type { BatchEvents } from './pass-events.js'
import type { Chunk } from './point/chunk.js'
import type { Point } from './point/point.js'
import type { Connection } from './receive/events.js'
import type { FairQueue } from './receive/fair-queue.js'
import { systemClock } from './util/clock.js'

export interface PumpParts {
  readonly queue: FairQueue
  readonly pass: Pass
  readonly events: BatchEvents
  readonly buffer: ChunkBuffer
  /** Most records of a batch. */
  readonly batchRecords: number
  /** How long a batch waits for others to join it, in milliseconds. */
  readonly batchDelayMs: number
  /** The time of arrival of what arrives now, Unix nanoseconds. */
  now(): bigint
  /** Makes the decoder of a connection. */
  decoder(connection: Connection): Decoder
}

/** Most bytes of frames that one batch takes. */
const BATCH_BYTES = 1024 * 1024
/** Bytes of frames, as the queue counts them, that are worth a batch at once. */
const FULL_BATCH_BYTES = BATCH_BYTES / 2
/** How often what scripts keep (buckets, caches) is looked through. */
const TICK_MS = 1000
/** How often a drain looks whether it can go on. */
const DRAIN_MS = 5

/** Who wants to know when records are in the buffer, and those of them that were parked then. */
interface Waiter {
  readonly parked: ReadonlySet<Point>
  readonly resolve: () => void
}

export class Pump {
  private readonly decoders = new WeakMap<Connection, Decoder>()
  /** Decoders that know the tags in force. */
  private informed = new WeakSet<Decoder>()
  private timer: NodeJS.Immediate | NodeJS.Timeout | undefined
  private ticker: NodeJS.Timeout | undefined
  /** Chunks that the full buffer did not take; nothing is read while there are any. */
  private held: Chunk[] = []
  private waiters: Waiter[] = []
  private stopped = false
  /** When the batch was scheduled that has not run yet. */
  private scheduledAt: number | undefined

  constructor(private readonly parts: PumpParts) {
    const { queue, pass, buffer } = parts
    queue.onFrames = () => this.schedule()
    pass.parked.onReady = () => this.schedule()
    buffer.onRoom = () => this.release()
  }

  start(): void {
    this.ticker = setInterval(() => this.tick(), TICK_MS)
  }

  /** The tags of inputs have changed: from the next batch on they are merged anew. */
  renewTags(): void {
    this.informed = new WeakSet()
  }

  /** Gives a connection a decoder of its own kind. */
  adopt(connection: Connection, decoder: Decoder): void {
    this.decoders.set(connection, decoder)
  }

  /** Resolves when every record that has been taken from the queue is in the buffer. */
  kept(): Promise<void> {
    const parked = new Set(this.parts.pass.parked.points)
    return new Promise((resolve) => {
      this.waiters.push({ parked, resolve })
      this.tellKept()
    })
  }

  /** Whether the buffer is full and sidecars wait. */
  get blocked(): boolean {
    return this.held.length > 0
  }

  /** Milliseconds since a batch that could run was scheduled; 0 when none is. */
  get overdueMs(): number {
    if (this.scheduledAt === undefined || this.blocked || this.stopped) return 0
    return performance.now() - this.scheduledAt
  }

  /** Whether what comes into the queue may not be taken any more. */
  get stopping(): boolean {
    return this.stopped
  }

  /** Records that the buffer did not take. */
  get heldCount(): number {
    return this.held.reduce((sum, chunk) => sum + chunk.count, 0)
  }

  /**
   * Runs what was queued, and takes no turn by itself any more. A full buffer may make room until the deadline; what it does not
   * take by then stays held. Answers that scripts wait for may come until `patience`; then their records go on without.
   * @param hurry called when patience ends: whoever answers must settle what is on its way
   */
  async drain(deadline: number, patience: number, hurry: () => Promise<void>): Promise<void> {
    this.stop()
    const { parked } = this.parts.pass
    while (this.hasWork || parked.size > 0 || this.blocked) {
      if (!this.blocked && this.hasWork) this.runBatch()
      else if (systemClock.now() >= (this.blocked ? deadline : patience)) break
      else await new Promise((resolve) => setTimeout(resolve, DRAIN_MS))
    }
    await hurry()
    // Past the deadline everything is still counted, so that the report is true.
    while (this.hasWork) this.runBatch()
    this.tick(true)
  }

  /** Takes no turn by itself any more, so that sockets can be read to their end; `drain` runs what waits. */
  stop(): void {
    this.stopped = true
    this.parts.queue.lastCall()
    clearTimeout(this.timer as NodeJS.Timeout)
    clearImmediate(this.timer as NodeJS.Immediate)
    clearInterval(this.ticker)
  }

  private get hasWork(): boolean {
    return !this.parts.queue.empty || this.parts.pass.parked.hasReady
  }

  /**
   * A batch runs a moment after its first frame, so that others can join it: the watchdog costs a batch, not a record. When
   * a batch's worth is there it runs after the sockets have had their turn.
   */
  private schedule(): void {
    if (this.timer || this.blocked || this.stopped) return
    const beat = () => this.beat()
    this.scheduledAt = performance.now()
    if (this.parts.queue.bytes >= FULL_BATCH_BYTES) this.timer = setImmediate(beat)
    else this.timer = setTimeout(beat, this.parts.batchDelayMs)
  }

  private beat(): void {
    this.timer = undefined
    this.scheduledAt = undefined
    if (this.blocked) return
    this.runBatch()
    if (this.hasWork) this.schedule()
  }

  private runBatch(): void {
    const { queue, pass, events, batchRecords } = this.parts
    const { portions } = queue.take(batchRecords, BATCH_BYTES)
    const batch: Incoming[] = []
    let bytes = 0
    for (const { connection, frames } of portions) {
      const decoder = this.decoderOf(connection)
      for (const frame of frames) {
        bytes += frame.length
        batch.push({ frame, decoder })
      }
    }
    const start = performance.now()
    const chunks = pass.run(batch, this.parts.now())
    events.flush(bytes, (performance.now() - start) / 1000)
    for (const chunk of chunks) this.keep(chunk)
    this.tellKept()
  }

  private tick(last = false): void {
    for (const chunk of this.parts.pass.tick(this.parts.now(), last)) this.keep(chunk)
  }

  private keep(chunk: Chunk): void {
    if (!this.blocked && this.parts.buffer.append(chunk)) return
    if (this.held.push(chunk) === 1) this.parts.queue.pauseAll()
  }

  /** The buffer has room again: first what was held, then the sockets. */
  private release(): void {
    while (this.held.length > 0 && this.parts.buffer.append(this.held[0]!)) this.held.shift()
    if (this.blocked) return
    this.tellKept()
    this.parts.queue.resumeAll()
    if (this.hasWork) this.schedule()
  }

  private tellKept(): void {
    if (this.blocked || this.waiters.length === 0) return
    const { points } = this.parts.pass.parked
    const waits = ({ parked }: Waiter) => [...parked].some((point) => points.has(point))
    const done = this.waiters.filter((waiter) => !waits(waiter))
    this.waiters = this.waiters.filter(waits)
    for (const { resolve } of done) resolve()
  }

  private decoderOf(connection: Connection): Decoder {
    const decoder = this.decoders.get(connection) ?? this.parts.decoder(connection)
    this.decoders.set(connection, decoder)
    if (!this.informed.has(decoder)) decoder.forget()
    this.informed.add(decoder)
    return decoder
  }
}
