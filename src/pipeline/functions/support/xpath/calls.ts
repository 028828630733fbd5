// The functions of XPath that the original knows. Texts are bytes: lengths and offsets count them.
import { byteLength, fromBytes, toBytes } from '../../../../util/bytes.js'
import { formatFloat } from '../../../../util/go-float.js'
import { parseGoFloat } from '../../../../util/go-number.js'
import { RegexpError } from '../../../grok/go-regexp-ast.js'
import { compileRegexp } from '../../../grok/regexp.js'
import { localName, type Place, prefixOf, spaceOf } from './place.js'
import { Nodes, PathCrash, type Result } from './query.js'
import type { PathRun } from './run.js'

/** Evaluates the n-th argument. */
type Args = (index: number) => Result

export interface Call {
  /** Least and greatest number of arguments; further ones than the greatest are not looked at. */
  readonly least: number
  readonly greatest?: number
  /** Takes the step it stands in as its argument when it has none. */
  readonly isOfStep?: true
  /** Works without a step to stand in. */
  readonly isFree?: true
  readonly run: (args: Args, count: number, place: Place, run: PathRun) => Result
}

export const CALLS: Readonly<Record<string, Call>> = {
  'starts-with': { least: 2, run: (args) => containing(args, (a, b) => a.startsWith(b)) },
  'ends-with': { least: 2, run: (args) => containing(args, (a, b) => a.endsWith(b)) },
  contains: { least: 2, run: (args) => containing(args, (a, b) => a.includes(b)) },
  matches: { least: 2, greatest: 2, run: matches },
  substring: { least: 2, run: substring },
  'substring-before': { least: 2, greatest: 2, run: (args) => around(args, false) },
  'substring-after': { least: 2, greatest: 2, run: (args) => around(args, true) },
  'string-length': { least: 1, run: (args) => byteLength(plain(args(0)) ?? '') },
  'normalize-space': { least: 1, isFree: true, run: (args) => normalized(plain(args(0)) ?? '') },
  replace: { least: 3, greatest: 3, run: replace },
  translate: { least: 3, greatest: 3, run: translate },
  concat: {
    least: 2,
    run: (args, count) =>
      upTo(count)
        .map((i) => plain(args(i)) ?? '')
        .join(''),
  },
  not: { least: 1, isFree: true, run: (args) => not(args(0)) },
  true: { least: 0, run: () => true },
  false: { least: 0, run: () => false },
  name: { least: 0, greatest: 1, run: naming(fullName) },
  'local-name': { least: 0, greatest: 1, run: naming(localName) },
  'namespace-uri': { least: 0, greatest: 1, run: naming(spaceOf) },
  boolean: { least: 0, greatest: 1, isOfStep: true, run: (args) => isTrue(args(0)) },
  number: { least: 0, greatest: 1, isOfStep: true, run: (args) => asNumber(args(0)) },
  string: { least: 0, greatest: 1, isOfStep: true, run: (args) => asText(args(0)) },
  count: { least: 1, isFree: true, run: (args) => count(args(0)) },
  sum: { least: 1, isFree: true, run: (args) => sum(args(0)) },
  ceiling: { least: 1, isFree: true, run: (args) => Math.ceil(asNumber(args(0))) },
  floor: { least: 1, isFree: true, run: (args) => Math.floor(asNumber(args(0))) },
  round: { least: 1, isFree: true, run: (args) => rounded(asNumber(args(0))) },
}

export function isTrue(value: Result): boolean {
  if (value instanceof Nodes) return value.first() !== undefined
  if (typeof value === 'bigint') throw new PathCrash('an int as a condition')
  return typeof value === 'number' ? value !== 0 : Boolean(value)
}

function asNumber(value: Result): number {
  if (typeof value === 'number') return value
  if (value instanceof Nodes) {
    const text = value.firstValue()
    return text === undefined ? 0 : (parseGoFloat(text) ?? Number.NaN)
  }
  return typeof value === 'string' ? (parseGoFloat(value) ?? Number.NaN) : Number.NaN
}

