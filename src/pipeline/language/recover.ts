// Going on after an error of the grammar, to find the next one in the same run. The statement that holds the error gives
// way to an empty one of the same length, so every other place stays where it is, and the source is parsed again. Where it
// is not certain how far the statement goes, the rest of the source gives way as well: no error may come from a guess.
import type { Block } from './ast.js'
import { parse } from './parse.js'
import { type Token, tokensOf } from './scan.js'
import { Refusal } from './source.js'

/** Most errors that are reported of one script. */
export const MOST_ERRORS = 20
/** Parsing again and again must end soon for a huge source, too: so many characters in all. */
const MOST_READ = 1 << 16

export interface Recovered {
  /** What could be parsed; without the statements that could not. */
  readonly tree: Block
  readonly refusals: readonly Refusal[]
}

/** The script that was parsed last: who works on one has it compiled and looked at, one after the other. */
let last: { readonly source: string; readonly recovered: Recovered } | undefined

/** The tree of a script and the errors of its grammar, the first one as the original reports it. */
export function parseAll(source: string): Recovered {
  if (last?.source === source) return last.recovered
  const recovered = recover(source)
  if (source.length < MOST_READ) last = { source, recovered }
  return recovered
}

function recover(source: string): Recovered {
  const refusals: Refusal[] = []
  const most = Math.min(MOST_ERRORS, Math.floor(1 + MOST_READ / source.length))
  for (let text: string | undefined = source; text !== undefined; ) {
    const parsed = attempt(text, refusals.length === 0)
    if (!(parsed instanceof Refusal)) return { tree: parsed, refusals }
    if (refusals.some(({ at }) => at === parsed.at)) break
    if (refusals.length === 0 || !isOpenBlock(text, parsed)) refusals.push(parsed)
    text = refusals.length < most ? withoutStatement(text, parsed.at) : undefined
  }
  return { tree: [], refusals }
}

function attempt(text: string, first: boolean): Block | Refusal {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof Refusal) return error
    if (first) throw error
    return []
  }
}

/** The source ends within a block: behind another error, a brace of that one's may be what is missing. */
function isOpenBlock(source: string, { at, mark }: Refusal): boolean {
  return at === source.length && source[mark] === '{'
}

/** The source without the statement that holds the token at `at`; undefined if it is not clear which. */
function withoutStatement(source: string, at: number): string | undefined {
  const statement = new StatementFinder(source, at).find()
  if (statement === undefined) return undefined
  const { start, end = source.length } = statement
  const blank = source.slice(start + 1, end).replace(/[^\n]/g, ' ')
  return `${source.slice(0, start)};${blank}${source.slice(end)}`
}

/** A statement; without an end it goes on to the end of the source. */
interface Statement {
  readonly start: number
  end?: number
  /** What begins with `if` or `for` may have blocks; the header of a `for` has semicolons. */
  readonly keyword: 'if' | 'for' | undefined
  hasBlock: boolean
}

interface Bracket {
  readonly char: string
  readonly start: number
  /** How many brackets are open up to the brace of the innermost block. */
  readonly blocks: number
  /** For the brace of a block: the statement that the block belongs to. */
  readonly owner?: Statement
}

const OPERATOR = '[=!<>+\\-*/%]=|&&|\\|\\||[=!<>+\\-*/%,]'
/** Behind these a newline does not end the statement. */
const BEFORE_BREAK = new RegExp(`^(?:in|${OPERATOR})$`, 'i')
/** No statement begins with these: they belong to the one on the lines before. */
const AFTER_BREAK = new RegExp(`^(?:${OPERATOR}|[:.)\\]{])$`)
/** Behind these a brace opens a map. */
const BEFORE_MAP = new RegExp(`^(?:in|if|elif|for|;|${OPERATOR})$`, 'i')

/** Goes through the tokens, keeps the open brackets and notes the innermost statement around a place. */
class StatementFinder {
  private readonly tokens: readonly Token[]
  private readonly open: Bracket[] = []
  private current: Statement | undefined
  private last: Statement | undefined
  private found: Statement | undefined
  /** A brace closes nothing: what is inside of what cannot be known. */
  private lost = false

