// Collects encoded points into chunks: one category and storage index a chunk, never larger than a request body may be.
import type { PointCategory } from '../point/category.js'
import type { Chunk, Encoding } from '../point/chunk.js'
import type { Point } from '../point/point.js'
import { ByteWriter } from './byte-writer.js'
import { encodeLine } from './line-protocol.js'
import { writePoint } from './protobuf.js'

export class Encoder {
  private readonly logging = new Map<string, Draft>()
  private readonly open = new Map<PointCategory, Map<string, Draft>>([['logging', this.logging]])
  private readonly sealed: Chunk[] = []

  /** @param maxBytes size beyond which a chunk is closed; a single larger record gets a chunk of its own */
  constructor(
    private readonly maxBytes: number,
    private readonly encoding: Encoding = 'v1',
  ) {}

  add(point: Point, category: PointCategory = 'logging'): void {
    const draft = this.draftOf(category, point.storageIndex)
    const before = draft.length
    draft.write(point)
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
      draft = new Draft(category, storageIndex, this.encoding)
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

/** The open chunk of one category and storage index. */
class Draft {
  private readonly out = new ByteWriter()
  private count = 0

  constructor(
    private readonly category: PointCategory,
    private readonly storageIndex: string,
    private readonly encoding: Encoding,
  ) {}

  get length(): number {
    return this.out.length
  }

  /** A point without any field has no form on the wire. */
  write(point: Point): void {
    const before = this.out.length
    if (this.encoding === 'v2') writePoint(point, this.category, this.out)
    else this.out.text(encodeLine(point, this.category))
    if (this.out.length > before) this.count++
  }

  /** A chunk of the first `end` bytes; at most the last record stays behind. */
  seal(end: number): Chunk {
    const { category, storageIndex, encoding } = this
    const rest = end < this.out.length ? 1 : 0
    const count = this.count - rest
    this.count = rest
    return { bytes: this.out.shift(end), count, category, storageIndex, encoding }
  }
}
