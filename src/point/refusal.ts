// Records that a Dataway finally refuses: what forward hands over and the dead letters keep.
import type { Encoding } from './chunk.js'

export interface Refusal {
  /** The Dataway without its secrets. */
  readonly dataway: string
  /** Name of its position in the buffer, by which it is known again. */
  readonly reader: string
  /** Why, such as `http_400`, `too_large`, `expired`. */
  readonly reason: string
  readonly category: string
  readonly storageIndex: string
  readonly encoding: Encoding
  /** Encoded records, each for itself where they can be told apart. */
  readonly records: readonly { readonly bytes: Uint8Array; readonly count: number }[]
}
