// Collects encoded points into chunks: one category and storage index a chunk, never larger than a request body may be.
import type { PointCategory } from '../point/category.js'
import type { Chunk } from '../point/chunk.js'
import type { Point } from '../point/point.js'
import { encodeLine } from './line-protocol.js'

/** UTF-16 units become at most three bytes each. */
const MAX_BYTES_PER_UNIT = 3

export class Encoder {
  private readonly logging = new Map<string, Draft>()
  private readonly open = new Map<PointCategory, Map<string, Draft>>([['logging', this.logging]])
  private readonly sealed: Chunk[] = []

  /** @param maxBytes size beyond which a chunk is closed; a single larger record gets a chunk of its own */
  constructor(private readonly maxBytes: number) {}

  add(point: Point, category: PointCategory = 'logging'): void {
    const line = encodeLine(point, category)
    if (line === '') return
    const draft = this.draftOf(category, point.storageIndex)
    const before = draft.length
    draft.write(line)
    if (draft.length <= this.maxBytes) return
    if (before > 0) this.sealed.push(draft.seal(before))
    if (draft.length > this.maxBytes) this.sealed.push(draft.seal(draft.length))
  }

  /** The chunks of everything added since the last call. */
  finish(): Chunk[] {
    for (const drafts of this.open.values()) {
      for (const draft of drafts.values())
        if (draft.length > 0) this.sealed.push(draft.seal(draft.length))
      if (drafts.size > MAX_DRAFTS) drafts.clear()
    }
    return this.sealed.splice(0)
  }

  private draftOf(category: PointCategory, storageIndex: string): Draft {
    const drafts = category === 'logging' ? this.logging : this.draftsOf(category)
    let draft = drafts.get(storageIndex)
    if (!draft) {
      draft = new Draft(category, storageIndex)
      drafts.set(storageIndex, draft)
    }
    return draft
  }

  private draftsOf(category: PointCategory): Map<string, Draft> {
    const drafts = this.open.get(category) ?? new Map<string, Draft>()
    this.open.set(category, drafts)
    return drafts
  }
}

/** Storage indexes come from clients: their scratch space is not kept without end. */
const MAX_DRAFTS = 16

/** Scratch space that lines are written into; a sealed chunk is an exact copy of a part of it. */
class Draft {
  length = 0
  private count = 0
  private bytes = Buffer.allocUnsafe(64 * 1024)

  constructor(
    private readonly category: PointCategory,
    private readonly storageIndex: string,
  ) {}

  write(line: string): void {
    const need = this.length + line.length * MAX_BYTES_PER_UNIT
    if (need > this.bytes.length) this.grow(need)
    this.length += this.bytes.write(line, this.length, 'utf8')
    this.count++
  }

  /** A chunk of the first `end` bytes; at most the last line stays behind. */
  seal(end: number): Chunk {
    const rest = end < this.length ? 1 : 0
    const chunk: Chunk = {
      bytes: Uint8Array.prototype.slice.call(this.bytes, 0, end),
      count: this.count - rest,
      category: this.category,
      storageIndex: this.storageIndex,
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
