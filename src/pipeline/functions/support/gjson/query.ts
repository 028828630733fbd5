// Queries of a path, `#(path op value)`: their parts, and whether a value fits.
import { byBytes } from '../../../../util/byte-order.js'
import { unescapeText } from './escape.js'
import { exists, floatOf, isTrue, NO, type Result, truthOfText, YES } from './result.js'
import { trimBlanks } from './scan.js'
import { compileWildcards } from './wildcard.js'

export interface Query {
  /** Path of what is compared, within each element; "" for the element. */
  readonly path: string
  fits(value: Result): boolean
}

/** A query that is not closed: it asks only whether there is a member without name. */
export const BROKEN_QUERY: Query = { path: '', fits: exists }

interface Parts {
  readonly path: string
  /** Operator and value as they stand; "" for none. */
  readonly condition: string
  readonly escaped: boolean
  /** Behind the closing bracket. */
  readonly end: number
}

/** The query that begins at `#(` or `#[` at the start of a path; undefined when it is not closed. */
export function parseQuery(path: string): { query: Query; end: number } | undefined {
  const parts = splitQuery(path)
  if (!parts) return undefined
  const operator = OPERATOR.exec(parts.condition)?.[0] ?? ''
  const value = operand(trimBlanks(parts.condition.slice(operator.length)), parts.escaped)
  const compare = comparison(operator === '==' ? '=' : operator, value)
  return { query: { path: parts.path, fits: compare }, end: parts.end }
}

const OPERATOR = /^(?:[!<>=]=|!%|[!=<>%]$|[=<>%])/
const BEGINS_OPERATOR = '!=<>%'

function splitQuery(path: string): Parts | undefined {
  let depth = 1
  let operator = 0
  let escaped = false
  for (let i = 2; i < path.length; i++) {
    const c = path[i] as string
    if (depth === 1 && operator === 0 && BEGINS_OPERATOR.includes(c)) operator = i
    else if (c === '\\') i++
    else if (c === '[' || c === '(') depth++
    else if (c === '"') {
      const end = quotedEnd(path, i)
      escaped ||= path.slice(i, end).includes('\\')
      i = end
    } else if ((c === ']' || c === ')') && --depth === 0) {
      const subject = trimBlanks(path.slice(2, operator || i))
      const condition = operator === 0 ? '' : trimBlanks(path.slice(operator, i))
      return { path: subject, condition, escaped, end: i + 1 }
    }
  }
  return undefined
}

/** The place of the closing quote, or the end. */
export function quotedEnd(path: string, at: number): number {
  let i = at + 1
  while (i < path.length && path[i] !== '"') i += path[i] === '\\' ? 2 : 1
  return Math.min(i, path.length)
}

function operand(value: string, escaped: boolean): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value
  const body = value.slice(1, -1)
  return escaped ? unescapeText(body) : body
}

function comparison(operator: string, operand: string): (value: Result) => boolean {
  if (!operand.startsWith('~'))
    return (value) => exists(value) && compareBy(operator, operand)(value)
  const test = TRUTH[operand.slice(1)]
  const compare = compareBy(operator, test ? 'true' : '')
  return (value) => test !== undefined && compare(test(value) ? YES : NO)
}

/** What `~true`, `~false`, `~null` and `~*` ask of a value; a missing one is null. */
const TRUTH: Readonly<Record<string, (value: Result) => boolean>> = {
  '*': exists,
  null: ({ kind }) => kind === 'null',
  true: isTrue,
  false: isFalse,
}

function isFalse(value: Result): boolean {
  switch (value.kind) {
    case 'string':
      return truthOfText(value.text) === false
    case 'number':
      return floatOf(value.raw) === 0
    default:
      return value.kind === 'null' || value.kind === 'false'
  }
}

/** Texts by bytes, numbers by size, false before true; every other pair of kinds fits nothing. */
function compareBy(operator: string, operand: string): (value: Result) => boolean {
  if (operator === '') return exists
  const number = floatOf(operand)
  const like = operator.endsWith('%') ? compileWildcards(operand) : undefined
  const holds = ORDERS[operator] ?? (() => false)
  return (value) => {
    switch (value.kind) {
      case 'string':
        if (like) return like(value.text) === (operator === '%')
        return holds(byBytes(value.text, operand))
      case 'number':
        return holds(order(floatOf(value.raw), number))
      case 'true':
      case 'false':
        return fitsTruth(operator, value.kind, operand)
      default:
        return false
    }
  }
}

/** What an operator asks of the order of two values: below, at or above zero, or NaN. */
const ORDERS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

function order(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN
}

/** Below false and above true there is nothing, whatever the operand. */
function fitsTruth(operator: string, value: 'true' | 'false', operand: string): boolean {
  const [strict, loose] = value === 'true' ? ['>', '>='] : ['<', '<=']
  if (operator === '=') return operand === value
  if (operator === '!=') return operand !== value
  if (operator === strict) return operand === (value === 'true' ? 'false' : 'true')
  return operator === loose
}
