// Statements that no record comes to: behind `exit()`, `break` or `continue`, or in a branch whose condition is a literal.
import type { Block, Expr, If, Statement } from '../../pipeline/language/ast.js'
import { firstOffset } from '../../pipeline/language/call-form.js'
import { isExpr } from '../../pipeline/language/scopes.js'
import { lineOf } from './place.js'
import type { Finding, LintedScript, Rule } from './rule.js'
import { bare, blocksIn, headOf } from './walk.js'

export const unreachable: Rule = {
  code: 'PL905',
  run: (script) =>
    [...blocksIn(script.tree)].flatMap((block) => [
      ...behindEnd(block, script),
      ...block.flatMap((statement) => (statement.kind === 'if' ? deadBranches(statement) : [])),
    ]),
}

/** The first statement behind one that nothing passes. */
function behindEnd(block: Block, script: LintedScript): Finding[] {
  const end = block.findIndex((statement) => ends(statement, script))
  const next = end < 0 ? undefined : block[end + 1]
  if (!next) return []
  const line = lineOf(script.source, startOf(block[end]!))
  const message = `this never runs: nothing passes the statement of line ${line}`
  return [{ at: startOf(next), message, hint: 'leave it out, or move it before' }]
}

/** Whether no record gets behind a statement. */
function ends(statement: Statement, script: LintedScript): boolean {
  if (statement.kind === 'break' || statement.kind === 'continue') return true
  if (statement.kind === 'if') {
    const bodies = statement.branches.map(({ body }) => body)
    const { otherwise } = statement
    return (
      otherwise !== undefined && [...bodies, otherwise].every((body) => blockEnds(body, script))
    )
  }
  const call = isExpr(statement) ? bare(statement) : undefined
  return call?.kind === 'call' && script.callOf(call)?.def.control === 'exit'
}

function blockEnds(block: Block, script: LintedScript): boolean {
  return block.some((statement) => ends(statement, script))
}

function deadBranches({ branches, otherwise }: If): Finding[] {
  const found: Finding[] = []
  const hint = 'leave the branch out'
  for (const [i, { condition, body }] of branches.entries()) {
    const constant = constantOf(condition)
    if (constant === false && body.length > 0)
      found.push({ at: firstOffset(condition), message: 'this branch never runs', hint })
    const later = branches[i + 1]?.condition
    const rest = later ? firstOffset(later) : otherwise?.[0] && startOf(otherwise[0])
    if (constant !== true || rest === undefined) continue
    found.push({ at: rest, message: 'this branch never runs: the one before always does', hint })
    break
  }
  return found
}

function constantOf(condition: Expr): unknown {
  const expr = bare(condition)
  return expr.kind === 'literal' ? (expr.value === null ? false : expr.value) : undefined
}

function startOf(statement: Statement): number {
  if (statement.kind === 'if') return firstOffset(statement.branches[0]!.condition)
  if (isExpr(statement)) return firstOffset(statement)
  return 'at' in statement ? statement.at : firstOffset(headOf(statement)[0]!)
}
