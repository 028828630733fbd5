// The scopes of a script while it is emitted. Every name that may be assigned in a scope becomes one JavaScript variable
// there; undefined means that it has not been. Reading goes from the innermost scope outward and ends at the point.
import { type Block, children, type Expr, type Statement } from './ast.js'

export interface Scope {
  /** Name in the script → JavaScript variable. */
  readonly variables: ReadonlyMap<string, string>
  readonly outer: Scope | undefined
  /**
   * Names that are sure to be set, here or further out, from this place of the script on. A scope inside that assigns them
   * makes no variable of its own: nested loops over one name would become code that grows with the square of their depth.
   */
  readonly settled: Set<string>
}

/** Whether a name is sure to be set where a new scope begins. */
export function isSettled(name: string, scope: Scope | undefined): boolean {
  for (let each = scope; each; each = each.outer) if (each.settled.has(name)) return true
  return false
}

/** The variables that a name may be found in, innermost first. */
export function variablesOf(name: string, scope: Scope | undefined): string[] {
  const found: string[] = []
  for (let each = scope; each; each = each.outer) {
    const variable = each.variables.get(name)
    if (variable !== undefined) found.push(variable)
  }
  return found
}

/** The name that a statement is sure to have set when it is done. */
export function assignedName(expr: Expr): string | undefined {
  if (expr.kind !== 'assign' || expr.operator !== undefined) return undefined
  const [target] = expr.targets
  return target.kind === 'ident' ? target.name : undefined
}

/** Names assigned by the statements of a block themselves; branches and loops have scopes of their own. */
export function namesInBlock(block: Block): Set<string> {
  const names = new Set<string>()
  for (const statement of block) if (isExpr(statement)) collect(statement, names)
  return names
}

/** Names assigned while the expressions are evaluated. */
export function namesIn(exprs: readonly (Expr | undefined)[]): Set<string> {
  const names = new Set<string>()
  for (const expr of exprs) if (expr) collect(expr, names)
  return names
}

export function isExpr(statement: Statement): statement is Expr {
  return !['if', 'for', 'forIn', 'break', 'continue'].includes(statement.kind)
}

function collect(expr: Expr, names: Set<string>): void {
  if (expr.kind === 'assign') {
    const [target] = expr.targets
    if (target.kind === 'ident') names.add(target.name)
  }
  for (const child of children(expr)) collect(child, names)
}
