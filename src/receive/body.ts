// The body of a request, decompressed. It is counted while it comes, as sent and again as it unfolds: against the limit of
// one body, and against the room that all bodies share, so that neither a large body nor many of them fill the memory.
import type { Readable, Transform } from 'node:stream'
import * as zlib from 'node:zlib'

/** A body that is not taken, and what is answered. */
export class BodyFault extends Error {
  constructor(
    readonly status: 400 | 413 | 503,
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'BodyFault'
  }
}

/** Bytes of all bodies that are in memory. */
export class Room {
  private used = 0

  constructor(private readonly most: number) {}

  /** False when there is no room for so many more. */
  take(bytes: number): boolean {
    if (this.used + bytes > this.most) return false
    this.used += bytes
    return true
  }

  give(bytes: number): void {
    this.used -= bytes
  }
}

/** The part of the room that one request has. */
export class Place {
  private taken = 0

  constructor(
    private readonly room: Room,
    private readonly maxBody: number,
  ) {}

  /** Reads a body to its end. @throws BodyFault */
  async read(stream: Readable, encoding: string): Promise<Buffer> {
    const open = decompressor(encoding)
    const sent = await this.collect(stream)
    if (!open) return sent
    const transform = open(sent)
    transform.end(sent)
    try {
      return await this.collect(transform)
    } catch (error) {
      if (error instanceof BodyFault) throw error
      throw new BodyFault(400, 'decodeBodyFailed', `the body is no ${encoding}`)
    } finally {
      transform.destroy()
    }
  }

  /** The request is over. */
  leave(): void {
    this.room.give(this.taken)
    this.taken = 0
  }

  private async collect(stream: Readable): Promise<Buffer> {
    let bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES)
    let size = 0
    try {
      // A request that is not read to its end is answered all the same.
      for await (const part of stream.iterator({ destroyOnReturn: false })) {
        const end = size + part.length
        this.claim(part.length, end)
        // Copied, not kept: a part may be one byte and cost a hundred.
        if (end > bytes.length) bytes = grown(bytes, Math.max(end, 2 * bytes.length))
        bytes.set(part, size)
        size = end
      }
    } finally {
      // Nobody wants the rest, which would stand before the next request of the connection.
      stream.resume()
    }
    return bytes.subarray(0, size)
  }

  /** Takes room for a part of a body that has so many bytes with it. */
  private claim(bytes: number, inAll: number): void {
    if (inAll > this.maxBody)
      throw new BodyFault(413, 'bodyTooLarge', `the body has more than ${this.maxBody} bytes`)
    if (!this.room.take(bytes))
      throw new BodyFault(503, 'tooManyBodies', 'there is no room for another body now')
    this.taken += bytes
  }
}

/** Most bodies are smaller. Their memory is their own: the workbench hands it to its thread. */
const FIRST_BYTES = 16 * 1024

function grown(bytes: Buffer, size: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(size)
  larger.set(bytes)
  return larger
}

type Open = (sent: Buffer) => Transform

/** Node has zstd from 22.15 on, the types of Node 20 do not know it. */
const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform }

const DECOMPRESSORS: ReadonlyMap<string, Open | undefined> = new Map<string, Open | undefined>([
  ['', undefined],
  ['identity', undefined],
  ['gzip', () => zlib.createGunzip()],
  ['deflate', (sent: Buffer) => (isZlib(sent) ? zlib.createInflate() : zlib.createInflateRaw())],
  ['br', () => zlib.createBrotliDecompress()],
  ...(createZstdDecompress ? [['zstd', createZstdDecompress] as const] : []),
])

function decompressor(encoding: string): Open | undefined {
  if (DECOMPRESSORS.has(encoding)) return DECOMPRESSORS.get(encoding)
  throw new BodyFault(400, 'decodeBodyFailed', `the encoding "${encoding}" is not supported`)
}

/** `deflate` means zlib; many senders, and the original, leave out its head. */
function isZlib(sent: Buffer): boolean {
  return sent.length > 1 && (sent[0]! & 0x0f) === 8 && sent.readUInt16BE(0) % 31 === 0
}
