// The records of one request. A parcel is compressed once, however often it is sent, and can be cut in two when the
// Dataway refuses it.
//
//   [chunk][chunk][chunk] ──▶ [chunk] + [chunk][chunk]     between chunks first,
//   [rec rec rec]         ──▶ [rec rec] + [rec]            then inside the last chunk
import type { Delivery } from '../buffer/buffer.js'
import type { Encoding } from '../point/chunk.js'
import type { Compressed } from './compress.js'
import { recordEnds } from './records.js'

/** Encoded records; bodies of one encoding join end to end. */
interface Part {
  readonly bytes: Uint8Array
  readonly count: number
}

/** What all parcels of a delivery have in common. */
interface Shared {
  readonly category: string
  readonly storageIndex: string
  readonly encoding: Encoding
  /** When its oldest record came, in milliseconds. */
  readonly since: number
  readonly nextId: () => string
  readonly compress: (body: Uint8Array) => Promise<Compressed>
}

export class Parcel {
  readonly id: string
  readonly count: number
  readonly bytes: number
  /** The body as it is sent; empty until it is made. */
  sent: Compressed = { bytes: new Uint8Array(), encoding: undefined }
  private compressed: Promise<Compressed> | undefined
  private parts: readonly [Parcel, Parcel] | undefined

  private constructor(
    private readonly content: readonly Part[],
    readonly shared: Shared,
  ) {
    this.id = shared.nextId()
    this.count = content.reduce((sum, { count }) => sum + count, 0)
    this.bytes = content.reduce((sum, { bytes }) => sum + bytes.length, 0)
  }

  static of(delivery: Delivery, tools: Pick<Shared, 'nextId' | 'compress'>): Parcel {
    const { chunks, category, storageIndex, encoding, since } = delivery
    return new Parcel(chunks, { category, storageIndex, encoding, since, ...tools })
  }

  /** Chunks it is made of. */
  get chunkCount(): number {
    return this.content.length
  }

  /** Its records one by one, as far as they can be told apart. */
  records(): Part[] {
    return this.content.flatMap((part) => {
      const records = recordsOf(part, this.shared.encoding)
      // Bytes in which other records are found than were counted stay together.
      return records.length === part.count ? records : [part]
    })
  }

  /** The body of the request. */
  body(): Promise<Compressed> {
    this.compressed ??= this.compress()
    return this.compressed
  }

  /** Two parcels with the same records; undefined when there is only one record. */
  halves(): readonly [Parcel, Parcel] | undefined {
    this.parts ??= this.cut()
    return this.parts
  }

  private async compress(): Promise<Compressed> {
    const raw = Buffer.concat(this.content.map(({ bytes }) => bytes))
    this.sent = await this.shared.compress(raw)
    return this.sent
  }

  private cut(): readonly [Parcel, Parcel] | undefined {
    const [first] = this.content
    const parts = this.content.length > 1 ? this.content : recordsOf(first!, this.shared.encoding)
    if (parts.length < 2) return undefined
    const middle = parts.length >> 1
    return [
      new Parcel(parts.slice(0, middle), this.shared),
      new Parcel(parts.slice(middle), this.shared),
    ]
  }
}

function recordsOf({ bytes }: Part, encoding: Encoding): Part[] {
  let start = 0
  return recordEnds(bytes, encoding).map((end) => {
    const part = { bytes: bytes.subarray(start, end), count: 1 }
    start = end
    return part
  })
}
