// The tap: what goes through the server, shown to a few readers. It only looks. Nobody waits for a reader, and taps together
// take no more than a tenth of the time; what they do not get to see is counted for them.
//
//   pass ──offer(batch)──▶ time left? ──▶ wanted? ──▶ rate? ──▶ room? ──▶ line ──▶ reader
//                            └───────────────┴──skipped──┴─────────┘
import type { Readable } from 'node:stream'
import { lineOf, tapRecord } from './line.js'
import { Pace } from './pace.js'
import type { Seen } from './seen.js'
import { TAP_LIMITS, type TapQuery } from './shape.js'
import { Subscriber } from './subscriber.js'

/** Milliseconds of a second that taps may take. */
const MS_PER_SECOND = 100
const TICK_MS = 1000

export class TapHub {
  private readonly subscribers = new Set<Subscriber>()
  private readonly time: Pace
  private ticker: NodeJS.Timeout | undefined
  private closed = false

  /** @param clock milliseconds, monotonic */
  constructor(private readonly clock: () => number = () => performance.now()) {
    this.time = new Pace(MS_PER_SECOND, clock())
  }

  /** Whether anybody looks. */
  get listening(): boolean {
    return this.subscribers.size > 0
  }

  /** Why there is no place for another reader now. */
  get refusal(): 'closed' | 'full' | undefined {
    if (this.closed) return 'closed'
    return this.subscribers.size >= TAP_LIMITS.taps ? 'full' : undefined
  }

  /** The lines that the query asks for, from now on until the reader destroys the stream. Ask for `refusal` before. */
  open(query: TapQuery): Readable {
    const subscriber = new Subscriber(query, this.clock())
    this.subscribers.add(subscriber)
    subscriber.stream.once('close', () => this.leave(subscriber))
    this.ticker ??= setInterval(() => this.tick(), TICK_MS)
    return subscriber.stream
  }

  /** Shows a batch. The points are read before this returns. */
  offer(records: readonly Seen[]): void {
    let now = this.clock()
    for (let i = 0; i < records.length; i++) {
      const start = now
      if (this.time.room(now) <= 0) {
        for (const subscriber of this.subscribers) subscriber.miss(records.length - i)
        break
      }
      this.show(records[i]!, now)
      now = this.clock()
      this.time.use(now - start)
    }
    for (const subscriber of this.subscribers) subscriber.flush(now)
  }

  /** Ends all streams, and opens none any more. */
  close(): void {
    this.closed = true
    for (const subscriber of this.subscribers) subscriber.end('stopping')
  }

  /** The line is made once, and only when somebody gets it. */
  private show(seen: Seen, now: number): void {
    let line: string | undefined
    const make = () => {
      line ??= lineOf({ record: tapRecord(seen) })
      return line
    }
    for (const subscriber of this.subscribers) subscriber.see(seen, make, now)
  }

  private tick(): void {
    const now = this.clock()
    for (const subscriber of this.subscribers) subscriber.tick(now)
  }

  private leave(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber)
    if (this.subscribers.size > 0) return
    clearInterval(this.ticker)
    this.ticker = undefined
  }
}
