// Operators between operands, as they stand in a row, to a tree: those of a higher rank take their operands first, those of
// one rank from the left.
import type { Node } from 'ohm-js'
import type {
  Arithmetic,
  ArithmeticOperator,
  Condition,
  ConditionOperator,
  Expr,
  Literal,
} from './ast.js'
import { Refusal } from './source.js'
import { following, start } from './spans.js'

const RANKS: Readonly<Record<ArithmeticOperator | ConditionOperator, number>> = {
  '||': 1,
  '&&': 2,
  in: 3,
  '>=': 4,
  '>': 4,
  '!=': 4,
  '==': 4,
  '<=': 4,
  '<': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
}
const ARITHMETIC_RANK = 5

/** An operator that has its left operand; the right one may still grow. */
interface Open {
  readonly operator: ArithmeticOperator | ConditionOperator
  readonly left: Expr
  readonly operatorAt: number
}

/** @throws Refusal */
export function operation(first: Node, operators: Node, rest: Node): Expr {
  const open: Open[] = []
  let right: Expr = first.expr()
  let last = first
  /** Gives operators of at least this rank their right operand. */
  const close = (rank: number): void => {
    while (open.length > 0 && RANKS[open.at(-1)!.operator] >= rank)
      right = closed(open.pop()!, right, last)
  }
  operators.children.forEach((node, i) => {
    const operator = node.sourceString.toLowerCase() as Open['operator']
    close(RANKS[operator])
    open.push({ operator, left: right, operatorAt: start(node) })
    last = rest.child(i)
    right = last.expr()
  })
  close(0)
  return right
}

/** @param last the node that ends the right operand */
function closed(open: Open, right: Expr, last: Node): Arithmetic | Condition {
  const { operator, left } = open
  if ((operator === '/' || operator === '%') && right.kind === 'literal' && isZero(right)) {
    const message = 'division or remainder by zero'
    throw new Refusal('PL103', following(last), message, undefined, start(last))
  }
  const kind = RANKS[operator] < ARITHMETIC_RANK ? 'condition' : 'arithmetic'
  return { ...open, kind, right, at: left.at } as Arithmetic | Condition
}

function isZero({ value }: Literal): boolean {
  return value === 0n || value === 0
}
