// Walks over the tree of a script, in the order of the source.
import {
  type Block,
  type Call,
  children,
  type Expr,
  type Statement,
} from '../../pipeline/language/ast.js'
import { isExpr } from '../../pipeline/language/scopes.js'

/** Every block of a script, outer ones first. */
export function* blocksIn(block: Block): Generator<Block> {
  yield block
  for (const statement of block) for (const inner of bodiesOf(statement)) yield* blocksIn(inner)
}

/** The blocks of a statement. */
export function bodiesOf(statement: Statement): readonly Block[] {
  if (statement.kind === 'if') {
    const bodies = statement.branches.map(({ body }) => body)
    return statement.otherwise ? [...bodies, statement.otherwise] : bodies
  }
  return statement.kind === 'for' || statement.kind === 'forIn' ? [statement.body] : []
}

/** The expressions of a statement itself, not of its blocks. */
export function headOf(statement: Statement): readonly Expr[] {
  switch (statement.kind) {
    case 'if':
      return statement.branches.map(({ condition }) => condition)
    case 'for':
      return [statement.init, statement.condition, statement.step].filter(
        (one) => one !== undefined,
      )
    case 'forIn':
      return [statement.iterated]
    default:
      return isExpr(statement) ? [statement] : []
  }
}

/** An expression and all inside it. */
export function* within(expr: Expr): Generator<Expr> {
  const ahead = [expr]
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    yield next
    for (const part of children(next).toReversed()) ahead.push(part)
  }
}

/** Every expression of a script. */
export function* exprsIn(block: Block): Generator<Expr> {
  for (const inner of blocksIn(block))
    for (const statement of inner) for (const head of headOf(statement)) yield* within(head)
}

export function callsIn(block: Block): Call[] {
  return [...exprsIn(block)].filter((expr) => expr.kind === 'call').sort((a, b) => a.at - b.at)
}

/** The expression without the brackets round it. */
export function bare(expr: Expr): Expr {
  return expr.kind === 'paren' ? bare(expr.inner) : expr
}
