// The contract of a buffer: what was appended is handed out in order, kept until it is settled, and given back when it
// could not be sent. The memory buffer and the disk buffer both keep it; one test suite runs against both.
//
//   append ──▶ [waiting] ──take──▶ [in flight] ──accept──▶ gone
//                  ▲                    │
//                  └──────release───────┘   (its old place, in front)
import type { Chunk, Encoding } from '../point/chunk.js'

/** Chunks of one destination, taken together to be sent as one request. */
export interface Delivery {
  readonly chunks: readonly Chunk[]
  readonly bytes: number
  readonly count: number
  readonly category: string
  readonly storageIndex: string
  readonly encoding: Encoding
  /** Milliseconds of the injected clock when its oldest chunk was appended. */
  readonly since: number
}

export interface TakeLimit {
  /** Most raw bytes of one delivery; a single larger chunk is handed out alone. */
  readonly bytes: number
  /** Most records of one delivery; a single larger chunk is handed out alone. */
  readonly count: number
}

export interface BufferState {
  readonly bytes: number
  readonly count: number
  /** When the oldest unsettled chunk was appended, in milliseconds of the clock; undefined when empty. */
  readonly oldest: number | undefined
  readonly capacity: number
}

export interface Buffer {
  start(): Promise<void>
  /** Flushes and closes. What is unsettled stays (disk) or is reported lost (memory). */
  stop(): Promise<void>
  /** Appends a chunk. False when there is no room: nothing was taken, the caller stops reading and waits for `onRoom`. */
  append(chunk: Chunk): boolean
  /** Oldest waiting chunks of one destination, joined up to the limit; undefined when nothing waits. */
  take(limit: TakeLimit): Delivery | undefined
  /** Bytes and records waiting (not in flight), and since when the oldest waits. */
  readonly waiting: {
    readonly bytes: number
    readonly count: number
    readonly since: number | undefined
  }
  /** The delivery has arrived or was set aside: its chunks are gone for good. */
  accept(delivery: Delivery): void
  /** The delivery could not be sent: its chunks wait again, in their old place. */
  release(delivery: Delivery): void
  readonly state: BufferState
  /** Called when an append after a refusal can succeed again. */
  onRoom: (() => void) | undefined
  /** Called when something was appended. */
  onAppend: (() => void) | undefined
}
