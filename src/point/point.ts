// A point: one log record on its way. Name (measurement), tags, fields, time, and a mark that it is dropped.
// A key is either a tag or a field, never both; what is written to a tag stays a tag and becomes text.
import { storedJson } from './json.js'
import { Shape } from './shape.js'
import { Tags } from './tags.js'
import { type FieldValue, floatText, type Value, VOID } from './value.js'

/** The fields of a point at one moment, to go back to when a script is cut off. */
export interface Snapshot {
  readonly point: Point
  readonly name: string
  readonly tags: Tags
  readonly shape: Shape
  readonly values: readonly (FieldValue | undefined)[]
  readonly time: bigint
}

export class Point {
  dropped = false
  /** Index of the storage side that the client asked for; "" for the usual one. */
  storageIndex = ''
  shape: Shape = Shape.root()
  /** The row of field values in the order of `shape.keys`; undefined where a field was removed. */
  values: (FieldValue | undefined)[] = []

  /**
   * @param name measurement
   * @param time Unix time in nanoseconds
   */
  constructor(
    public name: string,
    public time: bigint,
    public tags: Tags = Tags.EMPTY,
  ) {}

  /** The value of a tag or field; undefined when there is neither, null for a nil field. */
  get(key: string): FieldValue | undefined {
    const slot = this.shape.slot(key)
    const value = slot === undefined ? undefined : this.values[slot]
    return value === undefined ? this.tags.get(key) : value
  }

  has(key: string): boolean {
    return this.get(key) !== undefined
  }

  /** Writes a scalar: to the tag of that name as text, else to the field. */
  set(key: string, value: FieldValue): void {
    if (this.tags.has(key)) this.tags = this.tags.with(key, fieldText(value))
    else this.setField(key, value)
  }

  /** Writes a script's value as the original stores it: lists and maps as JSON text, void as nil. */
  store(key: string, value: Value): void {
    this.set(key, storable(value))
  }

  /** Makes or replaces a field; the caller knows that there is no tag of that name. */
  setField(key: string, value: FieldValue): void {
    const slot = this.shape.slot(key)
    if (slot !== undefined) {
      this.values[slot] = value
      return
    }
    this.shape = this.shape.with(key)
    this.values.push(value)
  }

  /** Makes or replaces a tag; a field of that name becomes the tag. */
  setTag(key: string, value: string): void {
    this.removeField(key)
    this.tags = this.tags.with(key, value)
  }

  delete(key: string): void {
    this.removeField(key)
    this.tags = this.tags.without(key)
  }

  /** Gives a tag or field another key, of the same kind; what stood there is replaced. */
  rename(from: string, to: string): void {
    const value = this.get(from)
    if (value === undefined || from === to) return
    const tag = this.tags.get(from)
    this.delete(from)
    this.delete(to)
    if (tag === undefined) this.setField(to, value)
    else this.setTag(to, tag)
  }

  /** The fields, without the removed ones, in the order they were made. */
  *fields(): IterableIterator<[string, FieldValue]> {
    const { keys } = this.shape
    for (let i = 0; i < keys.length; i++) {
      const value = this.values[i]
      if (value !== undefined) yield [keys[i]!, value]
    }
  }

  /** Keeps the point as it is now; later writes go to a copy of the row. */
  snapshot(): Snapshot {
    const kept = {
      point: this,
      name: this.name,
      tags: this.tags,
      shape: this.shape,
      values: this.values,
      time: this.time,
    }
    this.values = this.values.slice()
    return kept
  }

  restore(kept: Snapshot): void {
    this.name = kept.name
    this.tags = kept.tags
    this.shape = kept.shape
    this.values = kept.values.slice()
    this.time = kept.time
    this.dropped = false
  }

  private removeField(key: string): void {
    const slot = this.shape.slot(key)
    if (slot !== undefined) this.values[slot] = undefined
  }
}

/** The form in which a script's value is kept in a field. */
export function storable(value: Value): FieldValue {
  if (typeof value === 'object' && value !== null) return storedJson(value) ?? null
  return value === VOID ? null : value
}

/** A field's value as text: what a tag becomes when it is written. */
export function fieldText(value: FieldValue): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
      return floatText(value)
    case 'object':
      return value === null ? '' : (storedJson(value as Value) ?? '')
    default:
      return String(value)
  }
}
