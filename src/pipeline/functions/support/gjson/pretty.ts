// `@pretty`: a member a line, with indent; a list stands on one line when it holds no map and fits into the width. Blanks are
// made anew; what is no value is passed over.
//
//   {"a":[1,2],"b":{}}   ▶   {
//                              "a": [1, 2],
//                              "b": {}
//                            }
import { byBytes } from '../../../../util/byte-order.js'
import { byteLength } from '../../../../util/bytes.js'
import { trimSpace } from '../../../../util/trim-space.js'
import type { Budget } from './budget.js'
import { floatOf, isTrue, members, parse, type Result, textOf } from './result.js'
import { closingQuote } from './scan.js'

export interface PrettyOptions {
  /** Bytes of a line; 0 or less: lists are never on one line. */
  readonly width: number
  /** Begins every line. */
  readonly prefix: string
  readonly indent: string
  readonly sortKeys: boolean
}

const DEFAULTS: PrettyOptions = { width: 80, prefix: '', indent: '  ', sortKeys: false }

/** The options in an argument such as `{"indent":"\t","sortKeys":true}`. */
export function prettyOptions(arg: string): PrettyOptions {
  let options = DEFAULTS
  for (const { name, value } of members(parse(arg))) {
    if (name === 'sortKeys') options = { ...options, sortKeys: isTrue(value) }
    else if (name === 'indent') options = { ...options, indent: blanksOf(textOf(value)) }
    else if (name === 'prefix') options = { ...options, prefix: blanksOf(textOf(value)) }
    else if (name === 'width') options = { ...options, width: wholeOf(value) }
  }
  return options
}

function blanksOf(text: string): string {
  return text.replace(/[^ \t\r\n]/g, '')
}

function wholeOf(value: Result): number {
  if (value.kind === 'true') return 1
  if (value.kind === 'string') return /^-?\d+$/.test(value.text) ? Number(value.text) : 0
  return value.kind === 'number' ? Math.trunc(floatOf(value.raw)) : 0
}

/** @throws Exhausted */
export function prettyText(text: string, options: PrettyOptions, budget: Budget): string {
  const printer = new Printer(text, options, budget)
  const made = options.prefix + printer.value(0, byteLength(options.prefix))
  return made === '' ? '' : `${made}\n`
}

interface Printed {
  /** The key as it stands. */
  readonly key: string
  readonly value: string
}

class Printer {
  private at = 0

  constructor(
    private readonly text: string,
    private readonly options: PrettyOptions,
    private readonly budget: Budget,
  ) {}

  /**
   * The next value.
   * @param tabs depth of indent
   * @param used bytes that stand on its line already
   */
  value(tabs: number, used: number): string {
    const c = this.nextStart()
    if (c === '"') return this.string()
    if (c === '{') return this.map(tabs)
    if (c === '[') return this.shortList(used) ?? this.list(tabs)
    return this.plain(c)
  }

  /** Goes to where a value can begin; "" at the end of the text. */
  private nextStart(): string {
    const { text } = this
    while (this.at < text.length && !/["{[tfnIiN+\-0-9]/.test(text[this.at] as string)) this.at++
    return text[this.at] ?? ''
  }

  private string(): string {
    const end = closingQuote(this.text, this.at + 1)
    return this.cut(end < 0 ? this.text.length : end + 1)
  }

  private cut(end: number): string {
    const from = this.at
    this.at = end
    return this.text.slice(from, end)
  }

  /** Words are written whole, whatever they were. */
  private plain(c: string): string {
    const word = c === 't' ? 'true' : c === 'f' ? 'false' : 'null'
    const next = this.text[this.at + 1]
    if (c === 't' || c === 'f' || (c === 'n' && (next === undefined || next === 'u'))) {
      this.at += word.length
      return word
    }
    let end = this.at + 1
    while (end < this.text.length && !/[\u0000- ,:\]}]/.test(this.text[end] as string)) end++
    return this.cut(Math.min(end, this.text.length))
  }

