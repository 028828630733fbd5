// Takes what waits in the buffer, when there is enough of it or it has waited long enough, and delivers it to every
// Dataway. A delivery is accepted when all of them have taken it, so one that fails never makes the others see a record
// twice; until then it keeps its place in the buffer.
//
//   buffer ──take──▶ Parcel ──▶ Target, Target, … ──▶ all done: accept · stopped: release
import type { Buffer, Delivery } from '../buffer/buffer.js'
import { compressor } from './compress.js'
import type { ForwardOptions } from './options.js'
import { Parcel } from './parcel.js'
import { Target, type TargetStatus, type TargetTools } from './target.js'
import { xids } from './xid.js'

/** What a stop left in the buffer. */
export interface Undelivered {
  readonly count: number
  readonly bytes: number
}

export class Forwarder {
  private targets: readonly Target[] = []
  private readonly flights = new Set<Promise<void>>()
  private readonly parcelTools: Parameters<typeof Parcel.of>[1]
  private cancelTimer: (() => void) | undefined
  private running = false
  /** Set during a stop: everything goes at once, and this is told when nothing is left. */
  private onDrained: (() => void) | undefined
  private stopping: Promise<Undelivered> | undefined

  constructor(
    private readonly buffer: Buffer,
    private readonly options: ForwardOptions,
    private readonly tools: TargetTools,
  ) {
    this.parcelTools = {
      nextId: xids(tools.clock.now, tools.random),
      compress: compressor(options.compression, options.gzipLevel),
    }
  }

  /** Connects to nothing before there is something to send. */
  async start(): Promise<void> {
    if (this.running) return
    if (this.options.endpoints.length === 0) throw new Error('there is no Dataway to forward to')
    this.targets = this.options.endpoints.map(
      ({ url }) => new Target(url, this.options, this.tools),
    )
    this.running = true
    this.stopping = undefined
    this.onDrained = undefined
    this.buffer.onAppend = () => this.pump()
    this.pump()
  }

  /**
   * Sends everything at once and ends when it has arrived or the time is over. What has not arrived goes back to the
   * buffer, which keeps it or counts it as lost.
   */
  stop(graceMs: number = this.options.graceMs): Promise<Undelivered> {
    if (!this.running) return this.stopping ?? Promise.resolve({ count: 0, bytes: 0 })
    this.stopping ??= this.drainAndClose(graceMs)
    return this.stopping
  }

  /** How each Dataway does. */
  get status(): readonly TargetStatus[] {
    return this.targets.map((target) => target.status)
  }

  private async drainAndClose(graceMs: number): Promise<Undelivered> {
    await this.drained(graceMs)
    this.running = false
    this.buffer.onAppend = undefined
    this.cancelTimer?.()
    this.cancelTimer = undefined
    await Promise.all(this.targets.map((target) => target.stop()))
    await Promise.all(this.flights)
    const { count, bytes } = this.buffer.state
    if (count > 0) this.tools.events.undelivered(count, bytes)
    return { count, bytes }
  }

  private drained(graceMs: number): Promise<void> {
    if (graceMs <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const cancel = this.tools.clock.after(graceMs, resolve)
      this.onDrained = () => {
        cancel()
        resolve()
      }
      for (const target of this.targets) target.hurry()
      this.pump()
    })
  }

  /** Sends what is due, as far as there are places, and sets the timer for what will be. */
  private pump(): void {
    if (!this.running) return
    while (this.flights.size < this.options.maxInFlight && this.isDue()) {
      const delivery = this.buffer.take({
        bytes: this.options.maxRawBody,
        count: Number.POSITIVE_INFINITY,
      })
      if (!delivery) break
      this.launch(delivery)
    }
    if (this.onDrained && this.flights.size === 0) this.onDrained()
    this.arm()
  }

  private isDue(): boolean {
    const { bytes, count, since } = this.buffer.waiting
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
    const flight = this.deliver(delivery).finally(() => {
      this.flights.delete(flight)
      this.pump()
    })
    this.flights.add(flight)
  }

  private async deliver(delivery: Delivery): Promise<void> {
    const parcel = Parcel.of(delivery, this.parcelTools)
    const ends = await Promise.allSettled(this.targets.map((target) => target.deliver(parcel)))
    if (ends.every(({ status }) => status === 'fulfilled')) this.buffer.accept(delivery)
    else this.buffer.release(delivery)
  }

  private arm(): void {
    const { since } = this.buffer.waiting
    if (this.cancelTimer || since === undefined || this.flights.size >= this.options.maxInFlight)
      return
    const wait = since + this.options.flushIntervalMs - this.tools.clock.now()
    this.cancelTimer = this.tools.clock.after(Math.max(0, wait), () => {
      this.cancelTimer = undefined
      this.pump()
    })
  }
}
