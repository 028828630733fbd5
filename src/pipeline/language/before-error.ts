// What is wrong with the source before a syntax error. The original finds bad literals, literal zeros as divisors, headers
// and bounds as soon as it has read them, so these come first. The text before the error becomes a script by putting the
// tokens behind it that the grammar waits for; what these complete lies behind the error and says nothing about it.
import type { FailedMatchResult, MatchResult } from 'ohm-js'
import { buildScript } from './build.js'
import grammar from './pipeline.ohm-bundle.js'
import { openBrackets, tokensOf } from './scan.js'
import { Refusal } from './source.js'
import { expectedTokens } from './syntax-error.js'

/** Tokens that end a construct come first, so that a script is reached soon. */
const ENDINGS = ['}', ')', ']', '{', ':', ';', '=', '[']
/** Behind a text in which more is open nothing is looked for. */
const MOST_ENDINGS = 32

/** The first error that is found before the token at `limit` is read. */
export function errorBefore(source: string, limit: number): Refusal | undefined {
  const match = completed(withoutComment(source.slice(0, limit)))
  if (!match) return undefined
  try {
    buildScript(match)
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.at < limit ? error : undefined
  }
}

/** A comment at the end would swallow what is put behind it. */
function withoutComment(text: string): string {
  let end = 0
  for (const token of tokensOf(text)) end = token.end
  return text.slice(0, end).padEnd(text.length)
}

function completed(text: string): MatchResult | undefined {
  const matcher = grammar.matcher()
  matcher.setInput(text)
  for (let i = 0; i < MOST_ENDINGS; i++) {
    const match = matcher.match()
    if (!match.failed()) return match
    const ending = endingOf(match)
    if (ending === undefined) return undefined
    const { length } = matcher.getInput()
    matcher.replaceInputRange(length, length, ending)
  }
  return undefined
}

function endingOf(match: FailedMatchResult): string | undefined {
  const expected = expectedTokens(match)
  const token = ENDINGS.find((each) => expected.has(`"${each}"`))
  if (token === ')' || token === ']') return closing(match.input)
  return token ?? (expected.has('a name') ? 'x' : undefined)
}

/** Closes all round and square brackets within the innermost brace at once. */
function closing(text: string): string {
  const open = openBrackets([...tokensOf(text)], text).map(({ start }) => text[start])
  const inner = open.slice(open.lastIndexOf('{') + 1).reverse()
  return inner.map((bracket) => (bracket === '(' ? ')' : ']')).join('')
}
