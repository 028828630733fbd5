// One reader's view of the log: the spans it has not settled, those that wait in two lists.
//
//   by age    [1 a] ⇄ [2 b] ⇄ [3 a] ⇄ [4 b] ⇄ [5 a]      every waiting span
//   lane a    [1 a] ⇄ [3 a] ⇄ [5 a]                       the same spans by destination,
//   lane b    [2 b] ⇄ [4 b]                               each still by age
//
// `take` follows the lane of the oldest span, so a destination with little traffic neither waits behind the others nor
// cuts their requests short. A span of which only a part fits into a delivery is cut in two.
import type { Delivery, Reader, TakeLimit } from './buffer.js'
import type { Entry, Holder, Kept, Mark, Span } from './entry.js'
import { type Link, Sequence } from './sequence.js'
import { grow, type Size, shrink, sizeOf } from './size.js'

/** What a reader needs of the log. */
export interface Source {
  /** The chunks of an entry, without those that are damaged; undefined when they cannot be read now. */
  read(entry: Entry): readonly Kept[] | undefined
  /** A reader will not ask for the span again; these were its chunks. */
  settle(reader: LogReader, span: Span, chunks: readonly Kept[]): void
  /** Settling has come to an end: there may be room again. */
  settled(): void
}

/** A span on its way, with its chunks. */
interface Flight {
  readonly span: Span
  readonly chunks: readonly Kept[]
}

export class LogReader implements Reader, Holder {
  onAppend: (() => void) | undefined

  private readonly byAge = new Sequence<Span>()
  private readonly lanes = new Map<string, Sequence<Span>>()
  private readonly flights = new Map<Delivery, readonly Flight[]>()
  private readonly idle: Size = { bytes: 0, count: 0 }

  constructor(
    readonly name: string,
    private readonly source: Source,
  ) {}

  /**
   * A chunk of the entry is there to be read.
   * @param end where the entry ended before it
   */
  add(entry: Entry, mark: Mark, end: number): void {
    const last = this.lanes.get(entry.key)?.last?.item
    if (last?.entry === entry && last.to === end) {
      last.to = mark.to
      grow(last, mark)
      grow(this.idle, mark)
      return
    }
    const { from, to, since, bytes, count } = mark
    const span = { entry, holder: this, from, to, since, bytes, count, flying: false }
    entry.spans.push(span)
    this.wait(span)
  }

  take(limit: TakeLimit): Delivery | undefined {
    let damaged = false
    for (let oldest = this.byAge.first?.item; oldest; oldest = this.byAge.first?.item) {
      const flights = this.takeLane(this.lanes.get(oldest.entry.key)!, limit)
      if (!flights) break
      damaged ||= flights.length === 0
      if (flights.length === 0) continue
      const delivery = deliveryOf(flights)
      this.flights.set(delivery, flights)
      return delivery
    }
    if (damaged) this.source.settled()
    return undefined
  }

  get waiting(): Reader['waiting'] {
    return { ...this.idle, since: this.byAge.first?.item.since }
  }

  accept(delivery: Delivery): void {
    for (const { span, chunks } of this.land(delivery)) this.source.settle(this, span, chunks)
    this.source.settled()
  }

  release(delivery: Delivery): void {
    for (const { span } of this.land(delivery)) this.wait(span)
  }

  forget(span: Span): void {
    this.leave(span)
  }

  /** What is on its way has no end any more. */
  forgetFlights(): void {
    this.flights.clear()
  }

  /** When the oldest chunk that is not settled was appended. */
  get oldest(): number | undefined {
    return this.least(({ since }) => since)
  }

  /** Everything below this number is settled; undefined when all is. */
  get lowest(): number | undefined {
    return this.least(({ from }) => from)
  }

  private least(value: (span: Span) => number): number | undefined {
    const flying = [...this.flights.values()].map(([first]) => value(first!.span))
    const waits = this.byAge.first
    const all = waits ? [value(waits.item), ...flying] : flying
    return all.length > 0 ? Math.min(...all) : undefined
  }

  /** Fills a delivery from the front of the lane. Empty when all of it was damaged; undefined when it cannot be read. */
  private takeLane(lane: Sequence<Span>, limit: TakeLimit): Flight[] | undefined {
    const flights: Flight[] = []
    const sum = { bytes: 0, count: 0 }
    for (let span = lane.first?.item; span; span = lane.first?.item) {
      const chunks = this.chunksOf(span)
      if (!chunks) return flights.length > 0 ? flights : undefined
      const fitting = countWithin(chunks, sum, limit)
      if (fitting === 0 && chunks.length > 0) break
      this.leave(span)
      if (chunks.length === 0) {
        this.source.settle(this, span, chunks)
        continue
      }
      if (fitting < chunks.length) this.wait(this.cut(span, chunks, fitting))
      span.flying = true
      flights.push({ span, chunks: chunks.slice(0, fitting) })
      if (fitting < chunks.length) break
    }
    return flights
  }

  private chunksOf({ entry, from, to }: Span): readonly Kept[] | undefined {
    const chunks = this.source.read(entry)
    const isWhole = from <= entry.from && to >= entry.to
    return isWhole ? chunks : chunks?.filter((kept) => from <= kept.from && kept.from < to)
  }

  /** Leaves the first chunks to the span; answers a new one with the rest. */
  private cut(span: Span, chunks: readonly Kept[], fitting: number): Span {
    const next = chunks[fitting]!
    const head = sizeOf(chunks.slice(0, fitting))
    const rest: Span = {
      entry: span.entry,
      holder: this,
      from: next.from,
      to: span.to,
      since: next.since,
      bytes: span.bytes - head.bytes,
      count: span.count - head.count,
      flying: false,
    }
    Object.assign(span, head, { to: next.from })
    span.entry.spans.push(rest)
    return rest
  }

  /** Ends a flight. Nothing for a delivery that has ended before. */
  private land(delivery: Delivery): readonly Flight[] {
    const flights = this.flights.get(delivery) ?? []
    this.flights.delete(delivery)
    for (const { span } of flights) span.flying = false
    return flights
  }

  private wait(span: Span): void {
    let lane = this.lanes.get(span.entry.key)
    if (!lane) {
      lane = new Sequence()
      this.lanes.set(span.entry.key, lane)
    }
    span.inAge = this.byAge.insert(span.from, span)
    span.inLane = lane.insert(span.from, span)
    grow(this.idle, span)
  }

  private leave(span: Span): void {
    const lane = this.lanes.get(span.entry.key)!
    this.byAge.remove(span.inAge as Link<Span>)
    lane.remove(span.inLane as Link<Span>)
    if (!lane.first) this.lanes.delete(span.entry.key)
    shrink(this.idle, span)
  }
}

/** How many of the chunks fit beside what is taken; the first of a delivery always does. */
function countWithin(chunks: readonly Kept[], sum: Size, limit: TakeLimit): number {
  let fitting = 0
  for (const kept of chunks) {
    const isFirst = sum.bytes + sum.count === 0
    const over = sum.bytes + kept.bytes > limit.bytes || sum.count + kept.count > limit.count
    if (over && !isFirst) break
    grow(sum, kept)
    fitting++
  }
  return fitting
}

function deliveryOf(flights: readonly Flight[]): Delivery {
  const kept = flights.flatMap(({ chunks }) => chunks)
  return {
    chunks: kept.map(({ chunk }) => chunk),
    ...sizeOf(kept),
    ...flights[0]!.span.entry.destination,
    since: kept[0]!.since,
  }
}
