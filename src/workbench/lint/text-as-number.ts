// A captured text that is compared with a number. A capture without a type is a text; a text equals no number, and asking
// which of them is greater ends the script. Only names that nothing but grok writes, always as text.
import type { Condition, Expr } from '../../pipeline/language/ast.js'
import { captureNames } from './regexps.js'
import type { Finding, LintedScript, Rule, SeenCall } from './rule.js'
import { bare, blocksIn, exprsIn } from './walk.js'

export const textAsNumber: Rule = {
  code: 'PL912',
  run: (script) => {
    const texts = textNames(script)
    if (texts.size === 0) return []
    const exprs = [...exprsIn(script.tree)]
    return [
      ...exprs.flatMap((expr) => (expr.kind === 'condition' ? compared(expr, texts) : [])),
      ...script.calls.flatMap((call) => lying(call, texts)),
    ]
  },
}

/** These leave the keys that they name as they are, or write them only where they hold a number. */
const KEEPS = new Set(['grok', 'drop_key', 'nullif', 'group_between', 'get_key', 'match', 'len'])
/** These write keys that they do not name. */
const WRITES_ANY = new Set([
  'geoip',
  'kv_split',
  'mquery_refer_table',
  'pt_kvs_set',
  'pt_kvs_set_map',
  'query_refer_table',
  'use',
  'user_agent',
])

/** Names that grok captures as text and nothing else writes. */
function textNames({ tree, calls }: LintedScript): ReadonlySet<string> {
  if (calls.some(({ def }) => WRITES_ANY.has(def.name))) return new Set()
  const names = new Set(calls.flatMap((call) => (call.grok ? textsOf(call) : [])))
  for (const call of calls) for (const name of writtenBy(call)) names.delete(name)
  for (const expr of exprsIn(tree)) {
    const target = expr.kind === 'assign' ? expr.targets[0] : undefined
    if (target?.kind === 'ident') names.delete(target.name)
  }
  for (const statement of [...blocksIn(tree)].flat())
    if (statement.kind === 'forIn') names.delete(statement.variable)
  return names
}

function textsOf({ grok }: SeenCall): string[] {
  return [...captureNames(grok!.source)].filter((name) => isText(grok!.types.get(name)))
}

function isText(type: string | undefined): boolean {
  return type === undefined || type === 'str'
}

/** Keys that a call may give a value that is no text. */
function writtenBy({ def, args, given, grok }: SeenCall): string[] {
  if (grok) return [...captureNames(grok.source)].filter((name) => !isText(grok.types.get(name)))
  if (KEEPS.has(def.name)) return []
  return [...given].flatMap(([param, [expr]]) => {
    const key = args[param]
    if (typeof key === 'string') return [key]
    return expr?.kind === 'ident' || expr?.kind === 'attr' ? [expr.name] : []
  })
}

function compared({ operator, left, right, at }: Condition, texts: ReadonlySet<string>): Finding[] {
  const sides = [bare(left), bare(right)] as const
  const name = sides.map(nameOf).find((each) => each !== undefined && texts.has(each))
  const number = sides.find(isNumber)
  const what = OUTCOMES[operator]
  if (name === undefined || number === undefined || what === undefined) return []
  return [finding(name, `${what} ${String(number.value)}`, at)]
}

const OUTCOMES: Readonly<Record<string, string>> = {
  '==': 'it never equals',
  '!=': 'it always differs from',
  '<': 'the script fails where it is compared with',
  '<=': 'the script fails where it is compared with',
  '>': 'the script fails where it is compared with',
  '>=': 'the script fails where it is compared with',
}

function lying({ def, args, node }: SeenCall, texts: ReadonlySet<string>): Finding[] {
  const name = String(args.key)
  if (def.name !== 'group_between' || !texts.has(name)) return []
  return [finding(name, 'it never lies between two numbers', node.at)]
}

function finding(name: string, outcome: string, at: number): Finding {
  const message = `"${name}" is captured as a text, so ${outcome}`
  return { at, message, hint: `write its type behind its name: %{…:${name}:int} or :float` }
}

function nameOf(expr: Expr): string | undefined {
  return expr.kind === 'ident' ? expr.name : undefined
}

function isNumber(expr: Expr): expr is Extract<Expr, { kind: 'literal' }> {
  return expr.kind === 'literal' && (expr.type === 'int' || expr.type === 'float')
}
