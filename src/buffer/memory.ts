// The buffer in memory: bounded in bytes, gone with the process.
//
//   by age    [1 a] ⇄ [2 b] ⇄ [3 a] ⇄ [4 b] ⇄ [5 a]      every waiting chunk
//   lane a    [1 a] ⇄ [3 a] ⇄ [5 a]                       the same chunks by destination,
//   lane b    [2 b] ⇄ [4 b]                               each still by age
//
// `take` follows the lane of the oldest chunk, so a destination with little traffic neither waits behind the others
// nor cuts their requests short. A chunk in flight is in neither list, but counts for the capacity until it is settled.
// A chunk larger than the whole capacity is taken when nothing else is kept: refused, it would wait for ever.
import type { Chunk } from '../point/chunk.js'
import type { Clock } from '../util/clock.js'
import type { Buffer, BufferState, Delivery, TakeLimit } from './buffer.js'
import type { WhenFull } from './options.js'
import { type Link, Sequence } from './sequence.js'

/** Why a memory buffer gives records up. */
export type BufferDropReason = 'buffer_full' | 'stopped'

export interface MemoryBufferOptions {
  readonly capacityBytes: number
  readonly whenFull: WhenFull
  readonly clock: Pick<Clock, 'now'>
  /** Told of all records that are given up. */
  readonly onDrop: (count: number, reason: BufferDropReason) => void
}

/** A chunk that is kept, and its places in the two lists while it waits. */
interface Kept {
  readonly chunk: Chunk
  /** Rises with every append. */
  readonly order: number
  readonly since: number
  readonly destination: string
  inAge?: Link<Kept>
  inLane?: Link<Kept>
}

export class MemoryBuffer implements Buffer {
  onRoom: (() => void) | undefined
  onAppend: (() => void) | undefined

  private readonly byAge = new Sequence<Kept>()
  private readonly lanes = new Map<string, Sequence<Kept>>()
  private readonly inFlight = new Map<Delivery, readonly Kept[]>()
  private readonly total = { bytes: 0, count: 0 }
  private readonly idle = { bytes: 0, count: 0 }
  private appended = 0
  private open = true
  /** Bytes of the last chunk that found no room. */
  private refused: number | undefined

  constructor(private readonly options: MemoryBufferOptions) {}

  async start(): Promise<void> {
    this.open = true
  }

  /** What is still here is lost, and reported so. */
  async stop(): Promise<void> {
    if (!this.open) return
    this.open = false
    const lost = this.total.count
    this.inFlight.clear()
    while (this.byAge.first) this.leave(this.byAge.first.item)
    Object.assign(this.total, { bytes: 0, count: 0 })
    if (lost > 0) this.options.onDrop(lost, 'stopped')
  }

  append(chunk: Chunk): boolean {
    if (!this.open) return false
    if (!this.fits(chunk.bytes.length) && !this.makeRoom(chunk)) return this.refuse(chunk)
    this.add(this.total, chunk, 1)
    this.wait({
      chunk,
      order: this.appended++,
      since: this.options.clock.now(),
      destination: destinationOf(chunk),
    })
    this.onAppend?.()
    return true
  }

  take(limit: TakeLimit): Delivery | undefined {
    const oldest = this.byAge.first?.item
    if (!oldest) return undefined
    const kept = this.takeLane(this.lanes.get(oldest.destination)!, limit)
    const delivery = deliveryOf(kept)
    this.inFlight.set(delivery, kept)
    return delivery
  }

  get waiting(): Buffer['waiting'] {
    return { ...this.idle, since: this.byAge.first?.item.since }
  }

  accept(delivery: Delivery): void {
    for (const { chunk } of this.settle(delivery)) this.add(this.total, chunk, -1)
    this.announceRoom()
  }

  release(delivery: Delivery): void {
    for (const kept of this.settle(delivery)) this.wait(kept)
  }

  get state(): BufferState {
    let oldest = this.byAge.first?.item.since
    for (const { since } of this.inFlight.keys())
      if (oldest === undefined || since < oldest) oldest = since
    return { ...this.total, oldest, capacity: this.options.capacityBytes }
  }

  private fits(bytes: number): boolean {
    return this.total.bytes === 0 || this.total.bytes + bytes <= this.options.capacityBytes
  }

  /** Gives up the oldest waiting chunks until the new one fits, where that is allowed. */
  private makeRoom(chunk: Chunk): boolean {
    if (this.options.whenFull === 'block') return false
    let dropped = 0
    while (!this.fits(chunk.bytes.length) && this.byAge.first) {
      const { item } = this.byAge.first
      this.leave(item)
      this.add(this.total, item.chunk, -1)
      dropped += item.chunk.count
    }
    if (dropped > 0) this.options.onDrop(dropped, 'buffer_full')
    return this.fits(chunk.bytes.length)
  }

  /** Only what is in flight is left in the way: `block` makes the caller wait, `drop_oldest` never does. */
  private refuse(chunk: Chunk): boolean {
    if (this.options.whenFull === 'drop_oldest') {
      this.options.onDrop(chunk.count, 'buffer_full')
      return true
    }
    this.refused = chunk.bytes.length
    return false
  }

  private announceRoom(): void {
    if (this.refused === undefined || !this.fits(this.refused)) return
    this.refused = undefined
    this.onRoom?.()
  }

  private takeLane(lane: Sequence<Kept>, limit: TakeLimit): Kept[] {
    const taken: Kept[] = []
    let bytes = 0
    let count = 0
    for (let link = lane.first; link; link = lane.first) {
      bytes += link.item.chunk.bytes.length
      count += link.item.chunk.count
      if (taken.length > 0 && (bytes > limit.bytes || count > limit.count)) break
      this.leave(link.item)
      taken.push(link.item)
    }
    return taken
  }

  /** Ends a flight. Nothing for a delivery that has ended before. */
  private settle(delivery: Delivery): readonly Kept[] {
    const kept = this.inFlight.get(delivery) ?? []
    this.inFlight.delete(delivery)
    return kept
  }

  private wait(kept: Kept): void {
    let lane = this.lanes.get(kept.destination)
    if (!lane) {
      lane = new Sequence()
      this.lanes.set(kept.destination, lane)
    }
    kept.inAge = this.byAge.insert(kept.order, kept)
    kept.inLane = lane.insert(kept.order, kept)
    this.add(this.idle, kept.chunk, 1)
  }

  private leave(kept: Kept): void {
    const lane = this.lanes.get(kept.destination)!
    this.byAge.remove(kept.inAge!)
    lane.remove(kept.inLane!)
    if (!lane.first) this.lanes.delete(kept.destination)
    this.add(this.idle, kept.chunk, -1)
  }

  private add(size: { bytes: number; count: number }, chunk: Chunk, sign: 1 | -1): void {
    size.bytes += sign * chunk.bytes.length
    size.count += sign * chunk.count
  }
}

/** Chunks with the same answer may share a request. */
function destinationOf(chunk: Chunk): string {
  return `${chunk.encoding} ${chunk.category} ${chunk.storageIndex}`
}

function deliveryOf(kept: readonly Kept[]): Delivery {
  const chunks = kept.map(({ chunk }) => chunk)
  const { category, storageIndex, encoding } = chunks[0]!
  return {
    chunks,
    bytes: chunks.reduce((sum, { bytes }) => sum + bytes.length, 0),
    count: chunks.reduce((sum, { count }) => sum + count, 0),
    category,
    storageIndex,
    encoding,
    since: kept[0]!.since,
  }
}
