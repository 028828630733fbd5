// The tokens of a source, found by hand. The grammar parses the source directly; this scanner runs only when that has
// failed, to say where: at the first text that is no token, else at the token that the grammar could not take.

export interface Token {
  readonly start: number
  readonly end: number
  /** Why this is no token; it then ends where the next one may begin. */
  readonly fault?: TokenFault
}

export interface TokenFault {
  readonly message: string
  readonly hint?: string
  /** A quote that is not closed: on its line, or at all. */
  readonly open?: 'line' | 'text'
}

/** The first fault of the tokens themselves. */
export interface LexicalFault extends TokenFault {
  /** Where it is noticed: a fault counts only if the grammar got as far as this. */
  readonly start: number
  /** Where it is reported. */
  readonly at: number
}

export interface Scan {
  readonly tokens: readonly Token[]
  readonly fault: LexicalFault | undefined
  /** The brackets that are still open at the end, innermost last. */
  readonly open: readonly Token[]
  /** The place where most brackets are open. */
  readonly deepest: number
}

const BLANK = /(?:[ \t\r]|#[^\n\r]*)+/y
const WORD = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*/y
const NUMBER = /(?:0[xX][0-9a-fA-F]*(?:\.[0-9a-fA-F]*)?|\d+(?:\.\d*)?)(?:[eE][+-]?\d*)?/y
const QUOTED = /`[^`]*`/y
const LONG = /(?:"""|''').*?["']{3}/sy
const ESCAPE =
  '\\\\(?:[abfnrtv\\\\]|[0-7]{3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|Q)|[^Q\\\\\\n]'
const DOUBLE = new RegExp(`"(?:${ESCAPE.replaceAll('Q', '"')})*"`, 'y')
const SINGLE = new RegExp(`'(?:${ESCAPE.replaceAll('Q', "'")})*'`, 'y')
const OPERATOR = /[=!<>+\-*/%]=|&&|\|\||[=!<>+\-*/%,:;.()[\]{}\n]/y

/** The start of the first token at or after an offset; the end of the source if there is none. */
export function nextToken(source: string, offset: number): number {
  return offset + lengthAt(BLANK, source, offset)
}

/** All tokens, also behind a fault. */
export function* tokensOf(source: string): Generator<Token> {
  for (let start = nextToken(source, 0); start < source.length; ) {
    const token = tokenAt(source, start)
    yield token
    start = nextToken(source, token.end)
  }
}

/** The token that begins at an offset; an empty one at the end. */
export function tokenAt(source: string, start: number): Token {
  if (start >= source.length) return { start, end: start }
  const length = tokenLength(source, start)
  return length > 0 ? { start, end: start + length } : badToken(source, start)
}

/** The tokens up to the end or the first fault. */
export function scan(source: string): Scan {
  const tokens: Token[] = []
  const open = new OpenBrackets(source)
  let deepest = 0
  let depth = 0
  for (const token of tokensOf(source)) {
    const fault = token.fault
      ? { ...token.fault, start: token.start, at: token.start }
      : open.read(token)
    if (fault) return { tokens, open: open.all(), fault, deepest }
    tokens.push(token)
    if (open.depth > depth) {
      depth = open.depth
      deepest = token.start
    }
  }
  return { tokens, open: open.all(), fault: undefined, deepest }
}

/** The brackets that are open behind these tokens, innermost last. */
export function openBrackets(tokens: readonly Token[], source: string): readonly Token[] {
  const open = new OpenBrackets(source)
  for (const token of tokens) open.read(token)
  return open.all()
}

function tokenLength(source: string, start: number): number {
  const char = source[start]!
  if (source.startsWith('"""', start) || source.startsWith("'''", start))
    return lengthAt(LONG, source, start)
  if (char === '"') return lengthAt(DOUBLE, source, start)
  if (char === "'") return lengthAt(SINGLE, source, start)
  if (char === '`') return lengthAt(QUOTED, source, start)
  if (/\d/.test(char)) return numberLength(source, start)
  return lengthAt(WORD, source, start) || lengthAt(OPERATOR, source, start)
}

/** Letters right behind a number make it none. */
function numberLength(source: string, start: number): number {
  const length = lengthAt(NUMBER, source, start)
  return /\w/.test(source[start + length] ?? '') ? 0 : length
}

function lengthAt(pattern: RegExp, source: string, offset: number): number {
  pattern.lastIndex = offset
  return pattern.exec(source)?.[0].length ?? 0
}