  private map(tabs: number): string {
    this.budget.enter()
    this.at++
    const pairs: Printed[] = []
    let closed = false
    while (!closed && this.at < this.text.length) {
      const c = this.text[this.at]
      if (c === '}') {
        closed = true
        this.at++
      } else if (c === '"') {
        const key = this.string()
        const used = 1 + this.lineStart(tabs + 1) + byteLength(key) + 2
        pairs.push({ key, value: this.value(tabs + 1, used) })
      } else this.at++
    }
    this.budget.leave()
    if (closed && this.options.sortKeys) pairs.sort(byKeyThenValue)
    const lines = pairs.map(({ key, value }) => `${key}: ${value}`)
    return this.block('{', lines, closed ? '}' : '', tabs)
  }

  private list(tabs: number): string {
    this.budget.enter()
    this.at++
    const lines: string[] = []
    let closed = false
    while (!closed && this.at < this.text.length) {
      const c = this.text[this.at] as string
      if (c === ']') {
        closed = true
        this.at++
      } else if (c <= ' ') this.at++
      else lines.push(this.value(tabs + 1, (lines.length === 0 ? 1 : 0) + this.lineStart(tabs + 1)))
    }
    this.budget.leave()
    return this.block('[', lines, closed ? ']' : '', tabs)
  }

  /** Bytes before the first character of a line. */
  private lineStart(tabs: number): number {
    return byteLength(this.options.prefix) + tabs * byteLength(this.options.indent)
  }

  private block(open: string, lines: readonly string[], close: string, tabs: number): string {
    const { prefix, indent } = this.options
    if (lines.length === 0) return open + close
    this.budget.spend((lines.length + 1) * this.lineStart(tabs + 1))
    const inner = `\n${prefix}${indent.repeat(tabs + 1)}`
    const body = inner + lines.join(`,${inner}`)
    if (close === '') return open + body
    return `${open}${body.replace(/ $/, '')}\n${prefix}${indent.repeat(tabs)}${close}`
  }

  /** The list here on one line; undefined, and nothing is read, when it does not fit or holds a map. */
  private shortList(used: number): string | undefined {
    const room = this.options.width - used
    if (this.options.width <= 0 || room <= 3) return undefined
    const from = this.at
    const made = this.inLine(room)
    if (made !== undefined && byteLength(made) <= room) return made
    this.at = from
    return undefined
  }

  private inLine(room: number): string | undefined {
    this.at++
    let made = '['
    while (this.at < this.text.length && made.length <= room) {
      const c = this.text[this.at] as string
      if (c === ']') {
        this.at++
        return `${made}]`
      }
      if (c > ' ') {
        const element = this.inLineValue(room - made.length)
        if (element === undefined) return undefined
        made += made === '[' ? element : `, ${element}`
      } else this.at++
    }
    return made
  }

  private inLineValue(room: number): string | undefined {
    const c = this.nextStart()
    this.budget.spend(1)
    if (c === '{' || room < 0) return undefined
    if (c !== '[') return c === '"' ? this.string() : this.plain(c)
    this.budget.enter()
    const made = this.inLine(room)
    this.budget.leave()
    return made
  }
}

/** Keys by bytes; repeated keys by kind and size of their values. */
function byKeyThenValue(a: Printed, b: Printed): number {
  return byBytes(keyName(a), keyName(b)) || byValue(parse(a.value), parse(b.value))
}

function keyName({ key }: Printed): string {
  return parse(key).text
}

const KINDS = ['null', 'false', 'number', 'string', 'true', 'json']

function byValue(a: Result, b: Result): number {
  if (a.kind !== b.kind) return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)
  if (a.kind === 'number') return floatOf(a.raw) - floatOf(b.raw)
  return byBytes(trimSpace(textOf(a)), trimSpace(textOf(b)))
}
