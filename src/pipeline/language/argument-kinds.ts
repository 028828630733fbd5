// Whether an argument is of a kind that its parameter takes, in the words of people who write scripts.
import type { FunctionDef, NodeKind, Param } from '../define.js'
import type { Expr } from './ast.js'
import { firstOffset, subject, withForm } from './call-form.js'
import { Refusal } from './source.js'

const KEY: readonly NodeKind[] = ['ident', 'attr', 'string']

/** The kinds of node a parameter takes; undefined for all. */
function accepted(param: Param): readonly NodeKind[] | undefined {
  switch (param.kind) {
    case 'key':
      return KEY
    case 'name':
      return ['ident', 'attr']
    case 'number':
      return ['int', 'float']
    case 'node':
      return param.accept
    case 'any':
    case 'ignored':
    case 'typed':
      return undefined
    default:
      return [param.kind]
  }
}

const LITERAL_TYPES: Partial<Record<NodeKind, string>> = {
  string: 'str',
  int: 'int',
  float: 'float',
  bool: 'bool',
  nil: 'nil',
  list: 'list',
  map: 'map',
}

/**
 * Checks the kind of one argument.
 * @param reported the argument or call that a fault is reported at, where that is not this argument
 * @throws Refusal
 */
export function checkKind(
  expr: Expr,
  name: string,
  param: Param,
  def: FunctionDef,
  reported: Expr | undefined,
): void {
  const node = subject(expr, def)
  const wanted = misfit(expr, nodeKind(node), param)
  if (wanted === undefined) return
  const message = `${def.name}: ${name} must be ${wanted}`
  const { at } = subject(reported ?? expr, def)
  const hint = withForm(kindHint(node, param, def), 'PL301', def)
  throw new Refusal('PL301', at, message, hint, firstOffset(node))
}

/** What it must be and is; nothing if it fits. */
function misfit(expr: Expr, kind: NodeKind, param: Param): string | undefined {
  const kinds = accepted(param)
  if (kinds && !kinds.includes(kind)) return `${oneOf(kinds)}, not ${a(kind)}`
  const type = LITERAL_TYPES[kind]
  const types: readonly string[] | undefined = param.kind === 'typed' ? param.types : undefined
  if (!types || type === undefined || expr.kind === 'assign') return undefined
  if (types.includes(type) || types.includes('any')) return undefined
  return `${types.join(' or ')}, not ${type}`
}

/** Quotes that are missing, or one too many. */
function kindHint(node: Expr, param: Param, def: FunctionDef): string | undefined {
  const kinds: readonly string[] = accepted(param) ?? param.types ?? []
  const text = kinds.includes('string') || kinds.includes('str')
  if (node.kind === 'assign') return `${def.name} takes its arguments without names`
  if (node.kind === 'ident' || node.kind === 'attr')
    return text ? `a text stands in quotes: "${node.name}"` : undefined
  if (node.kind !== 'literal') return undefined
  if (node.type !== 'string')
    return text && node.type !== 'nil'
      ? `in quotes it is a text: "${String(node.value)}"`
      : undefined
  const bare = String(node.value)
  return BARE.some(({ kind, form }) => kinds.includes(kind) && form.test(bare))
    ? `write ${bare} without quotes`
    : undefined
}

/** Texts that without quotes are of another kind. */
const BARE: readonly { readonly kind: string; readonly form: RegExp }[] = [
  { kind: 'int', form: /^-?(?:0|[1-9]\d{0,17})$/ },
  { kind: 'float', form: /^-?\d{1,15}\.\d{1,15}$/ },
  { kind: 'bool', form: /^(?:true|false)$/ },
  { kind: 'ident', form: /^[A-Za-z_]\w*$/ },
]

const KIND_WORDS: Partial<Record<NodeKind, string>> = {
  ident: 'a name',
  attr: 'a key such as a.b',
  string: 'a text in quotes',
  int: 'an int',
  float: 'a float',
  bool: 'true or false',
  assign: 'a named argument',
  arithmetic: 'an arithmetic expression',
  paren: 'an expression in parentheses',
  index: 'an index such as a[0]',
  nil: 'nil',
}

function a(kind: NodeKind): string {
  return KIND_WORDS[kind] ?? `a ${kind}`
}

function oneOf(kinds: readonly NodeKind[]): string {
  const words = kinds.map(a)
  const last = words.pop()
  return words.length > 0 ? `${words.join(', ')} or ${last}` : `${last}`
}

export function nodeKind(expr: Expr): NodeKind {
  return expr.kind === 'literal' ? expr.type : expr.kind
}
