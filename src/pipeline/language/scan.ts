// The tokens of a source, found by hand. The grammar parses the source directly; this scanner runs only when that has
// failed, to say where: at the first text that is no token, else at the token that the grammar could not take.

export interface Token {
  readonly start: number
  readonly end: number
}

/** The first fault of the tokens themselves. */
export interface LexicalFault {
  /** Where it is noticed: a fault counts only if the grammar got as far as this. */
  readonly start: number
  /** Where it is reported. */
  readonly at: number
  readonly message: string
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

/** The tokens up to the end or the first fault. */
export function scan(source: string): Scan {
  const tokens: Token[] = []
  const open: Token[] = []
  let deepest = 0
  let depth = 0
  let fault: LexicalFault | undefined
  for (let start = nextToken(source, 0); start < source.length && !fault; ) {
    const token = { start, end: start + tokenLength(source, start) }
    fault = token.end === start ? badToken(source, start) : bracket(token, open, source)
    if (!fault) tokens.push(token)
    if (open.length > depth) {
      depth = open.length
      deepest = start
    }
    start = nextToken(source, token.end)
  }
  return { tokens, open, fault, deepest }
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

/** Keeps the open brackets; a closing one too many is a fault behind itself, save `]`, which the grammar refuses. */
function bracket(token: Token, open: Token[], source: string): LexicalFault | undefined {
  const char = source[token.start]!
  if ('([{'.includes(char)) open.push(token)
  else if (')]}'.includes(char)) {
    const opening = char === ')' ? '(' : char === ']' ? '[' : '{'
    const last = open.findLastIndex((each) => source[each.start] === opening)
    if (last >= 0) open.splice(last, 1)
    else if (char !== ']')
      return { start: token.start, at: token.end, message: `unexpected "${char}"; nothing is open` }
  }
  return undefined
}

function badToken(source: string, start: number): LexicalFault {
  return { start, at: start, message: describe(source, start) }
}

function describe(source: string, start: number): string {
  const char = String.fromCodePoint(source.codePointAt(start)!)
  if (char === '`') return 'a name in backquotes is not closed'
  if (/\d/.test(char)) return `bad number "${/^[\w.]+/.exec(source.slice(start, start + 40))![0]}"`
  if (char !== '"' && char !== "'") return `unexpected character ${JSON.stringify(char)}`
  if (source.startsWith(char.repeat(3), start)) return `text in ${char.repeat(3)} is not closed`
  return unfinished(source, start, char)
}

function unfinished(source: string, start: number, quote: string): string {
  const rest = source.slice(start + 1)
  const body = new RegExp(`^(?:${ESCAPE.replaceAll('Q', quote)})*`).exec(rest)![0]
  if (rest[body.length] !== '\\' || body.length + 1 === rest.length)
    return `text in ${quote} is not closed on its line`
  return `"${rest.slice(body.length, body.length + 2)}" is not an escape`
}
