// The tags of a point: immutable and shared. Records of one sidecar carry the very same Tags object, so
// what is derived from it (the encoded prefix of a line) is made once and not once a record.
import { byBytes } from '../util/byte-order.js'

/** An answer that is kept. One object: a script can be interrupted between any two steps. */
interface Successor {
  readonly key: string
  readonly value: string
  readonly result: Tags
}

export class Tags {
  static readonly EMPTY = new Tags(new Map())

  /** Cache slot of the encoder; holds nothing that cannot be made again. */
  encoded: unknown = undefined
  /** Another one: what sending changes of them. */
  judged: unknown = undefined

  private last: Successor | undefined

  private constructor(private readonly map: ReadonlyMap<string, string>) {}

  static of(entries: Iterable<readonly [string, string]>): Tags {
    const map = new Map(entries)
    return map.size === 0 ? Tags.EMPTY : new Tags(map)
  }

  get size(): number {
    return this.map.size
  }

  get(key: string): string | undefined {
    return this.map.get(key)
  }

  has(key: string): boolean {
    return this.map.has(key)
  }

  keys(): IterableIterator<string> {
    return this.map.keys()
  }

  /** Key and value pairs sorted by key in byte order. */
  sorted(): (readonly [string, string])[] {
    return [...this.map].sort((a, b) => byBytes(a[0], b[0]))
  }

  /** These tags with one more or another value. The last answer is kept: scripts repeat themselves. */
  with(key: string, value: string): Tags {
    if (this.map.get(key) === value) return this
    const { last } = this
    if (last && last.key === key && last.value === value) return last.result
    const result = new Tags(new Map(this.map).set(key, value))
    this.last = { key, value, result }
    return result
  }

  without(key: string): Tags {
    if (!this.map.has(key)) return this
    const map = new Map(this.map)
    map.delete(key)
    return map.size === 0 ? Tags.EMPTY : new Tags(map)
  }
}
