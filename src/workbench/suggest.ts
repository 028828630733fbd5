// Grok patterns for a text: single ones that take the whole of it, and for a line a grok put together of those that fit its
// parts. Each comes with a weight, the higher the more specific, and each has been tried on the text.
import type { PatternScope } from '../pipeline/grok/expand.js'
import { PatternError } from '../pipeline/grok/expand.js'
import { RegexpError } from '../pipeline/grok/go-regexp-ast.js'
import { builtinPatterns } from '../pipeline/grok/library.js'
import { compileGrok, type GrokMatcher } from '../pipeline/grok/matcher.js'
import { FieldNames } from './field-names.js'
import { literal, type Part, partsOf } from './line-parts.js'
import { OWN_WEIGHT, SINGLES, WHOLE_LINES, weightOf } from './pattern-weights.js'

export interface Suggestion {
  readonly weight: number
  /** Of a single pattern such as `%{INT: ?}`, where the field's name is to take the place of the question mark. */
  readonly pattern: string
}

/** What is suggested for one line, besides single patterns. */
const MOST_LINES = 6

/** A line of which the rest is not looked at. */
const LONGEST = 4096

/** The most specific first; empty only for an empty text. */
export function suggest(text: string, scope: PatternScope): Suggestion[] {
  const line = text.slice(0, LONGEST)
  if (line.trim() === '') return []
  const singles = fitting(line, scope).map(({ name, weight }) => ({
    weight,
    pattern: `%{${name}: ?}`,
  }))
  const composed = isObject(line) ? [] : lineSuggestions(line, scope)
  return [...composed, ...singles].sort((a, b) => b.weight - a.weight)
}

/** The names of single patterns that take the whole text, the most specific first. */
function fitting(text: string, scope: PatternScope) {
  const own = [...scope.names()].filter((name) => !builtinPatterns.has(name))
  return [...SINGLES, ...own]
    .filter((name) => scope.lookup(name) !== undefined && takesWhole(`%{${name}}`, text, scope))
    .map((name) => ({ name, weight: weightOf(name, text) ?? OWN_WEIGHT }))
    .sort((a, b) => b.weight - a.weight)
}

/** A JSON object is not for grok: `json` and `load_json` read it. */
export function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}

function lineSuggestions(line: string, scope: PatternScope): Suggestion[] {
  const parts = partsOf(line, (text) => fitting(text, scope)[0])
  if (parts.length < 2 && parts[0]?.expression === undefined) return []
  const whole = WHOLE_LINES.map(({ name, weight, rest }) => ({
    weight,
    pattern: `%{${name}}${rest}`,
  }))
  const composed = [withText(parts), parts, coarse(line)].filter(hasFields).map(written)
  const seen = new Set<string>()
  return [...whole, ...composed]
    .filter(({ pattern }) => !seen.has(pattern) && seen.add(pattern))
    .filter(({ pattern }) => takesWhole(pattern, line, scope))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_LINES)
}

function written(parts: readonly Part[]): Suggestion {
  const names = new FieldNames()
  const pattern = parts.map((part) => names.written(part)).join('')
  const weight = parts.reduce((sum, part) => sum + part.weight, 0)
  return { weight, pattern }
}

function hasFields(parts: readonly Part[]): boolean {
  return parts.some(({ kind }) => kind === 'field')
}

/** The words at the end, with what is among them, as one text. */
function withText(parts: readonly Part[]): Part[] {
  const from = parts.findIndex((_, i) => isText(parts, i))
  return from < 0 ? [...parts] : [...parts.slice(0, from), TEXT]
}

const TEXT: Part = { kind: 'field', text: '', name: 'GREEDYDATA', field: 'msg', weight: 0 }

/** Two words in a row, or one behind a sign and a blank. */
function isText(parts: readonly Part[], at: number): boolean {
  if (parts[at]?.kind !== 'word') return false
  if (parts[at + 1]?.text === ' ' && parts[at + 2]?.kind === 'word') return true
  return parts[at - 1]?.text === ' ' && /^[-:\]|】]$/.test(parts[at - 2]?.text ?? '')
}

/** What stands between blanks, as it is: the first ones, and the rest. */
function coarse(line: string): Part[] {
  const words = line.trimStart().split(/\s+/)
  const blanks = line.match(/\s+/g) ?? []
  const lead: Part[] = /^\s/.test(line) ? [literal(blanks.shift()!)] : []
  const columns = words.slice(0, MOST_COLUMNS).flatMap((text, i): Part[] => {
    const name = i === MOST_COLUMNS - 1 ? 'GREEDYDATA' : 'NOTSPACE'
    const column: Part = { kind: 'field', text, name, field: `column_${i + 1}`, weight: 0 }
    return i === 0 ? [column] : [literal(blanks[i - 1]!), column]
  })
  return [...lead, ...columns]
}

/** Words that are told apart where nothing is known of them. */
const MOST_COLUMNS = 5

function takesWhole(pattern: string, text: string, scope: PatternScope): boolean {
  return matcherOf(`(?s:^(?:${pattern})$)`, scope)?.exec(text) != null
}

/** Patterns of one's own may not compile: those are not suggested. */
function matcherOf(pattern: string, scope: PatternScope): GrokMatcher | undefined {
  try {
    return compileGrok(pattern, scope, { trim: false })
  } catch (error) {
    if (error instanceof PatternError || error instanceof RegexpError) return undefined
    throw error
  }
}
