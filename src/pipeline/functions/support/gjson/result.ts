// What a look-up finds: the kind of a value and its text as it stands in the document.
import { floatText } from '../../../../point/value.js'
import { parseGoFloat } from '../../../../util/go-number.js'
import { unescapeText } from './escape.js'
import {
  beginsNumber,
  beginsValue,
  COLON,
  COMMA,
  closingQuote,
  nextValue,
  OPEN_LIST,
  OPEN_MAP,
  QUOTE,
  valueEnd,
} from './scan.js'

export type Kind = 'null' | 'false' | 'true' | 'number' | 'string' | 'json'

export interface Result {
  readonly kind: Kind
  /** "" for what is made, or not there. */
  readonly raw: string
  /** The text of a string, without quotes and escapes; else "". */
  readonly text: string
}

export const NOTHING: Result = { kind: 'null', raw: '', text: '' }
export const YES: Result = { kind: 'true', raw: '', text: '' }
export const NO: Result = { kind: 'false', raw: '', text: '' }

export function exists({ kind, raw }: Result): boolean {
  return kind !== 'null' || raw !== ''
}

export function jsonResult(raw: string): Result {
  return { kind: 'json', raw, text: '' }
}

/** The value that stands between two places. */
export function resultAt(text: string, at: number, end: number): Result {
  const raw = text.slice(at, end)
  const kind = kindAt(text, at)
  if (kind !== 'string') return { kind, raw, text: '' }
  const body = raw.slice(1, -1)
  return { kind, raw, text: body.includes('\\') ? unescapeText(body) : body }
}

function kindAt(text: string, at: number): Kind {
  switch (text[at]) {
    case '"':
      return 'string'
    case '{':
    case '[':
      return 'json'
    case 't':
      return 'true'
    case 'f':
      return 'false'
    default:
      return beginsNumber(text, at) ? 'number' : 'null'
  }
}

/** A number as a float: too large is infinite, no number at all is 0. */
export function floatOf(raw: string): number {
  const value = parseGoFloat(raw)
  if (value !== undefined) return value
  const loose = Number(raw)
  return Math.abs(loose) === Number.POSITIVE_INFINITY ? loose : 0
}

/** A value as text: strings without quotes, whole numbers as they stand, lists and maps as their JSON. */
export function textOf(result: Result): string {
  switch (result.kind) {
    case 'string':
      return result.text
    case 'number':
      return /^-?\d*$/.test(result.raw) ? result.raw : floatText(floatOf(result.raw))
    case 'json':
      return result.raw
    case 'null':
      return ''
    default:
      return result.kind
  }
}

const TRUE_TEXTS = new Set(['1', 't', 'true'])
const FALSE_TEXTS = new Set(['0', 'f', 'false'])

/** What a text says about truth, in any case; undefined when it says nothing. */
export function truthOfText(text: string): boolean | undefined {
  const lower = text.toLowerCase()
  return TRUE_TEXTS.has(lower) ? true : FALSE_TEXTS.has(lower) ? false : undefined
}

/** Whether a value counts as true. */
export function isTrue(result: Result): boolean {
  if (result.kind === 'string') return truthOfText(result.text) ?? false
  return result.kind === 'number' ? floatOf(result.raw) !== 0 : result.kind === 'true'
}

export function isListResult({ kind, raw }: Result): boolean {
  return kind === 'json' && raw[0] === '['
}

export function isMapResult({ kind, raw }: Result): boolean {
  return kind === 'json' && raw[0] === '{'
}

/** A text as one value. A list or map goes to the end of the text. */
export function parse(text: string): Result {
  let at = 0
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++
  const c = text.charCodeAt(at)
  if (!beginsValue(c)) return NOTHING
  if (c === OPEN_MAP || c === OPEN_LIST) return jsonResult(text.slice(at))
  if (c === QUOTE) return parseString(text.slice(at))
  return resultAt(text, at, valueEnd(text, at))
}

function parseString(text: string): Result {
  const end = closingQuote(text, 1)
  if (end >= 0) return resultAt(text, 0, end + 1)
  const body = text.slice(1)
  return { kind: 'string', raw: text, text: body.includes('\\') ? unescapeText(body) : body }
}

/** The next value from a place on, with the place behind it; undefined when there is none or it is not closed. */
export function readValue(
  text: string,
  from: number,
): { readonly value: Result; readonly end: number } | undefined {
  const at = nextValue(text, from)
  const end = at < text.length ? valueEnd(text, at) : -1
  return end < 0 ? undefined : { value: resultAt(text, at, end), end }
}

export interface Member {
  /** The quoted key as it stands; "" in a list. */
  readonly key: string
  readonly name: string
  readonly value: Result
}

/** The members of a map or list, with repeated keys. Any other value is its own only member. */
export function* members(result: Result): Generator<Member> {
  if (result.kind !== 'json') {
    if (exists(result)) yield { key: '', name: '', value: result }
    return
  }
  const { raw } = result
  const isMap = raw.charCodeAt(0) === OPEN_MAP
  for (let i = 1; i < raw.length; i++) {
    let key = NOTHING
    if (isMap) {
      i = raw.indexOf('"', i)
      const end = i < 0 ? -1 : valueEnd(raw, i)
      if (end < 0) return
      key = resultAt(raw, i, end)
      i = end
    }
    const read = readValue(raw, separatorsEnd(raw, i))
    if (!read) return
    yield { key: key.raw, name: key.text, value: read.value }
    i = read.end
  }
}

function separatorsEnd(text: string, at: number): number {
  let i = at
  while (i < text.length) {
    const c = text.charCodeAt(i)
    if (c > 0x20 && c !== COMMA && c !== COLON) return i
    i++
  }
  return i
}
