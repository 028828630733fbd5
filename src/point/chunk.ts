// A chunk is what the buffer keeps and the forwarder sends: encoded records that it never looks inside.

/** Encoding of a chunk: line protocol text, or protobuf. Bodies of one encoding may be joined end to end. */
export type Encoding = 'v1' | 'v2'

export interface Chunk {
  readonly bytes: Uint8Array
  /** Records in `bytes`. */
  readonly count: number
  /** Category of the Dataway route, such as `logging`. */
  readonly category: string
  /** Storage index of the request, "" for none. */
  readonly storageIndex: string
  readonly encoding: Encoding
}
