// A record as a line of a tap. Made only of records that are shown, and bounded: a record may be as large as 32 MB, which nobody
// reads in passing.
import { recordJson } from '../point/record-json.js'
import type { Seen } from './seen.js'
import type { TapLine, TapRecord } from './shape.js'

/** Characters that are shown of a key, of a text, and of all texts of a record. */
const LONGEST_KEY = 256
const LONGEST_TEXT = 64 * 1024
const LONGEST_RECORD = 256 * 1024

export function lineOf(line: TapLine): string {
  return `${JSON.stringify(line)}\n`
}

export function tapRecord(seen: Seen): TapRecord {
  const { point, came, script, matched, failure, unparsed, made } = seen
  const text = new Shortener(LONGEST_RECORD)
  const tags = Object.fromEntries(
    point.tags.sorted().map(([key, value]) => [text.key(key), text.cut(value)]),
  )
  const fields = Object.fromEntries(
    [...point.fields()].map(([key, value]) => [text.key(key), text.cutAll(value)]),
  )
  const name = text.key(point.name)
  return {
    ...recordJson({ name, tags, fields, time: point.time } as Parameters<typeof recordJson>[0]),
    ...(came === point.name ? {} : { from: text.key(came) }),
    ...(script === undefined ? {} : { script }),
    ...(matched === undefined ? {} : { matched }),
    ...(failure === undefined ? {} : { failure: text.cut(failure) }),
    ...(unparsed === undefined ? {} : { unparsed }),
    ...droppedBy(seen),
    ...(made === undefined ? {} : { made }),
    ...(text.hasCut ? { cut: true } : {}),
  }
}

function droppedBy({ point, filtered }: Seen): Pick<TapRecord, 'dropped'> {
  if (point.dropped) return { dropped: 'script' }
  return filtered ? { dropped: 'filter' } : {}
}

/** Shows texts until so many characters are shown. Bytes that are not UTF-8 are shown as U+FFFD. */
class Shortener {
  hasCut = false

  constructor(private left: number) {}

  cut(text: string, most = Math.min(this.left, LONGEST_TEXT)): string {
    this.left = Math.max(0, this.left - text.length)
    if (text.length <= most) return text.toWellFormed()
    this.hasCut = true
    return `${text.slice(0, most)}…`.toWellFormed()
  }

  /** A key is short, so that the values of others can be told apart when nothing of them is shown. */
  key(text: string): string {
    return this.cut(text, LONGEST_KEY)
  }

  cutAll(value: unknown): unknown {
    if (typeof value === 'string') return this.cut(value)
    return Array.isArray(value) ? value.map((item) => this.cutAll(item)) : value
  }
}
