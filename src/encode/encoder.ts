// Collects encoded points into chunks: one category and storage index a chunk, never larger than a request body may be.
import type { Adjustment } from '../point/adjustment.js'
import type { PointCategory } from '../point/category.js'
import type { Chunk, Encoding } from '../point/chunk.js'
import { LIMITS } from '../point/limits.js'
import type { Point } from '../point/point.js'
import { ByteWriter } from './byte-writer.js'
import { encodeLine } from './line-protocol.js'
import { oddities } from './oddities.js'
import { writePoint } from './protobuf.js'
import { truncate } from './truncate.js'

export class Encoder {
  private readonly logging = new Map<string, Draft>()
  private readonly open = new Map<PointCategory, Map<string, Draft>>([['logging', this.logging]])
  private readonly sealed: Chunk[] = []

  /** No text of a record that is within it is longer than a field may be. */
  private readonly maxRecord: number

  /**
   * @param maxBytes size beyond which a chunk is closed; a single larger record is shortened
   * @param onAdjusted told of a record that is sent otherwise than it was, once for each reason
   */
  constructor(
    private readonly maxBytes: number,
    private readonly encoding: Encoding = 'v1',
    private readonly onAdjusted: (reason: Adjustment) => void = () => {},
  ) {
    this.maxRecord = Math.min(maxBytes, LIMITS.text)
  }

  add(point: Point, category: PointCategory = 'logging'): void {
    const draft = this.draftOf(category, point.storageIndex)
    const before = draft.length
    draft.write(point)
    const odd = oddities(point)
    if (odd !== undefined) for (const reason of odd) this.onAdjusted(reason)
    if (draft.length - before > this.maxRecord) this.shorten(point, draft, before)
    if (draft.takeReplaced()) this.onAdjusted('bad_utf8')
    if (draft.length <= this.maxBytes) return
    if (before > 0) this.sealed.push(draft.seal(before))
    if (draft.length > this.maxBytes) this.sealed.push(draft.seal(draft.length))
  }

  /** The record that was written last is too large: a shorter one takes its place. */
  private shorten(point: Point, draft: Draft, before: number): void {
    const excess = draft.length - before - this.maxRecord
    draft.takeBack(before)
    truncate(point, excess, this.encoding === 'v1')
    draft.write(point)
    this.onAdjusted('oversize')
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

  /** Whether a text of what was written since the last call was not UTF-8. */
  takeReplaced(): boolean {
    if (this.out.replaced === 0) return false
    this.out.replaced = 0
    return true
  }

  /** Forgets the last record. */
  takeBack(length: number): void {
    this.out.length = length
    this.count--
  }

  /** A point without any field has no form on the wire. */
  write(point: Point): void {
    const before = this.out.length
    if (this.encoding === 'v2') writePoint(point, this.category, this.out)
    else this.out.text(encodeLine(point, this.category, this.out))
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
