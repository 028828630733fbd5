// The contract of a buffer: a log that several readers read, each from its own position. What was appended is handed to
// every reader in order, kept until all of them have settled it, and given back to one that could not send it. The
// memory buffer and the disk buffer both keep it; one test suite runs against both.
//
//                ┌─▶ reader a  [waiting] ──take──▶ [in flight] ──accept──▶ settled ─┐
//   append ──▶ log                 ▲                    │                           ├─▶ by all: gone
//                │                 └──────release───────┘  (its old place)          │
//                └─▶ reader b  …                                                   ─┘
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
  /** Encoded bytes and records that some reader has not settled, each counted once. */
  readonly bytes: number
  readonly count: number
  /** When the oldest unsettled chunk was appended, in milliseconds of the clock; undefined when empty. */
  readonly oldest: number | undefined
  readonly capacity: number
}

/** How the disk of a buffer does. */
export interface DiskState {
  /** It takes nothing: records wait in memory. */
  readonly inTrouble: boolean
  /** Bytes that wait in memory for the disk. */
  readonly unwritten: number
  /** Bytes written and not safe yet from the end of the machine. */
  readonly unsynced: number
  /** Bytes of all files. */
  readonly fileBytes: number
}

/** One who reads the log. What it does neither delays the others nor shows up with them. */
export interface Reader {
  readonly name: string
  /** Oldest waiting chunks of one destination, joined up to the limit; undefined when nothing waits. */
  take(limit: TakeLimit): Delivery | undefined
  /** Bytes and records waiting (not in flight), and since when the oldest waits. */
  readonly waiting: {
    readonly bytes: number
    readonly count: number
    readonly since: number | undefined
  }
  /** The delivery has arrived or was set aside: this reader never sees its chunks again. */
  accept(delivery: Delivery): void
  /** The delivery could not be sent: its chunks wait again, in their old place. */
  release(delivery: Delivery): void
  /** Called when something was appended. */
  onAppend: (() => void) | undefined
}

export interface Buffer {
  start(): Promise<void>
  /** Flushes and closes. What is unsettled stays (disk) or is reported lost (memory). */
  stop(): Promise<void>
  /** Appends a chunk. False when there is no room: nothing was taken, the caller stops reading and waits for `onRoom`. */
  append(chunk: Chunk): boolean
  /** The reader of that name, one of those that the buffer was made for. */
  reader(name: string): Reader
  readonly state: BufferState
  /** Whether what is unsettled outlives the process. */
  readonly durable: boolean
  /** Undefined for a buffer in memory. */
  readonly disk: DiskState | undefined
  /** Called when an append after a refusal can succeed again. */
  onRoom: (() => void) | undefined
}
