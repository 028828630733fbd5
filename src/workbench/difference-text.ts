// A difference in one line for people: `status_code: expected int 200, got str "200"`. Of long texts only the
// surroundings of what differs are shown.

import type { Difference } from './compare.js'
import type { ShownValue } from './contract.js'

/** Texts up to this length are shown whole. */
const WHOLE = 60
/** Characters beside the part that differs. */
const BESIDE = 12
/** Most characters of the part that differs. */
const MOST = 160

export function differenceText({ what, at, expected, actual }: Difference): string {
  const name = what === 'tag' ? `tag ${at}` : at
  if (expected && actual) {
    const [wanted, found] = texts(what, expected, actual)
    return `${name}: expected ${wanted}, got ${found}`
  }
  if (expected) return `${name}: expected ${valueText(what, expected)}, is missing`
  return `${name}: not expected, got ${valueText(what, actual!)}`
}

function texts(what: Difference['what'], a: ShownValue, b: ShownValue): [string, string] {
  if (typeof a.value !== 'string' || typeof b.value !== 'string' || a.type !== b.type)
    return [valueText(what, a), valueText(what, b)]
  const [left, right] = surroundings(a.value, b.value)
  return [valueText(what, { ...a, value: left }), valueText(what, { ...b, value: right })]
}

/** Type and value; only fields have a type that can be another one. */
function valueText(what: Difference['what'], { type, value }: ShownValue): string {
  if (what === 'time') return `${value}${asDate(String(value))}`
  const text = typeof value === 'string' && type === 'str' ? quoted(value) : printed(value)
  if (type === 'nil') return 'nil'
  return what === 'field' ? `${type} ${text}` : text
}

function printed(value: unknown): string {
  if (Object.is(value, -0)) return '-0'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function quoted(value: string): string {
  const shown = JSON.stringify(shortened(value, MOST))
  // JSON leaves these as they are; a terminal would not.
  return shown.replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A text for one line of a terminal, as JSON writes it, cut when it is long. */
export function lineText(value: string, most: number = MOST): string {
  return quoted(shortened(value, most)).slice(1, -1).replaceAll('\\"', '"')
}

function shortened(value: string, most: number): string {
  return value.length <= most ? value : `${value.slice(0, most - 1)}…`
}

/** Both texts without what they have in common far from their difference. */
function surroundings(a: string, b: string): [string, string] {
  if (Math.max(a.length, b.length) <= WHOLE) return [a, b]
  const least = Math.min(a.length, b.length)
  let before = 0
  while (before < least && a[before] === b[before]) before++
  let after = 0
  while (after < least - before && a.at(-1 - after) === b.at(-1 - after)) after++
  return [around(a, before, after), around(b, before, after)]
}

function around(text: string, before: number, after: number): string {
  const from = before > BESIDE + 1 ? before - BESIDE : 0
  const left = after > BESIDE + 1 ? after - BESIDE : 0
  const middle = text.slice(from, text.length - left)
  const cut = middle.length > MOST ? `${middle.slice(0, MOST)}…` : `${middle}${left > 0 ? '…' : ''}`
  return `${from > 0 ? '…' : ''}${cut}`
}

const NS_PER_MS = 1_000_000n

function asDate(ns: string): string {
  const date = new Date(Number(BigInt(ns) / NS_PER_MS))
  return Number.isNaN(date.getTime()) ? '' : ` (${date.toISOString()})`
}
