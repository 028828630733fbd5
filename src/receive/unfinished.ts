// Messages that have not come whole. Each may be large and its rest may never come, so what there is of all of them is bounded:
//
//   total ≤ limit   all are read
//   total > limit   the one that began first is read on, the others wait; it has so much time, then its connection ends
//
// A message that comes in one piece, as nearly all do, is never counted here and never waits.

/** A connection, as far as its unfinished message goes. */
export class Source {
  /** Bytes of the message that began and has not come whole; the first piece of it is not counted. */
  bytes = 0
  /** Whether a message ended in the piece that is being read. */
  ended = false

  constructor(
    readonly wait: (waits: boolean) => void,
    /** Whether it is read, as far as others have a say in it. */
    readonly isRead: () => boolean,
    /** Ends the connection. */
    readonly cut: () => void,
  ) {}
}

export class Unfinished {
  /** In the order in which their messages began. */
  private readonly growing = new Set<Source>()
  private readonly waiting = new Set<Source>()
  private total = 0
  private timed: Source | undefined
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly limit: number,
    private readonly timeoutMs: number,
  ) {}

  /** Bytes of all unfinished messages. */
  get bytes(): number {
    return this.total
  }

  /** A piece was read, after the messages that ended in it were told. */
  piece(source: Source, bytes: number): void {
    if (source.ended) {
      source.ended = false
      return
    }
    source.bytes += bytes
    this.total += bytes
    this.growing.add(source)
    if (this.total > this.limit && source !== this.oldest) this.hold(source)
  }

  /** A message of the source is whole. */
  whole(source: Source): void {
    source.ended = true
    if (source.bytes > 0) this.forget(source)
  }

  /** The connection has ended. */
  gone(source: Source): void {
    this.forget(source)
  }

  private get oldest(): Source | undefined {
    for (const source of this.growing) return source
    return undefined
  }

  private hold(source: Source): void {
    this.waiting.add(source)
    source.wait(true)
    this.time()
  }

  private forget(source: Source): void {
    this.total -= source.bytes
    source.bytes = 0
    this.growing.delete(source)
    this.waiting.delete(source)
    const { oldest } = this
    if (this.total <= this.limit) for (const one of this.waiting) this.release(one)
    else if (oldest) this.release(oldest)
    this.time()
  }

  private release(source: Source): void {
    if (this.waiting.delete(source)) source.wait(false)
  }

  /** While others wait for it, the oldest has its time. */
  private time(): void {
    const { oldest } = this
    const wanted = this.waiting.size > 0 ? oldest : undefined
    if (wanted === this.timed) return
    clearTimeout(this.timer)
    this.timed = wanted
    if (wanted) this.give(wanted)
  }

  /** Gives the source its time, and again when it was not read at the end of it: that is no fault of its peer. */
  private give(source: Source): void {
    this.timer = setTimeout(() => {
      if (source.isRead()) source.cut()
      else this.give(source)
    }, this.timeoutMs)
  }
}
