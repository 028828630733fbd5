// The signs of an XPath expression. It is read byte by byte, so names beyond ASCII are not understood: scripts that the
// original accepts are read the same way.
import { fromBytes } from '../../../../util/bytes.js'

/** An expression that cannot be read, or uses what is not known. */
export class InvalidPath extends Error {}

export type Sign =
  | 'end'
  | 'name'
  | 'axis'
  | 'string'
  | 'number'
  | ','
  | '@'
  | '('
  | ')'
  | '|'
  | '*'
  | '['
  | ']'
  | '+'
  | '-'
  | '='
  | '$'
  | '<'
  | '<='
  | '>'
  | '>='
  | '!'
  | '!='
  | '.'
  | '..'
  | '/'
  | '//'

const SPACE = /[\t-\r \x85\xa0]*/y
const SIGN = /<=?|>=?|!=?|\.(?:\.|(?![0-9]))|\/\/?|[,@()|*[\]+\-=$]/y
const NUMBER = /[0-9]+(?:\.[0-9]*)?|\.[0-9]+/y
const STRING = /"([^"]*)"|'([^']*)'/y
const NAME = /[A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\xff\-.0-9\xb7*]+/y
const AXIS_END = /[\t-\r \x85\xa0]*::/y
const COLON = /[\t-\r \x85\xa0]*:/y

/** One sign at a time. What a name or constant was stays until the next one of its kind. */
export class PathScanner {
  sign: Sign = 'end'
  /** Of a name or an axis. */
  name = ''
  prefix = ''
  /** Whether a name is followed by a bracket. */
  isCall = false
  constant: string | number = ''
  private at = 0
  /** One character for each byte. */
  private readonly bytes: string

  constructor(expression: string) {
    this.bytes = Buffer.from(expression).toString('latin1')
    this.next()
  }

  next(): void {
    this.take(SPACE)
    if (this.at >= this.bytes.length) this.sign = 'end'
    else this.sign = this.scan()
  }

  private scan(): Sign {
    const sign = this.take(SIGN)
    if (sign !== undefined) return sign as Sign
    const number = this.take(NUMBER)
    if (number !== undefined) {
      this.constant = Number(number)
      return 'number'
    }
    const string = this.take(STRING)
    if (string !== undefined) {
      this.constant = textOf(string.slice(1, -1))
      return 'string'
    }
    return this.scanName()
  }

  private scanName(): Sign {
    this.name = this.takeName()
    this.prefix = ''
    const isAxis = this.take(AXIS_END) !== undefined
    if (!isAxis && this.bytes[this.at] === ':') this.scanLocal()
    else if (!isAxis && this.take(COLON) !== undefined) throw new InvalidPath('a lone colon')
    this.take(SPACE)
    this.isCall = this.bytes[this.at] === '('
    return isAxis ? 'axis' : 'name'
  }

  /** `a:b` and `a:*` are one sign. */
  private scanLocal(): void {
    this.at++
    this.prefix = this.name
    if (this.bytes[this.at] !== '*') this.name = this.takeName()
    else {
      this.at++
      this.name = '*'
    }
  }

  private takeName(): string {
    const name = this.take(NAME)
    if (name === undefined) throw new InvalidPath('no name')
    return textOf(name)
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.bytes)?.[0]
    this.at += found?.length ?? 0
    return found
  }
}

function textOf(bytes: string): string {
  return fromBytes(Buffer.from(bytes, 'latin1'))
}
