// Delivers what is in the buffer to every Dataway. Each has a courier and a position of its own; together they start,
// drain and stop.
import type { Buffer } from '../buffer/buffer.js'
import { compressor } from './compress.js'
import { Courier } from './courier.js'
import type { ForwardOptions } from './options.js'
import { readerNames, shownNames } from './reader-name.js'
import { Target, type TargetStatus, type TargetTools } from './target.js'
import { xids } from './xid.js'

/** What a stop left in the buffer: what some Dataway has not got, each record counted once. */
export interface Undelivered {
  readonly count: number
  readonly bytes: number
}

export class Forwarder {
  private couriers: readonly Courier[] = []
  private running = false
  private stopping: Promise<Undelivered> | undefined

  /** @param buffer with a reader for each endpoint, as `readerNames` calls them */
  constructor(
    private readonly buffer: Buffer,
    private readonly options: ForwardOptions,
    private readonly tools: TargetTools,
  ) {}

  /** Connects to nothing before there is something to send. */
  async start(): Promise<void> {
    if (this.running) return
    if (this.options.endpoints.length === 0) throw new Error('there is no Dataway to forward to')
    this.couriers = this.hire()
    this.running = true
    this.stopping = undefined
    for (const courier of this.couriers) courier.start()
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
    return this.couriers.map((courier) => courier.status)
  }

  private hire(): Courier[] {
    const { clock, random } = this.tools
    const { compression, gzipLevel, endpoints } = this.options
    const parcel = {
      nextId: xids(clock.now, random),
      compress: compressor(compression, gzipLevel),
    }
    const { capacity } = this.buffer.state
    const [readers, shown] = [readerNames(endpoints), shownNames(endpoints)]
    return endpoints.map(({ url }, i) => {
      const reader = readers[i]!
      const target = new Target(url, reader, shown[i]!, this.options, this.tools)
      const tools = { clock, capacity, parcel }
      return new Courier(this.buffer.reader(reader), target, this.options, tools)
    })
  }

  private async drainAndClose(graceMs: number): Promise<Undelivered> {
    await this.drained(graceMs)
    this.running = false
    await Promise.all(this.couriers.map((courier) => courier.stop()))
    const { count, bytes } = this.buffer.state
    if (count > 0) this.tools.events.undelivered(count, bytes)
    return { count, bytes }
  }

  private async drained(graceMs: number): Promise<void> {
    if (graceMs <= 0) return
    let cancel = () => {}
    const over = new Promise<void>((resolve) => {
      cancel = this.tools.clock.after(graceMs, resolve)
    })
    await Promise.race([over, Promise.all(this.couriers.map((courier) => courier.drain()))])
    cancel()
  }
}