function asText(value: Result): string {
  if (value instanceof Nodes) return value.firstValue() ?? ''
  if (typeof value === 'bigint') throw new PathCrash('an int as a text')
  return typeof value === 'number' ? formatFloat(value, 'g', -1) : String(value)
}

/** A text or the first of the nodes; undefined for no node, and for other kinds. */
function plain(value: Result): string | undefined {
  if (value instanceof Nodes) return value.firstValue()
  return typeof value === 'string' ? value : undefined
}

function constantText(value: Result): string {
  if (typeof value !== 'string') throw new PathCrash('an argument that is no text')
  return value
}

function containing(args: Args, holds: (text: string, part: string) => boolean): boolean {
  const first = args(0)
  const text = first instanceof Nodes ? first.firstValue() : constantText(first)
  return text !== undefined && holds(text, constantText(args(1)))
}

function matches(args: Args): Result {
  const first = args(0)
  const text = plain(first)
  if (text === undefined && first instanceof Nodes) return ''
  try {
    return compileRegexp(constantText(args(1))).test(text ?? '')
  } catch (error) {
    throw error instanceof RegexpError ? new PathCrash(error.message) : error
  }
}

function substring(args: Args, count: number): string {
  const first = args(0)
  const text = plain(first)
  if (text === undefined && first instanceof Nodes) return ''
  const start = args(1)
  const length = count === 3 ? args(2) : 0
  const bytes = toBytes(text ?? '')
  if (typeof start !== 'number' || typeof length !== 'number' || start < 1)
    throw new PathCrash('a start or length that is no number')
  const from = Math.trunc(start - 1)
  if (bytes.length - from < Math.trunc(length)) throw new PathCrash('a part beyond the end')
  const end = length > 0 ? Math.trunc(length + start - 1) : bytes.length
  return fromBytes(bytes.subarray(from, end))
}

function around(args: Args, isAfter: boolean): string {
  const text = plain(args(0)) ?? ''
  const word = plain(args(1)) ?? ''
  const at = word === '' ? -1 : text.indexOf(word)
  if (at < 0) return ''
  return isAfter ? text.slice(at + word.length) : text.slice(0, at)
}

const SPACES = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

function normalized(text: string): string {
  return text.split(SPACES).filter(Boolean).join(' ')
}

function replace(args: Args): string {
  const [text, part, other] = [asText(args(0)), asText(args(1)), asText(args(2))]
  return text.split(part === '' ? /(?:)/u : part).join(other)
}

/** Each character for the byte that stands at its offset. The first rule for a character counts. */
function translate(args: Args): string {
  const [text, from, to] = [asText(args(0)), asText(args(1)), toBytes(asText(args(2)))]
  const rules = new Map<string, string>()
  let offset = 0
  for (const rune of from) {
    const byte = to[offset]
    if (!rules.has(rune)) rules.set(rune, byte === undefined ? '' : String.fromCharCode(byte))
    offset += byteLength(rune)
  }
  return Array.from(text, (rune) => rules.get(rune) ?? rune).join('')
}

function not(value: Result): boolean {
  if (value instanceof Nodes) return value.first() === undefined
  return typeof value === 'boolean' && !value
}

function naming(nameOf: (place: Place) => string): Call['run'] {
  return (args, count, place) => {
    if (count === 0) return nameOf(place)
    const value = args(0)
    const first = value instanceof Nodes ? value.first() : undefined
    return first === undefined ? '' : nameOf(first)
  }
}

function fullName(place: Place): string {
  const prefix = prefixOf(place)
  return prefix === '' ? localName(place) : `${prefix}:${localName(place)}`
}

function count(value: Result): number {
  return value instanceof Nodes ? [...value.places()].length : 0
}

function sum(value: Result): number {
  if (value instanceof Nodes) {
    let total = 0
    for (const text of value.values()) total += parseGoFloat(text) ?? 0
    return total
  }
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return 0
  const number = parseGoFloat(value)
  if (number === undefined) throw new PathCrash('a sum of a text')
  return number
}

/** Halves go away from zero. */
function rounded(value: number): bigint {
  const whole = Math.sign(value) * Math.round(Math.abs(value))
  return Number.isFinite(whole) ? BigInt(whole) : 0n
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}