  constructor(
    private readonly source: string,
    private readonly at: number,
  ) {
    this.tokens = [...tokensOf(source)]
  }

  find(): Statement | undefined {
    for (let i = 0; i < this.tokens.length && !this.lost; i++) this.read(i)
    if (this.lost) return undefined
    return this.found ?? this.outermost() ?? this.current ?? this.last
  }

  private text(i: number): string {
    const token = this.tokens[i]
    return token ? this.source.slice(token.start, token.end) : ''
  }

  private read(i: number): void {
    const token = this.tokens[i]!
    const text = this.text(i)
    const separates = text === '\n' || text === ';'
    if (')]}'.includes(text)) this.close(text, token.start)
    else if (!separates) this.begin(token, text)
    if (token.end > this.at) this.found ??= this.current ?? this.last
    if (separates && this.ends(i, text)) this.finish(token.end)
    else if (text === '(' || text === '[') this.push(text, token)
    else if (text === '{') this.brace(i, token)
    else if (token.fault?.open) this.quote(i, token)
  }

  private begin({ start }: Token, text: string): void {
    const word = text.toLowerCase()
    const keyword = ['if', 'elif', 'else'].includes(word) ? 'if' : word === 'for' ? word : undefined
    this.current ??= { start, keyword, hasBlock: false }
  }

  private finish(end: number): void {
    if (this.current) this.current.end = end
    this.last = this.current ?? this.last
    this.current = undefined
  }

  private brace(i: number, token: Token): void {
    const owner = this.current
    let before = i - 1
    while (this.text(before) === '\n') before--
    const isBlock = owner?.keyword && !this.inBrackets() && !BEFORE_MAP.test(this.text(before))
    if (isBlock) {
      this.open.push({ char: '{', start: token.start, blocks: this.open.length + 1, owner })
      owner.hasBlock = true
      this.current = undefined
    } else this.push('{', token)
  }

  private push(char: string, { start }: Token): void {
    this.open.push({ char, start, blocks: this.blocks() })
  }

  /** Round and square brackets close only what they fit, so in doubt a statement is long. */
  private close(text: string, end: number): void {
    if (text === '}') this.closeBrace(end)
    else if (this.inBrackets() && this.open.at(-1)?.char === (text === ')' ? '(' : '['))
      this.open.pop()
  }

  private closeBrace(end: number): void {
    const nearest = this.open.findLastIndex(({ char }) => char === '{')
    this.lost = nearest < 0
    const [closed] = this.lost ? [] : this.open.splice(nearest)
    if (closed?.owner === undefined) return
    this.finish(end)
    this.current = closed.owner
  }

  private ends(i: number, text: string): boolean {
    const { current } = this
    if (current === undefined || this.inBrackets()) return false
    if (text === ';') return current.keyword !== 'for' || current.hasBlock
    const before = this.text(i - 1)
    const inHeader = current.keyword === 'for' && !current.hasBlock && before === ';'
    if (before === '\n' || inHeader || BEFORE_BREAK.test(before)) return false
    let next = i + 1
    while (this.text(next) === '\n') next++
    return !AFTER_BREAK.test(this.text(next))
  }

  /** An open quote swallows the rest of its line, with the closing brackets that stand at its end. */
  private quote(i: number, token: Token): void {
    const line = this.source.lastIndexOf('\n', token.start)
    if (/[)\]][\s;]*$/.test(this.text(i)))
      while (this.inBrackets() && this.open.at(-1)!.start > line) this.open.pop()
    if (token.start !== this.at) return
    const swallowed = /[{}]/.test(this.text(i)) || token.fault?.open === 'text'
    if (!swallowed && !this.tokens.some(({ fault }, k) => k > i && fault?.open)) return
    this.found = { ...(this.outermost() ?? this.current!) }
    delete this.found.end
  }

  /** The statement around all open blocks. */
  private outermost(): Statement | undefined {
    return this.open.find(({ owner }) => owner)?.owner
  }

  private blocks(): number {
    return this.open.at(-1)?.blocks ?? 0
  }

  private inBrackets(): boolean {
    return this.open.length > this.blocks()
  }
}
