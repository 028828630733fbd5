// Why the grammar does not match a source, and where. The place where the last alternative gave up may be in the middle
// of a token; the scanner moves it to the start of the token, as a parser that reads tokens reports it.
import type { FailedMatchResult } from 'ohm-js'
import { type Scan, scan, type Token } from './scan.js'
import { Refusal } from './source.js'

/** The error of a source that does not match, and where the last whole statement before it ends. */
export function syntaxError(source: string, match: FailedMatchResult): [Refusal, number] {
  const furthest = match.getRightmostFailurePosition()
  const scanned = scan(source)
  const token = scanned.tokens.find(({ end }) => end > furthest)
  return [refusal(source, match, scanned, token), wholeStatements(source, scanned.tokens, furthest)]
}

function refusal(
  source: string,
  match: FailedMatchResult,
  scanned: Scan,
  token: Token | undefined,
): Refusal {
  const { fault } = scanned
  if (fault && (token === undefined || fault.start <= token.start))
    return new Refusal('PL101', fault.at, fault.message)
  if (token === undefined) return new Refusal('PL102', source.length, atEnd(source, match, scanned))
  const text = source.slice(token.start, token.end)
  const message = `unexpected ${shown(text)}${expectation(match)}`
  return new Refusal('PL102', token.start, message, hintFor(text, source.slice(0, token.start)))
}

function atEnd(source: string, match: FailedMatchResult, { tokens, open }: Scan): string {
  const bracket = open.at(-1)
  if (bracket) return `"${source[bracket.start]}" is not closed`
  if (tokens.length === 0) return 'the script is empty'
  return `unexpected end of the script${expectation(match)}`
}

/** The end of the last separator outside all brackets. */
function wholeStatements(source: string, tokens: readonly Token[], limit: number): number {
  let depth = 0
  let end = 0
  for (const token of tokens) {
    if (token.end > limit) break
    const char = source[token.start]!
    if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char)) depth--
    else if (depth === 0 && (char === '\n' || char === ';')) end = token.end
  }
  return end
}

const STRUCTURE = [')', ']', '}', '{', ':', ';'].map((mark) => `"${mark}"`)

/** `; expected …` with what a person would think of; operators could stand nearly everywhere. */
function expectation(match: FailedMatchResult): string {
  const expected = match.getExpectedText()
  const words: string[] = []
  const expression = expected.includes('"!"')
  if (expected.includes('end of input')) words.push('the end of the statement')
  else if (expression) words.push('an expression')
  else if (expected.includes('a name')) words.push('a name')
  if (words.length === 0 || expression) {
    const openers = expression ? ['"{"', '";"'] : []
    words.push(...STRUCTURE.filter((mark) => expected.includes(mark) && !openers.includes(mark)))
  }
  return words.length === 0 ? '' : `; expected ${words.join(' or ')}`
}

const RESERVED = /^(?:str|bool|int|float|list|map|while|return|identifier|inf|nan)$/i
const HINTS: Readonly<Record<string, string>> = {
  else: '"else" stands on the line of the closing "}"',
  elif: '"elif" stands on the line of the closing "}"',
  and: 'write "&&"',
  or: 'write "||"',
}

function hintFor(text: string, before: string): string | undefined {
  if (/^if$/i.test(text) && /\belse\s*$/i.test(before)) return 'write "elif"'
  if (RESERVED.test(text))
    return `the word is reserved; as a name it stands in backquotes: \`${text}\``
  const word = text.toLowerCase()
  return Object.hasOwn(HINTS, word) ? HINTS[word] : undefined
}

function shown(text: string): string {
  if (text === '\n') return 'end of line'
  const short = text.length > 30 ? `${text.slice(0, 30)}…` : text
  return /^["'`]/.test(short) ? short : `"${short}"`
}
