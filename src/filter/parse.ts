// Reads a filter of DataKit's blacklist.
//
//   filter     = [condition] { ";" [condition] }                     one that holds is enough
//   condition  = "{" [any] { "," [any] } "}"                         all have to hold
//   any        = all { ("or" | "||") all }
//   all        = one { ("and" | "&&") one }
//   one        = "(" any ")" | operand sign operand
//              | name ("in" | "notin" | "match" | "notmatch") "[" [operand { "," operand }] "]"
//   operand    = name | text | number | true | false | nil | null | re("…")
//
// Keywords are read without regard to case; a name in backquotes is none.
import { FilterFault } from './fault.js'
import { type Token, tokensOf } from './token.js'

export type Sign = '=' | '!=' | '<' | '<=' | '>' | '>='
export type ListSign = 'in' | 'notin' | 'match' | 'notmatch'
export type Literal = string | bigint | number | boolean | null

export type Operand =
  | { readonly kind: 'key'; readonly name: string; readonly at: number }
  | { readonly kind: 'literal'; readonly value: Literal; readonly at: number }
  | { readonly kind: 'regexp'; readonly source: string; readonly at: number }

export type Test =
  | { readonly kind: 'join'; readonly needs: 'all' | 'any'; readonly tests: readonly Test[] }
  | {
      readonly kind: 'compare'
      readonly sign: Sign
      readonly left: Operand
      readonly right: Operand
    }
  | {
      readonly kind: 'list'
      readonly sign: ListSign
      readonly key: string
      readonly items: readonly Operand[]
    }

const SIGNS: ReadonlyMap<string, Sign> = new Map([
  ['=', '='],
  ['==', '='],
  ['!=', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
])

const LIST_SIGNS: ReadonlyMap<string, ListSign> = new Map([
  ['in', 'in'],
  ['notin', 'notin'],
  ['not_in', 'notin'],
  ['match', 'match'],
  ['notmatch', 'notmatch'],
])

const LITERALS: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['true', true],
  ['false', false],
  ['nil', null],
  ['null', null],
  ['inf', Number.POSITIVE_INFINITY],
  ['nan', Number.NaN],
])

const MAX_DEPTH = 200

/**
 * The conditions of a filter, of which one has to hold.
 * @throws FilterFault
 */
export function parseFilter(source: string): Test[] {
  return new Parser(tokensOf(source)).conditions()
}

class Parser {
  private next = 0
  private depth = 0

  constructor(private readonly tokens: readonly Token[]) {}

  conditions(): Test[] {
    const conditions: Test[] = []
    do if (this.token.text === '{') conditions.push(this.condition())
    while (this.takes(';'))
    if (this.token.kind !== 'end') this.fail('a condition in braces')
    return conditions
  }

  private condition(): Test {
    const tests: Test[] = []
    this.expect('{')
    while (!this.takes('}')) {
      if (tests.length > 0) this.expect(',')
      while (this.takes(','));
      if (this.takes('}')) break
      tests.push(this.any())
    }
    return { kind: 'join', needs: 'all', tests }
  }

  private any(): Test {
    const tests = [this.all()]
    while (this.takes('||') || this.takesWord('or')) tests.push(this.all())
    return tests.length === 1 ? tests[0]! : { kind: 'join', needs: 'any', tests }
  }

  private all(): Test {
    const tests = [this.one()]
    while (this.takes('&&') || this.takesWord('and')) tests.push(this.one())
    return tests.length === 1 ? tests[0]! : { kind: 'join', needs: 'all', tests }
  }

  private one(): Test {
    if (!this.takes('(')) return this.comparison()
    if (++this.depth > MAX_DEPTH) throw new FilterFault('too many brackets', this.token.at)
    const test = this.any()
    this.expect(')')
    this.depth--
    return test
  }

