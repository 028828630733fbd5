// Repeat operators: `* + ? {n} {n,} {n,m}`, each with a `?` for the other greed. Counts end at 1000,
// and so does the product of nested ones. What only looks like a count (`{,2}`, `{x`) is literal text.

import { children, type Node, RegexpError } from './go-regexp-ast.js'

const MAX_COUNT = 1000
const OPERATOR = /([*+?]|\{(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\})(\??)/y

interface RepeatOperator {
  readonly text: string
  readonly min: number
  readonly max: number
  /** Whether a `?` follows the operator. */
  readonly lazy: boolean
}

const SIGNS: Readonly<Record<string, readonly [number, number]>> = {
  '*': [0, Infinity],
  '+': [1, Infinity],
  '?': [0, 1],
}

/** The repeat operator at `at`, if there is one. */
export function readRepeat(source: string, at: number): RepeatOperator | undefined {
  OPERATOR.lastIndex = at
  const match = OPERATOR.exec(source)
  if (match === null) return undefined
  const [text, operator, from, upTo, to, question] = match
  const lazy = question !== ''
  const sign = SIGNS[operator!]
  if (sign !== undefined) return { text, min: sign[0], max: sign[1], lazy }
  const min = Number(from)
  const max = upTo === undefined ? min : to === undefined ? Infinity : Number(to)
  const highest = max === Infinity ? min : max
  if (min > MAX_COUNT || highest > MAX_COUNT)
    throw new RegexpError(`"${operator}" repeats more than 1000 times`)
  if (min > max) throw new RegexpError(`"${operator}" has its bounds upside down`)
  return { text, min, max, lazy }
}

/** Refuses a new repeat whose count, multiplied with those inside it, passes 1000. */
export function checkRepeats(node: Node): void {
  if (node.kind !== 'repeat' || !isCounted(node.min, node.max)) return
  if (!fits(node, MAX_COUNT)) {
    throw new RegexpError('nested counts multiply to more than 1000 repeats')
  }
}

/** `{0}`, `{1}`, `{0,1}` and `* + ?` cost nothing. */
function isCounted(min: number, max: number): boolean {
  return min >= 2 || (max >= 2 && max !== Infinity)
}

function fits(node: Node, room: number): boolean {
  let left = room
  if (node.kind === 'repeat') {
    if (node.max === 0) return true
    const count = node.max === Infinity ? node.min : node.max
    if (count > room) return false
    if (count > 0) left = Math.floor(room / count)
  }
  return children(node).every((child) => fits(child, left))
}
