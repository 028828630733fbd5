// Records of the HTTP input: they come with tags and fields of their own, and are brought to the same rules as a message's.

import { DEFAULT_MEASUREMENT } from '../point/limits.js'
import { Shape } from '../point/shape.js'
import type { FieldScalar, FieldValue } from '../point/value.js'
import type { WireRecord } from '../point/wire-record.js'
import { adjustments } from './adjusted.js'
import type { Decoded } from './head-memo.js'
import { addStatus, type MergeTags, ownNames, type Template } from './template.js'

/** A record on its way through the queue. */
export interface WrittenFrame {
  readonly record: WireRecord
  /** Bytes that it took in its body. */
  readonly length: number
}

/** What a request says of all its records. */
export interface Written {
  /** What they are counted under. */
  readonly input: string
  /** The source whose script runs on them; "" for their own. */
  readonly source: string
  readonly storageIndex: string
  /** Nanoseconds of a unit of their times; undefined to tell it from their size. */
  readonly unit: bigint | undefined
}

export class WrittenDecoder {
  readonly feed: string

  constructor(
    private readonly written: Written,
    private readonly merge: MergeTags,
  ) {
    this.feed = `v1-write.${written.input}`
  }

  decode({ record }: WrittenFrame): Decoded {
    const time = record.time === 0n ? undefined : this.nanoseconds(record.time)
    return { template: this.templateOf(record), log: '', lines: undefined, time }
  }

  /** Nothing is remembered from record to record. */
  forget(): void {}

  private templateOf({ name, ...record }: WireRecord): Template {
    const { source, storageIndex } = this.written
    const sent = {
      tags: new Map(Object.entries(record.tags)),
      fields: new Map(Object.entries(record.fields)),
    }
    const tags = ownNames(sent.tags)
    const fields = ownNames(sent.fields)
    for (const key of tags.keys()) fields.delete(key)
    addStatus(fields, tags)
    return {
      source: name || DEFAULT_MEASUREMENT,
      pipeline: source === '' ? '' : `${source}.p`,
      storageIndex,
      tags: this.merge(tags, (key) => fields.has(key)),
      shape: [...fields.keys()].reduce((shape, key) => shape.with(key), Shape.root()),
      values: [...fields.values()].map(sendable),
      messageSlot: undefined,
      linesSlot: undefined,
      filepath: undefined,
      adjusted: adjustments(sent, [tags, fields]),
    }
  }

  private nanoseconds(time: bigint): bigint {
    return BigInt.asIntN(64, time * (this.written.unit ?? unitOf(time)))
  }
}

const NANOSECONDS_IN_SECOND = 1_000_000_000n

/** A time in seconds has up to ten digits, one in milliseconds up to thirteen, one in microseconds up to sixteen. */
function unitOf(time: bigint): bigint {
  if (time < 10n ** 10n) return NANOSECONDS_IN_SECOND
  if (time < 10n ** 13n) return 1_000_000n
  return time < 10n ** 16n ? 1000n : 1n
}

/** An array holds no number that has no form on the wire. */
function sendable(value: FieldValue): FieldValue {
  if (typeof value !== 'object' || value === null) return value
  return value.filter((item: FieldScalar) => typeof item !== 'number' || Number.isFinite(item))
}
