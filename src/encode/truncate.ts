// Shortens a record that is larger than a request may be: its longest texts lose their ends, and the field `__truncated`
// says how many bytes were cut.
//
//   a message long enough to give all of it ──▶ only the message is shortened
//   else the longest text first, each down to 1 KiB; then, if need be, down to nothing, and last the arrays
import type { Point } from '../point/point.js'
import type { FieldValue } from '../point/value.js'

const TRUNCATED = '__truncated'

/** What a text keeps while others have more to give. */
const KEPT = 1024
/** Most bytes of the field that marks the record, with its key and what stands round it. */
const MARK = 64

interface Part {
  readonly key: string
  /** Bytes on the wire. */
  size: number
}

/**
 * Takes bytes off a point.
 * @param excess how many there are too many
 * @param escaped whether `"` and `\` take two bytes on the wire
 */
export function truncate(point: Point, excess: number, escaped: boolean): void {
  let left = excess + MARK
  let lost = 0
  const cut = (part: Part, most: number) => {
    if (left <= 0 || part.size <= most) return
    const text = point.get(part.key) as string
    const kept = beginning(text, Math.max(most, part.size - left), escaped)
    const size = wireSize(kept, escaped)
    lost += Buffer.byteLength(text) - Buffer.byteLength(kept)
    left -= part.size - size
    part.size = size
    point.setField(part.key, kept)
  }
  const texts = longestFirst(point, left, escaped)
  for (const most of [KEPT, 0]) for (const part of texts) cut(part, most)
  for (const [key, value] of left > 0 ? [...point.fields()] : NO_FIELDS) {
    if (!Array.isArray(value)) continue
    const size = Buffer.byteLength(value.map(String).join(','))
    point.delete(key)
    lost += size
  }
  point.set(TRUNCATED, BigInt(lost))
}

const NO_FIELDS: readonly [string, FieldValue][] = []

/** The texts of a point, the longest first; before all others the message, if it can give so many bytes alone. */
function longestFirst(point: Point, bytes: number, escaped: boolean): Part[] {
  const texts: Part[] = []
  for (const [key, value] of point.fields())
    if (typeof value === 'string') texts.push({ key, size: wireSize(value, escaped) })
  const rank = ({ key, size }: Part) =>
    key === 'message' && size >= bytes + KEPT ? Number.POSITIVE_INFINITY : size
  return texts.sort((a, b) => rank(b) - rank(a))
}

function wireSize(text: string, escaped: boolean): number {
  let size = Buffer.byteLength(text)
  if (escaped) for (let i = 0; i < text.length; i++) if (isEscaped(text.charCodeAt(i))) size++
  return size
}

/** The longest beginning of a text that has at most so many bytes and ends at a character. */
function beginning(text: string, most: number, escaped: boolean): string {
  let size = 0
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i)!
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (escaped && isEscaped(code)) size++
    if (size > most) return text.slice(0, i)
    i += code > 0xffff ? 2 : 1
  }
  return text
}

function isEscaped(unit: number): boolean {
  return unit === 0x22 || unit === 0x5c
}
