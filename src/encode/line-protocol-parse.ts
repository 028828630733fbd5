// Line protocol read back: the inverse of line-protocol.ts.
//
//   measurement,tag=value,tag=value key=value,key=value time⏎
//
// A backslash before one of the special characters of its place takes that character as it is; before anything else
// it stands for itself. Only inside a quoted text a newline is data and `\\` a single backslash. In what people
// write there may be comments, and white space before a record, its fields and its time; the encoder writes none, and a name
// may begin so.
import type { FieldScalar, FieldValue } from '../point/value.js'
import { MalformedBody, type RecordReader, readAll, type WireRecord } from '../point/wire-record.js'

/**
 * @param arrival time of records that carry none
 * @throws MalformedBody
 */
export function parseLineProtocol(text: string, arrival = 0n): WireRecord[] {
  return readAll(new LineProtocolReader(text, arrival))
}

const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?([iu]?)/y
const BOOLEAN = /[tT]rue|TRUE|[fF]alse|FALSE|[tTfF]/y
const TIME = /-?\d+/y
const LINE_END = /\r?(?:\n|$)/y
const WHITE = ' \t\0'
const MAX_DIGITS = 20
const INT = (value: bigint) => BigInt.asIntN(64, value)
const UINT = (value: bigint) => BigInt.asUintN(64, value)

export class LineProtocolReader implements RecordReader {
  at = 0
  private start = 0
  private record = 0

  /**
   * @param arrival time of records that carry none
   * @param lenient whether white space between the parts and lines that begin with `#` are passed over
   */
  constructor(
    private readonly text: string,
    private readonly arrival = 0n,
    private readonly lenient = false,
  ) {}

  /** @throws MalformedBody */
  next(): WireRecord | undefined {
    do this.skipWhite()
    while (!this.ended() && (this.lineEnd() || this.comment()))
    if (this.ended()) return undefined
    this.start = this.at
    this.record++
    const name = this.word(', ')
    if (name === '') this.fail('a measurement is expected')
    const tags = this.tags()
    this.expect(' ', 'a blank before the fields')
    this.skipWhite()
    const fields = this.fields()
    return { name, tags, fields, time: this.time() }
  }

  private comment(): boolean {
    if (!this.lenient || this.text[this.at] !== '#') return false
    const end = this.text.indexOf('\n', this.at)
    this.at = end < 0 ? this.text.length : end
    return true
  }

  private tags(): Record<string, string> {
    const tags: Record<string, string> = Object.create(null)
    while (this.eat(',')) {
      const key = this.word(', =')
      this.expect('=', 'a "=" after the key of a tag')
      tags[key] = this.word(', =')
    }
    return tags
  }

  private fields(): Record<string, FieldValue> {
    const fields: Record<string, FieldValue> = Object.create(null)
    do {
      const key = this.word(', ="')
      this.expect('=', 'a "=" after the key of a field')
      fields[key] = this.eat('[') ? this.array() : this.scalar()
    } while (this.eat(','))
    return fields
  }

  private array(): FieldScalar[] {
    const items: FieldScalar[] = []
    if (this.eat(']')) return items
    do items.push(this.scalar())
    while (this.eat(','))
    this.expect(']', 'a "]" after the items of an array')
    return items
  }

  private scalar(): FieldScalar {
    if (this.eat('"')) return this.quoted()
    const word = this.match(BOOLEAN)
    if (word) return /^t/i.test(word[0])
    const number = this.match(NUMBER)
    if (!number) this.fail('a value is expected')
    if (number[1] === '') return Number(number[0])
    const digits = number[0].slice(0, -1)
    if (!/^-?\d+$/.test(digits)) this.fail('an integer has only digits')
    return this.integer(digits, number[1] === 'i' ? INT : UINT)
  }

  /** A number within 64 bits; longer ones would cost more than they are worth. */
  private integer(digits: string, within: (value: bigint) => bigint): bigint {
    const value = digits.length > MAX_DIGITS ? undefined : BigInt(digits)
    if (value === undefined || within(value) !== value) this.fail('an integer has at most 64 bits')
    return value
  }

  /** The rest of a text whose opening quote has been read. */
  private quoted(): string {
    const from = this.at
    for (; this.at < this.text.length; this.at++) {
      const c = this.text[this.at]
      if (c === '\\') this.at++
      else if (c === '"') {
        const raw = this.text.slice(from, this.at++)
        return raw.includes('\\') ? raw.replace(/\\(["\\])/g, '$1') : raw
      }
    }
    return this.fail('a text is not closed')
  }

  private time(): bigint {
    let time = this.arrival
    let wanted = 'the end of the record'
    if (this.eat(' ')) {
      this.skipWhite()
      const digits = this.match(TIME)
      if (digits) time = this.integer(digits[0], INT)
      else wanted = 'a time'
      this.skip(' ')
    }
    if (!this.lineEnd()) this.fail(`${wanted} is expected`)
    return time
  }

  /** Text up to one of the special characters, which a backslash takes as it is. */
  private word(special: string): string {
    let word = ''
    for (; this.at < this.text.length; this.at++) {
      const c = this.text[this.at]!
      const next = this.text[this.at + 1]
      if (c === '\\' && next !== undefined && special.includes(next)) {
        word += next
        this.at++
      } else if (c === '\n' || special.includes(c)) break
      else word += c
    }
    return word
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found) this.at += found[0].length
    return found
  }

  private lineEnd(): boolean {
    return this.match(LINE_END) !== null
  }

  private skipWhite(): void {
    if (this.lenient) this.skip(WHITE)
  }

  private skip(characters: string): void {
    while (!this.ended() && characters.includes(this.text[this.at]!)) this.at++
  }

  private eat(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at++
    return true
  }

  private expect(character: string, what: string): void {
    if (!this.eat(character)) this.fail(`${what} is expected`)
  }

  private ended(): boolean {
    return this.at >= this.text.length
  }

  private fail(what: string): never {
    throw new MalformedBody(what, this.record, 'character', this.at - this.start + 1)
  }
}
