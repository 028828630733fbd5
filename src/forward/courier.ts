// Brings what waits for one Dataway to it, when there is enough of it or it has waited long enough. Each Dataway has a
// courier with a position of its own in the buffer, so one that fails neither delays the others nor makes them see a
// record twice.
//
//   reader ──take──▶ Parcel ──▶ Target ──▶ arrived or set aside: accept · stopped, too old as a whole: release
import type { Delivery, Reader, TakeLimit } from '../buffer/buffer.js'
import type { Clock } from '../util/clock.js'
import type { ForwardOptions } from './options.js'
import { Parcel } from './parcel.js'
import { type Seat, Seats } from './seats.js'
import { isExpired, type Target, type TargetStatus } from './target.js'
import { Width } from './width.js'

export interface CourierTools {
  readonly clock: Clock
  /** Most bytes that may wait. */
  readonly capacity: number
  readonly parcel: Parameters<typeof Parcel.of>[1]
}

const ONE_CHUNK: TakeLimit = { bytes: 1, count: 1 }

export class Courier {
  private readonly flights = new Set<Promise<void>>()
  private readonly width: Width
  private readonly seats: Seats
  private cancelTimer: (() => void) | undefined
  private running = false
  /** Set during a stop: everything goes at once, and this is told when nothing is left. */
  private onDrained: (() => void) | undefined

  constructor(
    private readonly reader: Reader,
    private readonly target: Target,
    private readonly options: ForwardOptions,
    private readonly tools: CourierTools,
  ) {
    this.width = new Width({ ...options, ...tools })
    this.seats = new Seats(options.maxInFlight, () => this.width.value)
    this.seats.onFree = () => this.advance()
  }

  start(): void {
    this.running = true
    this.reader.onAppend = () => this.advance()
    this.advance()
  }

  get status(): TargetStatus {
    return this.target.status
  }

  /** Sends everything at once; resolves when it has arrived, which may be never. */
  drain(): Promise<void> {
    return new Promise((resolve) => {
      this.onDrained = resolve
      this.width.open()
      this.target.hurry()
      this.advance()
    })
  }

  /** Breaks off what is on its way; it goes back to the buffer. */
  async stop(): Promise<void> {
    this.running = false
    this.reader.onAppend = undefined
    this.cancelTimer?.()
    this.cancelTimer = undefined
    await this.target.stop()
    await Promise.all(this.flights)
  }

  /** Sends what is due, as far as there are places, and sets the timer for what will be. */
  private advance(): void {
    if (!this.running) return
    let isReadable = true
    while (isReadable && this.seats.hasFree && this.isDue()) {
      const delivery = this.reader.take(this.limit())
      if (delivery) this.launch(delivery)
      else isReadable = false
    }
    if (this.onDrained && this.flights.size === 0) this.onDrained()
    // What is due and cannot be read now is told by the buffer when it can. Time passes here too: what has become due since is
    // left to the timer.
    if (isReadable) this.arm()
  }

  /** What is too old comes chunk by chunk, so that nothing younger goes with it. */
  private limit(): TakeLimit {
    const { since } = this.reader.waiting
    if (since !== undefined && isExpired(since, this.options, this.tools.clock)) return ONE_CHUNK
    return { bytes: this.options.maxRawBody, count: Number.POSITIVE_INFINITY }
  }

  private isDue(): boolean {
    const { bytes, count, since } = this.reader.waiting
    if (since === undefined) return false
    const { maxRawBody, maxCount, flushIntervalMs } = this.options
    const waited = this.tools.clock.now() - since
    return (
      this.onDrained !== undefined ||
      bytes >= maxRawBody ||
      count >= maxCount ||
      waited >= flushIntervalMs
    )
  }

  private launch(delivery: Delivery): void {
    const seat = this.seats.take()
    const flight = this.deliver(delivery, seat).finally(() => {
      this.seats.end(seat)
      this.flights.delete(flight)
      this.advance()
    })
    this.flights.add(flight)
  }

  private async deliver(delivery: Delivery, seat: Seat): Promise<void> {
    try {
      await this.target.deliver(Parcel.of(delivery, this.tools.parcel), seat)
    } catch {
      this.reader.release(delivery)
      return
    }
    this.reader.accept(delivery)
    this.width.taken(this.reader.waiting.bytes, this.target.failures)
  }

  private arm(): void {
    const { since } = this.reader.waiting
    if (this.cancelTimer || since === undefined || !this.seats.hasFree) return
    const wait = since + this.options.flushIntervalMs - this.tools.clock.now()
    this.cancelTimer = this.tools.clock.after(Math.max(0, wait), () => {
      this.cancelTimer = undefined
      this.advance()
    })
  }
}
