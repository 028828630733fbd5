// One reader of a tap. Lines wait for it in a stream of bounded length: what does not fit, and what is beyond its rate, is left
// out and counted, never kept.
import { Readable } from 'node:stream'
import { lineOf } from './line.js'
import { testOf } from './matches.js'
import { Pace } from './pace.js'
import type { Seen } from './seen.js'
import { TAP_LIMITS, type TapEnd, type TapQuery } from './shape.js'

/** Bytes that may wait for one reader, beyond what the socket holds. */
const MOST_WAITING = 512 * 1024
/** A reader that is sent nothing else hears this often that the server is there. */
const HEARTBEAT_MS = 5000
/** A reader that takes nothing for so long gives up its place. */
const STALLED_MS = 60_000

export class Subscriber {
  readonly stream: Readable
  private readonly wants: (seen: Seen) => boolean
  private readonly pace: Pace
  private text = ''
  private skipped = 0
  private left: number
  private spokeAt: number
  private roomAt: number
  private ended = false

  /** @param now milliseconds, monotonic */
  constructor({ count, rate, ...filter }: TapQuery, now: number) {
    this.stream = new Readable({ highWaterMark: MOST_WAITING, read() {} })
    this.wants = testOf(filter)
    this.pace = new Pace(rate ?? TAP_LIMITS.rate, now)
    this.left = count ?? Number.POSITIVE_INFINITY
    this.spokeAt = now
    this.roomAt = now
    this.say({ heartbeat: new Date().toISOString() })
    this.flush(now)
  }

  /** @param line makes the line of the record */
  see(seen: Seen, line: () => string, now: number): void {
    if (this.ended || this.left === 0 || !this.wants(seen)) return
    if (this.isFull || this.pace.room(now) < 1) {
      this.skipped++
      return
    }
    this.text += line()
    this.pace.use(1)
    this.left--
  }

  /** So many were not even looked at. */
  miss(records: number): void {
    this.skipped += records
  }

  /** Hands over what was written. */
  flush(now: number): void {
    if (this.ended) return
    if (this.text !== '') {
      this.stream.push(this.text)
      this.text = ''
      this.spokeAt = now
    }
    if (this.left === 0) this.end('count')
  }

  /** Says what was left out, and that the server is there; call it about once a second. */
  tick(now: number): void {
    if (this.isFull || this.ended) {
      if (now - this.roomAt >= STALLED_MS) this.stream.destroy()
      return
    }
    this.roomAt = now
    this.tellSkipped()
    if (now - this.spokeAt >= HEARTBEAT_MS) this.say({ heartbeat: new Date().toISOString() })
    this.flush(now)
  }

  end(why: TapEnd): void {
    if (this.ended) return
    this.ended = true
    this.tellSkipped()
    this.stream.push(this.text + lineOf({ end: why }))
    this.stream.push(null)
  }

  private get isFull(): boolean {
    return this.stream.readableLength + this.text.length >= MOST_WAITING
  }

  private tellSkipped(): void {
    if (this.skipped === 0) return
    this.say({ skipped: this.skipped })
    this.skipped = 0
  }

  private say(line: Parameters<typeof lineOf>[0]): void {
    this.text += lineOf(line)
  }
}
