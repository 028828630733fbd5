// A JSON parser that takes what the original takes beyond the standard: raw control characters in strings, leading zeros
// and a trailing point in numbers, `null` as the name of a member (it counts as ""), and a NUL character as the end of the
// text. It is used where JSON.parse refuses a text or reads it otherwise. Numbers beyond the range of a float make the text invalid.
import { setMember, type Value, type ValueMap } from '../../../point/value.js'
import { MAX_DEPTH } from '../../../util/json-size.js'
import { JSON_ESCAPES } from './json-escapes.js'

const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const WORDS: readonly (readonly [string, Value])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

class NoJson extends Error {}

interface Reader {
  readonly text: string
  at: number
  depth: number
}

/** The value of a JSON text; undefined when it is none. */
export function parseLenientJson(text: string): Value | undefined {
  const nul = text.indexOf('\0')
  const reader = { text: nul < 0 ? text : text.slice(0, nul), at: 0, depth: 0 }
  try {
    const value = readValue(reader)
    skipBlanks(reader)
    return reader.at === reader.text.length ? value : undefined
  } catch (error) {
    if (error instanceof NoJson || error instanceof RangeError) return undefined
    throw error
  }
}

function readValue(reader: Reader): Value {
  skipBlanks(reader)
  const c = reader.text[reader.at]
  if (c === '{') return nested(reader, readObject)
  if (c === '[') return nested(reader, readArray)
  if (c === '"') return readString(reader)
  if (c !== undefined && /[-0-9]/.test(c)) return readNumber(reader)
  for (const [word, value] of WORDS) {
    if (!reader.text.startsWith(word, reader.at)) continue
    reader.at += word.length
    return value
  }
  throw new NoJson()
}

function nested(reader: Reader, read: (reader: Reader) => Value): Value {
  if (++reader.depth > MAX_DEPTH) throw new NoJson()
  reader.at++
  const value = read(reader)
  reader.depth--
  return value
}

function readObject(reader: Reader): ValueMap {
  const map: ValueMap = {}
  if (takes(reader, '}')) return map
  do {
    skipBlanks(reader)
    const key = readName(reader)
    if (!takes(reader, ':')) throw new NoJson()
    setMember(map, key, readValue(reader))
  } while (takes(reader, ','))
  if (!takes(reader, '}')) throw new NoJson()
  return map
}

function readName(reader: Reader): string {
  if (!reader.text.startsWith('null', reader.at)) return readString(reader)
  reader.at += 'null'.length
  return ''
}

function readArray(reader: Reader): Value[] {
  const list: Value[] = []
  if (takes(reader, ']')) return list
  do list.push(readValue(reader))
  while (takes(reader, ','))
  if (!takes(reader, ']')) throw new NoJson()
  return list
}

function readNumber(reader: Reader): number {
  const start = reader.at
  while (/[-+.0-9eE]/.test(reader.text[reader.at] ?? '')) reader.at++
  const text = reader.text.slice(start, reader.at)
  const value = NUMBER.test(text) ? Number(text) : Number.NaN
  if (!Number.isFinite(value)) throw new NoJson()
  return value
}

function readString(reader: Reader): string {
  if (reader.text[reader.at] !== '"') throw new NoJson()
  const end = closingQuote(reader.text, reader.at + 1)
  const raw = reader.text.slice(reader.at + 1, end)
  reader.at = end + 1
  return raw.includes('\\') ? decodeEscapes(raw) : raw
}

function closingQuote(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const c = text[i]
    if (c === '"') return i
    if (c === '\\') i++
  }
  throw new NoJson()
}

/** Escaped surrogates without their other half become U+FFFD; bytes that are not UTF-8 stay. */
function decodeEscapes(raw: string): string {
  return raw.replace(
    /\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g,
    (_, high?: string, low?: string, unit?: string, simple?: string) => {
      if (high && low) return String.fromCharCode(parseInt(high, 16), parseInt(low, 16))
      if (unit)
        return /^[dD][89a-fA-F]/.test(unit) ? '\ufffd' : String.fromCharCode(parseInt(unit, 16))
      const plain = JSON_ESCAPES[simple ?? '']
      if (plain === undefined) throw new NoJson()
      return plain
    },
  )
}

function takes(reader: Reader, c: string): boolean {
  skipBlanks(reader)
  if (reader.text[reader.at] !== c) return false
  reader.at++
  return true
}

function skipBlanks(reader: Reader): void {
  while (/[ \t\r\n]/.test(reader.text[reader.at] ?? '')) reader.at++
}
