// Source to tree, and why there is none. Where the grammar fails is where the last alternative gave up, which may be in
// the middle of a token; the scanner moves it to the start of the token, as a parser that reads tokens reports it.
import type { Block } from './ast.js'
import { buildScript } from './build.js'
import grammar from './pipeline.ohm-bundle.js'
import { type Scan, scan } from './scan.js'
import { Refusal } from './source.js'

/** @throws Refusal */
export function parse(source: string): Block {
  const match = grammar.match(source)
  if (match.failed()) throw syntaxError(source, match.getRightmostFailurePosition())
  return buildScript(match)
}

function syntaxError(source: string, furthest: number): Refusal {
  const scanned = scan(source)
  const { tokens, fault } = scanned
  const token = tokens.find(({ end }) => end > furthest)
  if (fault && (token === undefined || fault.start <= token.start))
    return new Refusal('PL101', fault.at, fault.message)
  if (token === undefined) return new Refusal('PL102', source.length, atEnd(source, scanned))
  const text = source.slice(token.start, token.end)
  return new Refusal(
    'PL102',
    token.start,
    `unexpected ${text === '\n' ? 'end of line' : quoted(text)}`,
  )
}

function atEnd(source: string, { tokens, open }: Scan): string {
  const bracket = open.at(-1)
  if (bracket) return `"${source[bracket.start]}" is not closed`
  return tokens.length === 0 ? 'the script is empty' : 'unexpected end of the script'
}

function quoted(text: string): string {
  const shown = text.length > 30 ? `${text.slice(0, 30)}…` : text
  return /^["'`]/.test(shown) ? shown : `"${shown}"`
}
