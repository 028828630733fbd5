// A variable that is set and never read. It is no field: whoever sets one and wants it in the record calls `add_key`.
import type { Expr } from '../../pipeline/language/ast.js'
import type { Finding, Rule } from './rule.js'
import { exprsIn } from './walk.js'

export const unreadVariable: Rule = {
  code: 'PL911',
  run: (script) => {
    const exprs = [...exprsIn(script.tree)]
    const targets = new Set(exprs.flatMap((expr) => (expr.kind === 'assign' ? expr.targets : [])))
    const read = new Set(
      exprs.flatMap((expr) =>
        targets.has(expr) && expr.kind === 'ident' ? [] : namesReadBy(expr),
      ),
    )
    const named = new Set(script.calls.flatMap(({ node }) => node.args))
    const set = new Map<string, Finding>()
    for (const expr of exprs) {
      if (expr.kind !== 'assign' || named.has(expr)) continue
      const [target] = expr.targets
      if (target.kind === 'ident' && !read.has(target.name) && !set.has(target.name))
        set.set(target.name, finding(target.name, target.at))
    }
    return [...set.values()]
  },
}

function finding(name: string, at: number): Finding {
  const message = `the variable "${name}" is never read; a variable is no field of the record`
  return { at, message, hint: `add_key(${name}, …) writes a field; else leave it out` }
}

/** Names that an expression itself reads. A text may name a variable too: `add_key("x")`. */
function namesReadBy(expr: Expr): string[] {
  switch (expr.kind) {
    case 'ident':
    case 'attr':
      return [expr.name]
    case 'index':
      return expr.object ? [expr.object.name] : []
    case 'literal':
      return expr.type === 'string' ? [String(expr.value)] : []
    default:
      return []
  }
}
