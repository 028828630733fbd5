// Collects encoded points into chunks: one storage index a chunk, never larger than a request body may be.
import type { Chunk } from '../point/chunk.js'
import type { Point } from '../point/point.js'
import { encodeLine } from './line-protocol.js'

/** UTF-16 units become at most three bytes each. */
const MAX_BYTES_PER_UNIT = 3

export class Encoder {
  private readonly open = new Map<string, Draft>()
  private readonly sealed: Chunk[] = []

  /** @param maxBytes size beyond which a chunk is closed; a single larger record gets a chunk of its own */
  constructor(private readonly maxBytes: number) {}

  add(point: Point): void {
    const line = encodeLine(point)
    let draft = this.open.get(point.storageIndex)
    if (!draft) {
      draft = new Draft()
      this.open.set(point.storageIndex, draft)
    }
    const before = draft.length
    draft.write(line)
    if (draft.length <= this.maxBytes) return
    if (before > 0) this.sealed.push(draft.seal(point.storageIndex, before))
    if (draft.length > this.maxBytes) this.sealed.push(draft.seal(point.storageIndex, draft.length))
  }

  /** The chunks of everything added since the last call. */
  finish(): Chunk[] {
    for (const [storageIndex, draft] of this.open) {
      if (draft.length > 0) this.sealed.push(draft.seal(storageIndex, draft.length))
    }
    if (this.open.size > MAX_DRAFTS) this.open.clear()
    return this.sealed.splice(0)
  }
}

/** Storage indexes come from clients: their scratch space is not kept without end. */
const MAX_DRAFTS = 16

/** Scratch space that lines are written into; a sealed chunk is an exact copy of a part of it. */
class Draft {
  length = 0
  private count = 0
  private bytes = Buffer.allocUnsafe(64 * 1024)

  write(line: string): void {
    const need = this.length + line.length * MAX_BYTES_PER_UNIT
    if (need > this.bytes.length) this.grow(need)
    this.length += this.bytes.write(line, this.length, 'utf8')
    this.count++
  }

  /** A chunk of the first `end` bytes; at most the last line stays behind. */
  seal(storageIndex: string, end: number): Chunk {
    const rest = end < this.length ? 1 : 0
    const chunk: Chunk = {
      bytes: Uint8Array.prototype.slice.call(this.bytes, 0, end),
      count: this.count - rest,
      category: 'logging',
      storageIndex,
      encoding: 'v1',
    }
    this.bytes.copyWithin(0, end, this.length)
    this.length -= end
    this.count = rest
    if (this.bytes.length > MAX_SCRATCH) this.shrink()
    return chunk
  }

  private grow(need: number): void {
    const bytes = Buffer.allocUnsafe(Math.max(need, this.bytes.length * 2))
    this.bytes.copy(bytes, 0, 0, this.length)
    this.bytes = bytes
  }

  /** One huge record must not keep its scratch space for ever. */
  private shrink(): void {
    const bytes = Buffer.allocUnsafe(Math.max(64 * 1024, this.length))
    this.bytes.copy(bytes, 0, 0, this.length)
    this.bytes = bytes
  }
}

const MAX_SCRATCH = 8 * 1024 * 1024
