// A statement that computes something and lets go of it: a comparison where an assignment was meant, `append` without a
// variable for its result.
import type { Call, Expr } from '../../pipeline/language/ast.js'
import { firstOffset } from '../../pipeline/language/call-form.js'
import { isExpr } from '../../pipeline/language/scopes.js'
import type { Finding, LintedScript, Rule } from './rule.js'
import { bare, blocksIn, within } from './walk.js'

export const noEffect: Rule = {
  code: 'PL910',
  run: (script) =>
    [...blocksIn(script.tree)]
      .flat()
      .filter(isExpr)
      .flatMap((expr) => (isIdle(expr, script) ? [finding(expr)] : [])),
}

/** Functions that give a value and do nothing else. */
const GIVES_ONLY = new Set([
  'append',
  'cache_get',
  'cidr',
  'format_int',
  'get_key',
  'hash',
  'len',
  'load_json',
  'match',
  'mquery_refer_table',
  'parse_int',
  'pt_kvs_get',
  'pt_kvs_keys',
  'query_refer_table',
  'sample',
  'slice_string',
  'strlen',
  'timestamp',
  'url_parse',
  'vaild_json',
  'valid_json',
  'value_type',
])

/** Whether nothing in the expression changes anything. That it may fail is no effect that one writes it for. */
function isIdle(expr: Expr, script: LintedScript): boolean {
  return [...within(expr)].every((part) => {
    if (part.kind === 'assign') return isNamedArgument(part, expr)
    return part.kind !== 'call' || (GIVES_ONLY.has(part.name) && script.callOf(part) !== undefined)
  })
}

/** `f(a=1)`: the tree has it as an assignment. */
function isNamedArgument(assign: Expr, root: Expr): boolean {
  const calls = [...within(root)].filter((part): part is Call => part.kind === 'call')
  return calls.some(({ args }) => args.includes(assign))
}

function finding(expr: Expr): Finding {
  const inner = bare(expr)
  const at = firstOffset(inner)
  if (inner.kind === 'call')
    return {
      at,
      message: `the result of ${inner.name} is not used, and it does nothing else`,
      hint: `give it to a variable or a field: add_key(key, ${inner.name}(…))`,
    }
  const hint =
    inner.kind === 'condition' && inner.operator === '==' ? 'write "=" to assign' : undefined
  const message = 'this statement has no effect: its value is not used'
  return { at, message, ...(hint ? { hint } : {}) }
}
