// Why the grammar does not match a source, and where. The place where the last alternative gave up may be in the middle
// of a token; the scanner moves it to the start of the token, as a parser that reads tokens reports it.
import type { FailedMatchResult } from 'ohm-js'
import { openBrackets, type Scan, scan, type Token } from './scan.js'
import { Refusal } from './source.js'
import { syntaxHint } from './syntax-hints.js'

/** The error of a source that does not match, and where the text begins that is to blame. */
export function syntaxError(source: string, match: FailedMatchResult): [Refusal, number] {
  const furthest = match.getRightmostFailurePosition()
  const scanned = scan(source)
  const i = scanned.tokens.findIndex(({ end }) => end > furthest)
  const error = refusal(source, match, scanned, i)
  return [error, Math.min(error.at, scanned.fault?.start ?? source.length)]
}

function refusal(source: string, match: FailedMatchResult, scanned: Scan, i: number): Refusal {
  const { fault, tokens } = scanned
  const token = tokens[i]
  if (fault && (token === undefined || fault.start <= token.start))
    return new Refusal('PL101', fault.at, fault.message, fault.hint, fault.start)
  if (token === undefined) return atEnd(source, match, scanned)
  const expected = expectedWords(match)
  const message = `unexpected ${shown(source.slice(token.start, token.end))}${list(expected)}`
  const hint = syntaxHint(source, token) ?? openHint(source, tokens.slice(0, i), token, expected)
  return new Refusal('PL102', token.start, message, hint)
}

const NO_STATEMENT = 'a script has at least one statement, such as exit()'

/** The mark stands at what is not closed, or behind the last token. */
function atEnd(source: string, match: FailedMatchResult, { tokens, open }: Scan): Refusal {
  const at = source.length
  const bracket = open.at(-1)
  if (bracket) {
    const hint = `close it with "${closing(source, bracket)}"`
    const message = `"${source[bracket.start]}" is not closed`
    return new Refusal('PL102', at, message, hint, bracket.start)
  }
  const last = tokens.findLast(({ start }) => source[start] !== '\n')
  if (last === undefined) return new Refusal('PL102', at, 'the script is empty', NO_STATEMENT)
  const message = `unexpected end of the script${list(expectedWords(match))}`
  return new Refusal('PL102', at, message, undefined, last.end)
}

/** Where the grammar asks for a closing bracket, the one that is open on a line before is the fault. */
function openHint(
  source: string,
  before: readonly Token[],
  token: Token,
  expected: readonly string[],
): string | undefined {
  const bracket = openBrackets(before, source).at(-1)
  if (!bracket || !expected.includes(`"${closing(source, bracket)}"`)) return undefined
  if (!source.slice(bracket.start, token.start).includes('\n')) return undefined
  const line = source.slice(0, bracket.start).split('\n').length
  return `the "${source[bracket.start]}" of line ${line} is not closed`
}

function closing(source: string, { start }: Token): string {
  const char = source[start]
  return char === '(' ? ')' : char === '[' ? ']' : '}'
}

const EXPECTED = /"(?:\\.|[^"\\])*"|end of input|a name/g
const STRUCTURE = [')', ']', '}', '{', ':', ';'].map((mark) => `"${mark}"`)

/** Tokens that could stand where a match failed, in quotes, and kinds of them. */
export function expectedTokens(match: FailedMatchResult): ReadonlySet<string> {
  return new Set(match.getExpectedText().match(EXPECTED) ?? [])
}

/** What a person would think of here; operators could stand nearly everywhere and are not named. */
function expectedWords(match: FailedMatchResult): string[] {
  const expected = expectedTokens(match)
  if (expected.has('"continue"')) return ['a statement']
  if (expected.has('"!"')) return ['an expression', ...marks(expected, [')', ']', '}'])]
  const words = marks(expected, [])
  if (expected.has('end of input') || (expected.has('";"') && expected.has('"\\n"')))
    return ['the end of the statement', ...words.filter((word) => word === '"}"')]
  if (words.length > 0 && expected.has('","') && !expected.has('"="')) words.unshift('","')
  else if (words.includes('")"') && expected.has('","')) words.unshift('","')
  if (words.length === 0 && expected.has('a name')) return ['a name']
  if (words.length === 0) return [expected.has('"="') ? '"="' : 'the end of the statement']
  return words.includes('"{"') ? words.filter((word) => word !== '";"') : words
}

function marks(expected: ReadonlySet<string>, only: readonly string[]): string[] {
  const wanted = only.length > 0 ? only.map((mark) => `"${mark}"`) : STRUCTURE
  return wanted.filter((mark) => expected.has(mark))
}

/** `; expected …` */
function list(words: readonly string[]): string {
  return words.length === 0 ? '' : `; expected ${words.join(' or ')}`
}

function shown(text: string): string {
  if (text === '\n') return 'end of line'
  const [line] = text.split('\n', 1)
  const short = text.length > 30 || line !== text ? `${line!.slice(0, 30)}…` : text
  return /^["'`]/.test(short) ? short : `"${short}"`
}
