// Walks over JSON text that JSON.parse has accepted, to see what its result hides: where a member stands, members that
// occur twice, and numbers as they were written. One pass and no recursion but for `canonical`, which has a limit.
import { jsonString } from '../point/json.js'
import { byBytes } from '../util/byte-order.js'
import { stringEnd } from '../util/json-size.js'
import { wellFormed } from './well-formed.js'

/** A member of an object; its value is `text.slice(start, end)`. */
export interface Member {
  readonly key: string
  readonly start: number
  readonly end: number
}

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BLANK = 0x20

/** Containers inside containers that `canonical` follows. */
const MAX_DEPTH = 512

/** The text nests deeper than MAX_DEPTH. */
export class TooDeep extends Error {}

/** Index of the first character at or after `at` that is no white space. */
export function skipBlanks(text: string, at: number): number {
  let i = at
  while (text.charCodeAt(i) <= BLANK) i++
  return i
}

/** The members of the object that begins at `at`, in the order they stand, duplicates too. */
export function members(text: string, at: number): Member[] {
  const found: Member[] = []
  let i = skipBlanks(text, at + 1)
  while (text.charCodeAt(i) === QUOTE) {
    const keyEnd = stringEnd(text, i)
    const start = afterMark(text, keyEnd, COLON)
    const end = valueEnd(text, start)
    found.push({ key: stringAt(text, i, keyEnd), start, end })
    i = afterMark(text, end, COMMA)
  }
  return found
}

/** The string whose token is `text.slice(start, end)`. */
export function stringAt(text: string, start: number, end: number): string {
  return wellFormed(JSON.parse(text.slice(start, end)) as string)
}

/** Compact JSON with sorted keys and numbers as they were written. */
export function canonical(text: string, at: number): string {
  return canonicalAt({ text, at }, 0)
}

interface Cursor {
  readonly text: string
  at: number
}

function canonicalAt(cursor: Cursor, depth: number): string {
  if (depth > MAX_DEPTH) throw new TooDeep()
  const { text, at } = cursor
  switch (text[at]) {
    case '{':
      return canonicalObject(cursor, depth)
    case '[':
      return canonicalList(cursor, depth)
    case '"':
      cursor.at = stringEnd(text, at)
      return jsonString(stringAt(text, at, cursor.at))
    default:
      cursor.at = wordEnd(text, at)
      return text.slice(at, cursor.at)
  }
}

function canonicalObject(cursor: Cursor, depth: number): string {
  const { text } = cursor
  const values = new Map<string, string>()
  cursor.at = skipBlanks(text, cursor.at + 1)
  while (text.charCodeAt(cursor.at) === QUOTE) {
    const keyEnd = stringEnd(text, cursor.at)
    const key = stringAt(text, cursor.at, keyEnd)
    cursor.at = afterMark(text, keyEnd, COLON)
    values.set(key, canonicalAt(cursor, depth + 1))
    cursor.at = afterMark(text, cursor.at, COMMA)
  }
  cursor.at++
  const sorted = [...values].sort((a, b) => byBytes(a[0], b[0]))
  return `{${sorted.map(([key, value]) => `${jsonString(key)}:${value}`).join(',')}}`
}

function canonicalList(cursor: Cursor, depth: number): string {
  const items: string[] = []
  cursor.at = skipBlanks(cursor.text, cursor.at + 1)
  while (cursor.text[cursor.at] !== ']') {
    items.push(canonicalAt(cursor, depth + 1))
    cursor.at = afterMark(cursor.text, cursor.at, COMMA)
  }
  cursor.at++
  return `[${items.join(',')}]`
}

/** Skips blanks, the mark if it is there, and blanks behind it. */
function afterMark(text: string, at: number, mark: number): number {
  const i = skipBlanks(text, at)
  return text.charCodeAt(i) === mark ? skipBlanks(text, i + 1) : i
}

function valueEnd(text: string, at: number): number {
  switch (text[at]) {
    case '"':
      return stringEnd(text, at)
    case '{':
    case '[':
      return containerEnd(text, at)
    default:
      return wordEnd(text, at)
  }
}

function containerEnd(text: string, at: number): number {
  const mark = /["[\]{}]/g
  let depth = 0
  mark.lastIndex = at
  for (;;) {
    const c = mark.exec(text)![0]
    if (c === '"') mark.lastIndex = stringEnd(text, mark.lastIndex - 1)
    else depth += c === '{' || c === '[' ? 1 : -1
    if (depth === 0) return mark.lastIndex
  }
}

/** End of a number, `true`, `false` or `null`. */
function wordEnd(text: string, at: number): number {
  const word = /[^,\]}\s]*/y
  word.lastIndex = at
  word.test(text)
  return word.lastIndex
}
