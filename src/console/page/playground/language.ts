// The `.p` language for the editor: tokens for colours, brackets for indentation. It follows the grammar of the engine
// (src/pipeline/language/pipeline.ohm) as far as single tokens go; whether a script is right, the engine says.
import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language'

/** What a token stands for; also the names of nodes in the editor's tree. */
export type TokenName =
  | 'comment'
  | 'string'
  | 'escape'
  | 'labelName'
  | 'number'
  | 'keyword'
  | 'atom'
  | 'variableName'
  | 'variableName.function'
  | 'operator'
  | 'bracket'

/** What is open at the end of a line. `'''` also stands for `"""`: either ends the other. */
export interface LanguageState {
  quote: '' | '"' | "'" | "'''" | '`'
  depth: number
}

export const KEYWORDS = ['if', 'elif', 'else', 'for', 'in', 'break', 'continue'] as const
export const ATOMS = ['true', 'false', 'nil'] as const

const KEYWORD = new RegExp(`^(?:${KEYWORDS.join('|')})$`, 'i')
const ATOM = /^(?:true|false|nil|null|inf|nan)$/i
const WORD = /^[A-Za-z_\u{80}-\u{10ffff}][A-Za-z0-9_\u{80}-\u{10ffff}]*/u
const NUMBER = /^(?:0[xX][0-9a-fA-F]*(?:\.[0-9a-fA-F]*)?|\d+(?:\.\d*)?)(?:[eE][+-]?\d*)?/
const REFERENCE = /^%\{[\w.-]+(?::[\w.-]+(?::[\w.-]+)?)?\}/
const ESCAPE = /^\\(?:[0-7]{3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/

export const pipelineParser: StreamParser<LanguageState> = {
  name: 'pipeline',
  startState: () => ({ quote: '', depth: 0 }),
  copyState: (state) => ({ ...state }),
  token,
  indent: (state, textAfter, { unit }) => {
    if (state.quote) return null
    const closing = /^\s*[)\]}]/.test(textAfter) ? 1 : 0
    return Math.max(0, state.depth - closing) * unit
  },
  languageData: {
    commentTokens: { line: '#' },
    indentOnInput: /^\s*[)\]}]$/,
    closeBrackets: { brackets: ['(', '[', '{', '"', "'", '`'] },
  },
}

export const pipelineLanguage = StreamLanguage.define(pipelineParser)

function token(stream: StringStream, state: LanguageState): TokenName | null {
  if (state.quote) return inside(stream, state)
  if (stream.eatSpace()) return null
  if (stream.match(/^#.*/)) return 'comment'
  if (stream.match(/^(?:'''|""")/)) return open(stream, state, "'''")
  const quote = stream.match(/^["'`]/)
  if (quote) return open(stream, state, (quote as RegExpMatchArray)[0] as LanguageState['quote'])
  if (stream.match(NUMBER)) return 'number'
  const word = stream.match(WORD)
  if (word) return wordToken((word as RegExpMatchArray)[0], stream)
  const sign = stream.next()!
  if ('([{'.includes(sign)) return bracket(state, 1)
  if (')]}'.includes(sign)) return bracket(state, -1)
  return '=!<>+-*/%&|'.includes(sign) ? 'operator' : null
}

function bracket(state: LanguageState, by: number): TokenName {
  state.depth = Math.max(0, state.depth + by)
  return 'bracket'
}

function wordToken(word: string, stream: StringStream): TokenName {
  if (KEYWORD.test(word)) return 'keyword'
  if (ATOM.test(word)) return 'atom'
  return stream.match(/^[ \t]*\(/, false) ? 'variableName.function' : 'variableName'
}

function open(
  stream: StringStream,
  state: LanguageState,
  quote: LanguageState['quote'],
): TokenName {
  state.quote = quote
  return closedByLine(stream, state, quote === '`' ? 'variableName' : 'string')
}

/** The next token of a text: a reference, an escape, plain text, or its end. */
function inside(stream: StringStream, state: LanguageState): TokenName {
  if (state.quote === '`') return name(stream, state)
  if (stream.match(REFERENCE)) return closedByLine(stream, state, 'labelName')
  if (state.quote === "'''") return long(stream, state)
  return closedByLine(stream, state, short(stream, state))
}

/** A text in single quotes ends with its line, closed or not. */
function closedByLine(stream: StringStream, state: LanguageState, token: TokenName): TokenName {
  if (stream.eol() && (state.quote === '"' || state.quote === "'")) state.quote = ''
  return token
}

function short(stream: StringStream, state: LanguageState): TokenName {
  const { quote } = state
  if (stream.match(ESCAPE)) return 'escape'
  if (stream.eat(quote)) state.quote = ''
  else {
    stream.next()
    stream.eatWhile((char: string) => char !== '\\' && char !== '%' && char !== quote)
  }
  return 'string'
}

function long(stream: StringStream, state: LanguageState): TokenName {
  if (stream.match(/^['"]{3}/)) state.quote = ''
  else {
    stream.next()
    stream.eatWhile(/[^%'"]/)
  }
  return 'string'
}

function name(stream: StringStream, state: LanguageState): TokenName {
  stream.match(/^[^`]*/)
  if (stream.eat('`')) state.quote = ''
  return 'variableName'
}
