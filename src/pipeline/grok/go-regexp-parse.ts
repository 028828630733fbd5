// Reads Go (RE2) syntax as Go's regexp/syntax does with its Perl flags: what it accepts is accepted,
// what it refuses is a RegexpError. https://pkg.go.dev/regexp/syntax
//
//   alternation = concatenation { "|" concatenation }
//   concatenation = { atom [ repeat ] }        flags set inside a group end with it

import { type CodePointSet, foldCodePoint, foldRanges, type Range } from './code-point-set.js'
import { concat, type Node, type Program, RegexpError } from './go-regexp-ast.js'
import { concernsBytes, withBytes } from './go-regexp-bytes.js'
import { type ClassItem, perlClass, posixClass, unicodeClass } from './go-regexp-class.js'
import { readEscape } from './go-regexp-escape.js'
import { type Flags, readFlags } from './go-regexp-flags.js'
import { checkRepeats, readRepeat } from './go-regexp-repeat.js'

const MAX_DEPTH = 1000
/** What stands for a byte that is not UTF-8. */
const NO_TEXT = /[\u{dc80}-\u{dcff}]/u

/** The expression as a tree. Throws RegexpError. */
export function parseGoRegexp(source: string): Program {
  if (NO_TEXT.test(source)) throw new RegexpError('the expression is not UTF-8')
  const reader = new Reader(source)
  const root = reader.alternation()
  if (reader.at < source.length) throw new RegexpError('a closing bracket `)` has no partner')
  return { root, names: reader.names }
}

class Reader {
  at = 0
  readonly names: string[] = ['']
  private flags: Flags = { fold: false, lines: false, dotAll: false, lazy: false }
  private depth = 0
  private readonly source: string

  constructor(source: string) {
    this.source = source
  }

  alternation(): Node {
    const branches = [this.concatenation()]
    while (this.take('|')) branches.push(this.concatenation())
    return branches.length === 1 ? branches[0]! : { kind: 'alternate', branches }
  }

  private concatenation(): Node {
    const parts: Node[] = []
    let repeated = false // whether the last thing read was a repeat: those do not stack
    while (this.at < this.source.length && !this.sees('|') && !this.sees(')')) {
      const repeat = readRepeat(this.source, this.at)
      if (repeat === undefined) {
        this.atom(parts)
        repeated = false
        continue
      }
      if (repeated) throw new RegexpError(`"${repeat.text}" repeats a repeat; put a group round it`)
      const body = parts.pop()
      if (body === undefined) throw new RegexpError(`"${repeat.text}" has nothing to repeat`)
      this.at += repeat.text.length
      const greedy = repeat.lazy === this.flags.lazy
      const node: Node = { kind: 'repeat', body, min: repeat.min, max: repeat.max, greedy }
      checkRepeats(node)
      parts.push(node)
      repeated = true
    }
    return concat(parts)
  }

  /** Reads one atom onto `parts`; a flag group adds nothing, `\Q…\E` many. */
  private atom(parts: Node[]): void {
    switch (this.source[this.at]) {
      case '(':
        this.bracket(parts)
        break
      case '[':
        parts.push(this.bracketClass())
        break
      case '\\':
        this.escape(parts)
        break
      case '.':
        this.at++
        parts.push({ kind: 'any', newline: this.flags.dotAll })
        break
      case '^':
        this.at++
        parts.push({ kind: 'assert', place: this.flags.lines ? 'line-start' : 'text-start' })
        break
      case '$':
        this.at++
        parts.push({ kind: 'assert', place: this.flags.lines ? 'line-end' : 'text-end' })
        break
      default:
        parts.push(this.literal(this.codePoint()))
    }
  }

  private literal(code: number): Node {
    if (concernsBytes(code)) return classNode(false, [{ ranges: [[code, code]], properties: [] }])
    if (!this.flags.fold) return { kind: 'char', code }
    const ranges = foldCodePoint(code)
    const single = ranges.length === 1 && ranges[0]![0] === ranges[0]![1]
    return single ? { kind: 'char', code } : classNode(false, [{ ranges, properties: [] }])
  }

  private bracket(parts: Node[]): void {
    const outer = this.flags
    if (this.source.startsWith('(?P<', this.at)) {
      parts.push(this.capture(this.groupName()))
    } else if (this.source.startsWith('(?', this.at)) {
      const { flags, length, opens } = readFlags(this.source.slice(this.at), this.flags)
      this.at += length
      this.flags = flags
      if (!opens) return
      parts.push(this.groupBody())
    } else {
      this.at++
      parts.push(this.capture(''))
    }
    this.flags = outer
  }

