// Points in JSON, as the HTTP input takes them:
//
//   [{"measurement": "m", "tags": {"host": "n1"}, "fields": {"message": "…", "cost": 1.5}, "time": 1700000000123456789}, …]
//
// The array is taken apart element by element, so that only one point at a time is more than text. Numbers of fields are
// floats, as in the original, what a field cannot hold is nil; the time keeps all its digits.
import type { FieldValue } from '../point/value.js'
import { MalformedBody, type RecordReader, type WireRecord } from '../point/wire-record.js'
import { isCrowded, MAX_VALUES } from '../util/json-size.js'
import { members, skipBlanks } from './json-text.js'
import { fieldValue } from './read-message.js'
import { wellFormed } from './well-formed.js'

class Fault extends Error {}

export class JsonReader implements RecordReader {
  at = 0
  private record = 0
  private ended = false

  constructor(private readonly text: string) {}

  /** @throws MalformedBody */
  next(): WireRecord | undefined {
    if (this.ended) return undefined
    this.record++
    try {
      if (!this.element()) return this.end()
      const start = this.at
      this.at = objectEnd(this.text, start)
      return readPoint(this.text.slice(start, this.at))
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      throw new MalformedBody(error.message, this.record, 'character', this.at + 1)
    }
  }

  /** Goes to the next element; false behind the last one. */
  private element(): boolean {
    if (this.record === 1) {
      if (!this.eat('[')) throw new Fault('an array of points is expected')
      if (this.eat(']')) return false
    } else if (!this.eat(',')) {
      if (this.eat(']')) return false
      throw new Fault('a "," or "]" is expected')
    }
    this.at = skipBlanks(this.text, this.at)
    return true
  }

  private end(): undefined {
    this.ended = true
    if (skipBlanks(this.text, this.at) < this.text.length)
      throw new Fault('nothing is expected behind the array')
  }

  private eat(mark: string): boolean {
    this.at = skipBlanks(this.text, this.at)
    if (this.text[this.at] !== mark) return false
    this.at++
    return true
  }
}

/** Behind the object that begins at `at`; what stands in it is not looked at. */
function objectEnd(text: string, at: number): number {
  if (text[at] !== '{') throw new Fault('a point is expected')
  const mark = /["{}]/g
  mark.lastIndex = at
  for (let depth = 0; ; ) {
    const found = mark.exec(text)
    if (!found) throw new Fault('a point is not closed')
    if (found[0] === '"') mark.lastIndex = textEnd(text, mark.lastIndex)
    else depth += found[0] === '{' ? 1 : -1
    if (depth === 0) return mark.lastIndex
  }
}

function textEnd(text: string, from: number): number {
  const mark = /["\\]/g
  mark.lastIndex = from
  for (;;) {
    const found = mark.exec(text)
    if (!found) throw new Fault('a text is not closed')
    if (found[0] === '"') return mark.lastIndex
    mark.lastIndex++
  }
}

/** The object as text and, read, its members. Names count without regard to case, as in the original. */
function readPoint(text: string): WireRecord {
  if (isCrowded(text)) throw new Fault(`a point holds more than ${MAX_VALUES} values`)
  parse(text)
  let name = ''
  let tags: Record<string, string> = Object.create(null)
  let fields: Record<string, FieldValue> = Object.create(null)
  let time = 0n
  for (const { key, start, end } of members(text, 0)) {
    const token = text.slice(start, end)
    if (token === 'null') continue
    switch (key.toLowerCase()) {
      case 'measurement':
        name = textValue(parse(token), 'the measurement')
        break
      case 'tags':
        tags = mapOf(parse(token), 'tags', (value) => textValue(value, 'a tag'))
        break
      case 'fields':
        fields = mapOf(parse(token), 'fields', (value) => fieldValue(value) ?? null)
        break
      case 'time':
        time = timeOf(token)
    }
  }
  return { name, tags, fields, time }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Fault('a point is no JSON')
  }
}

function mapOf<T>(value: unknown, what: string, read: (value: unknown) => T): Record<string, T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Fault(`${what} are not an object`)
  const map: Record<string, T> = Object.create(null)
  for (const [key, one] of Object.entries(value)) map[wellFormed(key)] = read(one)
  return map
}

function textValue(value: unknown, what: string): string {
  if (value === null) return ''
  if (typeof value !== 'string') throw new Fault(`${what} is not a text`)
  return wellFormed(value)
}

function timeOf(token: string): bigint {
  if (!/^-?\d{1,19}$/.test(token)) throw new Fault('the time is not a whole number')
  const time = BigInt(token)
  if (time !== BigInt.asIntN(64, time)) throw new Fault('the time has more than 64 bits')
  return time
}