  private comparison(): Test {
    const left = this.operand()
    const sign = this.token.kind === 'sign' ? SIGNS.get(this.token.text) : undefined
    if (sign !== undefined) {
      this.next++
      return { kind: 'compare', sign, left, right: this.operand() }
    }
    const listSign = LIST_SIGNS.get(this.word)
    if (listSign === undefined) return this.fail('a comparison')
    if (left.kind !== 'key') throw new FilterFault(`"${listSign}" needs a key before it`, left.at)
    this.next++
    return { kind: 'list', sign: listSign, key: left.name, items: this.items() }
  }

  private items(): Operand[] {
    const items: Operand[] = []
    this.expect('[')
    while (!this.takes(']')) {
      if (items.length > 0) this.expect(',')
      items.push(this.operand())
    }
    return items
  }

  private operand(): Operand {
    const { at } = this.token
    const negative = this.token.text === '-' && this.token.kind === 'sign'
    if (negative || this.takes('+')) {
      if (negative) this.next++
      return { kind: 'literal', value: this.number(negative), at }
    }
    const { kind, text, quoted } = this.token
    if (kind === 'number') return { kind: 'literal', value: this.number(false), at }
    if (kind !== 'text' && kind !== 'name') return this.fail('a key or a value')
    const word = this.word
    this.next++
    if (kind === 'text') return { kind: 'literal', value: text, at }
    if (!quoted && LITERALS.has(word)) return { kind: 'literal', value: LITERALS.get(word)!, at }
    if (word === 're' && this.token.text === '(') return this.regexp(at)
    if (word === 'identifier' && this.takes('(')) return this.named(at)
    return { kind: 'key', name: this.path(text), at }
  }

  private number(negative: boolean): Literal {
    if (this.token.kind !== 'number') return this.fail('a number')
    const value = numberOf(this.token.text)
    this.next++
    return negative ? -value : value
  }

  private regexp(at: number): Operand {
    this.expect('(')
    const { text, quoted } = this.token
    if (!quoted) return this.fail('an expression in quotes or backquotes')
    this.next++
    this.expect(')')
    return { kind: 'regexp', source: text, at }
  }

  private named(at: number): Operand {
    const { kind, text } = this.token
    if (kind !== 'text') return this.fail('a key in quotes')
    this.next++
    this.expect(')')
    return { kind: 'key', name: text, at }
  }

  /** Keys of records have no dots: what was written with one has a `_` there. */
  private path(first: string): string {
    let name = first
    while (this.takes('.')) {
      if (this.token.kind !== 'name') this.fail('a name')
      name += `_${this.token.text}`
      this.next++
    }
    return name
  }

  private get token(): Token {
    return this.tokens[this.next]!
  }

  /** A word that may be a keyword, in small letters. */
  private get word(): string {
    const { kind, text, quoted } = this.token
    return kind === 'name' && !quoted ? text.toLowerCase() : ''
  }

  private takes(sign: string): boolean {
    if (this.token.kind !== 'sign' || this.token.text !== sign) return false
    this.next++
    return true
  }

  private takesWord(word: string): boolean {
    if (this.word !== word) return false
    this.next++
    return true
  }

  private expect(sign: string): void {
    if (!this.takes(sign)) this.fail(`"${sign}"`)
  }

  private fail(wanted: string): never {
    const { kind, text, at } = this.token
    const found = kind === 'end' ? 'the end' : `"${text}"`
    throw new FilterFault(`${wanted} is expected, not ${found}`, at)
  }
}

const MAX_INT = 2n ** 63n - 1n

/** Digits are an int, octal with a zero before them; everything else and what is too large is a float. */
function numberOf(text: string): bigint | number {
  const octal = /^0[0-7]+$/.test(text)
  if (!octal && !/^(?:0[xX].*|[1-9]\d*|0)$/.test(text)) return Number(text)
  const value = BigInt(octal ? `0o${text}` : text)
  return value > MAX_INT ? Number(text) : value
}