  private groupName(): string {
    const end = this.source.indexOf('>', this.at)
    const name = this.source.slice(this.at + 4, end)
    if (end < 0 || !/^\w+$/.test(name)) {
      const shown = end < 0 ? this.source.slice(this.at) : this.source.slice(this.at, end + 1)
      throw new RegexpError(`"${shown}" is no group name; use letters, digits and _`)
    }
    this.at = end + 1
    return name
  }

  private capture(name: string): Node {
    const index = this.names.push(name) - 1
    return { kind: 'group', index, body: this.groupBody() }
  }

  private groupBody(): Node {
    if (++this.depth > MAX_DEPTH) throw new RegexpError('the expression nests too deeply')
    const body = this.alternation()
    if (!this.take(')')) throw new RegexpError('an opening bracket `(` is never closed')
    this.depth--
    return body
  }

  private escape(parts: Node[]): void {
    const letter = this.source[this.at + 1] ?? ''
    const place = PLACES[letter]
    if (place !== undefined) {
      this.at += 2
      parts.push(place)
    } else if (letter === 'Q') {
      this.quoted(parts)
    } else {
      const item = this.namedClass()
      parts.push(item === undefined ? this.literal(this.escaped()) : classNode(false, [item]))
    }
  }

  /** `\Q…\E`, which may stay open. */
  private quoted(parts: Node[]): void {
    const end = this.source.indexOf('\\E', this.at + 2)
    const text = this.source.slice(this.at + 2, end < 0 ? undefined : end)
    for (const character of text) parts.push(this.literal(character.codePointAt(0)!))
    this.at = end < 0 ? this.source.length : end + 2
  }

  private escaped(): number {
    const { code, length } = readEscape(this.source, this.at)
    this.at += length
    return code
  }

  /** `\d`, `\p{…}` and the like, in or out of brackets. */
  private namedClass(): ClassItem | undefined {
    if (this.source[this.at] !== '\\') return undefined
    const letter = this.source[this.at + 1] ?? ''
    if (letter === 'p' || letter === 'P') {
      this.at += 2
      return unicodeClass(this.propertyName(), letter === 'P', this.flags.fold)
    }
    const item = perlClass(letter, this.flags.fold)
    if (item !== undefined) this.at += 2
    return item
  }

  private propertyName(): string {
    if (this.at >= this.source.length) throw new RegexpError('`\\p` lacks the name of a class')
    if (!this.sees('{')) return String.fromCodePoint(this.codePoint())
    const end = this.source.indexOf('}', this.at)
    if (end < 0) throw new RegexpError('`\\p{` is never closed')
    const name = this.source.slice(this.at + 1, end)
    this.at = end + 1
    return name
  }

  private bracketClass(): Node {
    const items: ClassItem[] = []
    this.at++
    const negated = this.take('^')
    let first = true // a `]` in first place is a member
    while (first || !this.sees(']')) {
      first = false
      items.push(this.posixName() ?? this.namedClass() ?? this.range())
    }
    this.at++
    return classNode(negated, items)
  }

  private posixName(): ClassItem | undefined {
    if (!this.source.startsWith('[:', this.at)) return undefined
    const end = this.source.indexOf(':]', this.at + 2)
    if (end < 0) return undefined
    const name = this.source.slice(this.at + 2, end)
    this.at = end + 2
    return posixClass(name, this.flags.fold)
  }

  private range(): ClassItem {
    const start = this.at
    const low = this.member()
    let high = low
    const next = this.source[this.at + 1]
    if (this.sees('-') && next !== undefined && next !== ']') {
      this.at++
      high = this.member()
      if (high < low) {
        throw new RegexpError(`the range "${this.source.slice(start, this.at)}" is upside down`)
      }
    }
    const ranges: Range[] = [[low, high]]
    return { ranges: this.flags.fold ? foldRanges(ranges) : ranges, properties: [] }
  }

  private member(): number {
    if (this.at >= this.source.length) throw new RegexpError('a class `[` is never closed')
    return this.sees('\\') ? this.escaped() : this.codePoint()
  }

  private codePoint(): number {
    const code = this.source.codePointAt(this.at)!
    this.at += code > 0xffff ? 2 : 1
    return code
  }

  private sees(character: string): boolean {
    return this.source[this.at] === character
  }

  private take(character: string): boolean {
    if (!this.sees(character)) return false
    this.at++
    return true
  }
}

const PLACES: Readonly<Record<string, Node>> = {
  A: { kind: 'assert', place: 'text-start' },
  z: { kind: 'assert', place: 'text-end' },
  b: { kind: 'assert', place: 'word' },
  B: { kind: 'assert', place: 'no-word' },
}

function classNode(negated: boolean, items: readonly ClassItem[]): Node {
  const set: CodePointSet = {
    negated,
    ranges: items.flatMap((item) => item.ranges),
    properties: items.flatMap((item) => item.properties),
  }
  return { kind: 'class', set: withBytes(set) }
}
