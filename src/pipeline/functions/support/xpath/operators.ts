// Operators between values. Kinds that do not go together are a crash of the original; between nodes and a text the text
// is on the left, whichever side it was written on.
import { parseGoFloat } from '../../../../util/go-number.js'
import { Nodes, PathCrash, type Result } from './query.js'

type Comparison = (a: string | number, b: string | number) => boolean

const COMPARE: Readonly<Record<string, Comparison>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

const COMPUTE: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  div: (a, b) => a / b,
  mod: (a, b) => remainder(Math.trunc(a), Math.trunc(b)),
}

export function isComparison(operator: string): boolean {
  return operator in COMPARE
}

export function compare(operator: string, left: Result, right: Result): boolean {
  const holds = COMPARE[operator]
  if (holds === undefined || typeof left === 'bigint' || typeof right === 'bigint')
    throw new PathCrash('kinds that cannot be compared')
  if (typeof left === 'boolean' || typeof right === 'boolean') {
    if (typeof left === typeof right) return false
    throw new PathCrash('kinds that cannot be compared')
  }
  if (left instanceof Nodes)
    return right instanceof Nodes ? anyPair(left, right, holds) : anyWith(left, right, holds)
  if (right instanceof Nodes) return some(right.values(), (value) => holds(left, like(left, value)))
  if (typeof left === 'string' && typeof right === 'number') return holds(right, numberOf(left))
  return holds(left, like(left, String(right)))
}

function anyWith(nodes: Nodes, other: string | number, holds: Comparison): boolean {
  if (typeof other === 'string') return some(nodes.values(), (value) => holds(other, value))
  return some(nodes.values(), (value) => holds(numberOf(value), other))
}

/** A text as a value of the same kind as another. */
function like(other: string | number, text: string): string | number {
  return typeof other === 'string' ? text : numberOf(text)
}

export function compute(operator: string, left: Result, right: Result): number {
  const run = COMPUTE[operator]
  if (run === undefined || !isNumeric(left) || !isNumeric(right))
    throw new PathCrash('an operand that is no number')
  return run(Number(left), Number(right))
}

function anyPair(left: Nodes, right: Nodes, holds: Comparison): boolean {
  const values = [...right.values()]
  return some(left.values(), (value) => values.some((other) => holds(value, other)))
}

function some(values: Iterable<string>, holds: (value: string) => boolean): boolean {
  for (const value of values) if (holds(value)) return true
  return false
}

function numberOf(text: string): number {
  const number = parseGoFloat(text)
  if (number === undefined) throw new PathCrash('a text that is no number')
  return number
}

function isNumeric(value: Result): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

function remainder(a: number, b: number): number {
  if (b === 0) throw new PathCrash('a division by zero')
  return a % b
}