/** The open brackets, each kind on its own; a closing one too many is a fault behind itself, save `]`, which the grammar refuses. */
class OpenBrackets {
  depth = 0
  private readonly kinds: Readonly<Record<string, Token[]>> = { '(': [], '[': [], '{': [] }

  constructor(private readonly source: string) {}

  read(token: Token): LexicalFault | undefined {
    const char = this.source[token.start]!
    if ('([{'.includes(char)) {
      this.kinds[char]!.push(token)
      this.depth++
    } else if (')]}'.includes(char)) return this.close(token, char)
    return undefined
  }

  private close({ start, end }: Token, char: string): LexicalFault | undefined {
    const opened = this.kinds[char === ')' ? '(' : char === ']' ? '[' : '{']!.pop()
    if (opened) this.depth--
    else if (char !== ']')
      return { start, at: end, message: `unexpected "${char}"; nothing is open` }
    return undefined
  }

  /** Innermost last. */
  all(): Token[] {
    return Object.values(this.kinds)
      .flat()
      .sort((a, b) => a.start - b.start)
  }
}

const HINTS: ReadonlyMap<string, string> = new Map([
  ['&', 'write "&&"'],
  ['|', 'write "||"'],
  ['?', 'there is no "? :"; write "if … { … } else { … }"'],
  ['$', 'a name stands without "$"'],
])

/** A piece of text that is no token. */
function badToken(source: string, start: number): Token {
  const char = String.fromCodePoint(source.codePointAt(start)!)
  if (char === '`') return toEnd(source, start, 'a name in backquotes is not closed')
  if (/\d/.test(char)) return badNumber(source, start)
  if (char === '"' || char === "'") return badText(source, start, char)
  const message = `unexpected character ${JSON.stringify(char)}`
  const hint = HINTS.get(char)
  return { start, end: start + char.length, fault: hint ? { message, hint } : { message } }
}

function toEnd(source: string, start: number, message: string): Token {
  return { start, end: source.length, fault: { message, open: 'text' } }
}

const WORD_LIKE = /[\w.]{1,40}/y

function badNumber(source: string, start: number): Token {
  const length = lengthAt(WORD_LIKE, source, start)
  const text = source.slice(start, start + length)
  const hint = `a text stands in quotes: "${text}"; a name cannot begin with a digit`
  return { start, end: start + length, fault: { message: `bad number "${text}"`, hint } }
}

function badText(source: string, start: number, quote: string): Token {
  const long = quote.repeat(3)
  if (source.startsWith(long, start)) return toEnd(source, start, `text in ${long} is not closed`)
  if (/["']{3}$/.test(source.slice(0, start))) return endsEarly(source, start)
  const newline = source.indexOf('\n', start)
  const rest = source.slice(start + 1, newline < 0 ? source.length : newline)
  const body = new RegExp(`^(?:${ESCAPE.replaceAll('Q', quote)})*`).exec(rest)![0]
  const wrong = rest.slice(body.length, body.length + 2)
  const closed = new RegExp(`^(?:\\\\.|[^\\\\${quote}])*${quote}`).exec(rest)?.[0]
  const end = start + 1 + (closed ?? rest).length
  if (wrong.length < 2) return { start, end, fault: notClosed(rest, quote) }
  const message = `"${wrong}" is not an escape`
  const hint = `for a backslash write "\\${wrong}", or put the text in '''…'''`
  return { start, end, fault: { message, hint, ...(closed ? {} : { open: 'line' as const }) } }
}

/** A long text ended at three quotes of any kind; here is what its author took for its end. */
function endsEarly(source: string, start: number): Token {
  const end = start + (/^["']+/.exec(source.slice(start))?.[0].length ?? 1)
  const message = 'a quote stands right before the three that close the text'
  const hint = `a long text ends at the first three quotes in a row, of any kind; in a pattern write the last one as [${source[start]}]`
  return { start, end, fault: { message, hint } }
}

function notClosed(rest: string, quote: string): TokenFault {
  const other = quote === '"' ? "'" : '"'
  const hint =
    /^[^"']*["'][\s,;)\]}]*$/.test(rest) && rest.includes(other)
      ? `it begins with ${quote} and ends with ${other}`
      : `close it with ${quote}; a text of several lines stands in ${quote.repeat(3)}`
  return { message: `text in ${quote} is not closed on its line`, hint, open: 'line' }
}
