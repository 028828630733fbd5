// Values that outlive their record: copies, so that no script changes them behind the back of their keeper, and with a known
// size, so that they can be bounded.
import { isList, setMember, type Value, type ValueMap, VOID } from '../../../point/value.js'
import { ownText } from '../../../util/own-text.js'

/** A copy of a value and about how many bytes it takes. */
export interface Kept {
  readonly value: Value
  readonly bytes: number
}

/** Bytes that a value takes beside its text. */
const OVERHEAD = 64

/** A copy to keep; undefined when it takes more than `limit` bytes, as one that holds itself does. Void is kept as nil. */
export function keep(value: Value, limit: number): Kept | undefined {
  const room = { left: limit }
  const copy = copied(value, room, 0)
  return copy === undefined ? undefined : { value: copy, bytes: limit - room.left }
}

/** Deeper values are not kept: their copy would need more stack than there may be. */
const MAX_DEPTH = 500

function copied(value: Value, room: { left: number }, depth: number): Value | undefined {
  room.left -= OVERHEAD
  if (typeof value === 'string') room.left -= 2 * value.length
  if (room.left < 0 || depth > MAX_DEPTH) return undefined
  if (typeof value === 'string') return ownText(value)
  if (value === VOID) return null
  if (typeof value !== 'object' || value === null) return value
  return isList(value) ? copiedList(value, room, depth) : copiedMap(value, room, depth)
}

function copiedList(list: Value[], room: { left: number }, depth: number): Value | undefined {
  const copies: Value[] = []
  for (const item of list) {
    const copy = copied(item, room, depth + 1)
    if (copy === undefined) return undefined
    copies.push(copy)
  }
  return copies
}

function copiedMap(map: ValueMap, room: { left: number }, depth: number): Value | undefined {
  const copies: [string, Value][] = []
  for (const [key, member] of Object.entries(map)) {
    room.left -= 2 * key.length
    const copy = copied(member, room, depth + 1)
    if (copy === undefined) return undefined
    copies.push([ownText(key), copy])
  }
  return mapOf(copies)
}

function mapOf(entries: readonly [string, Value][]): ValueMap {
  const map: ValueMap = {}
  for (const [key, value] of entries) setMember(map, key, value)
  return map
}
