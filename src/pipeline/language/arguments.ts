// The arguments of a call against the parameters of its function: which goes where (three styles, see define.ts), what
// is refused, what `prepare` gets and what the step gets for each record. Styles differ in where an error is reported.
import type { Code, Position } from '../../errors.js'
import type { Value } from '../../point/value.js'
import { closest } from '../../util/closest.js'
import type { Arg, FunctionDef, NodeKind, Param } from '../define.js'
import type { Call, Expr } from './ast.js'
import { keyText } from './build.js'
import { Refusal } from './source.js'

/** What the step gets for one argument. */
export type Passed =
  /** Nothing is there, or only its static part matters. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'constant'; readonly value: Value }
  /** The value of a name; undefined if it is in neither variables nor point. */
  | { readonly kind: 'lookup'; readonly name: string }
  | {
      readonly kind: 'value'
      readonly expr: Expr
      readonly guard: boolean
      /** Types that are checked at run time. */
      readonly types?: readonly string[]
    }

/** The expressions given for each parameter, in the order of the parameters. */
export type Binding = ReadonlyMap<string, readonly Expr[]>

/** @throws Refusal */
export function bind(call: Call, def: FunctionDef): Binding {
  return def.style === 'positional' ? bindInOrder(call, def) : bindByName(call, def)
}

function bindInOrder(call: Call, def: FunctionDef): Binding {
  const binding = new Map<string, Expr[]>()
  const names = Object.keys(def.params)
  call.args.forEach((arg, i) => {
    const name = names[i] ?? openEnded(def)
    if (name === undefined) throw wrongCount(call, def, 'too many')
    binding.set(name, [...(binding.get(name) ?? []), arg])
  })
  requireAll(call, def, binding)
  return binding
}

/** The parameter that takes all further arguments. */
function openEnded(def: FunctionDef): string | undefined {
  const last = Object.entries(def.params).at(-1)
  return last && (last[1].rest || last[1].kind === 'ignored') ? last[0] : undefined
}

function bindByName(call: Call, def: FunctionDef): Binding {
  const binding = new Map<string, Expr[]>()
  const names = Object.keys(def.params)
  if (call.args.length > names.length && openEnded(def) === undefined && noNames(call))
    throw wrongCount(call, def, 'too many')
  let named = false
  call.args.forEach((arg, i) => {
    const name = argumentName(arg) ?? names[i] ?? openEnded(def)
    const at = def.style === 'typed' ? arg.at : call.at
    if (arg.kind === 'assign') {
      named = true
      if (name === undefined || !Object.hasOwn(def.params, name))
        throw unknownParameter(arg, name ?? '', at, def)
      binding.set(name, [arg])
    } else {
      if (named) throw unnamedBehindNamed(arg, at, def)
      if (name === undefined) throw wrongCount(call, def, 'too many')
      binding.set(name, [...(binding.get(name) ?? []), arg])
    }
  })
  requireAll(call, def, binding)
  return binding
}

function noNames(call: Call): boolean {
  return call.args.every(({ kind }) => kind !== 'assign')
}

function argumentName(arg: Expr): string | undefined {
  if (arg.kind !== 'assign') return undefined
  const [target] = arg.targets
  return target.kind === 'ident' ? target.name : ''
}

function requireAll(call: Call, def: FunctionDef, binding: Binding): void {
  for (const [name, param] of Object.entries(def.params)) {
    if (!param.optional && !param.rest && param.kind !== 'ignored' && !binding.has(name))
      throw wrongCount(call, def, 'too few')
  }
}

function wrongCount(call: Call, def: FunctionDef, how: string): Refusal {
  return new Refusal('PL202', call.at, `${how} arguments for ${def.name}`, usage(def))
}

function unknownParameter(arg: Expr, name: string, at: number, def: FunctionDef): Refusal {
  const near = closest(name, Object.keys(def.params))
  const hint = withForm(near && `did you mean "${near}"?`, 'PL202', def)
  return new Refusal('PL202', at, `${def.name} has no parameter "${name}"`, hint, arg.at)
}

function unnamedBehindNamed(arg: Expr, at: number, def: FunctionDef): Refusal {
  const message = 'an argument without name follows one with name'
  return new Refusal('PL202', at, message, usage(def), firstOffset(arg))
}

/** `the form is add_key(key, [value])` */
function usage(def: FunctionDef): string {
  const params = Object.entries(def.params).map(([name, { optional, rest, kind }]) => {
    if (kind === 'ignored') return '…'
    const shown = rest ? `${name}…` : name
    return optional || rest ? `[${shown}]` : shown
  })
  return `the form is ${def.name}(${params.join(', ')})`
}

/** A hint about names and arguments ends with the form of the call. */
export function withForm(
  hint: string | undefined,
  code: Code,
  def: FunctionDef,
): string | undefined {
  if (code !== 'PL202' && code !== 'PL301' && code !== 'PL302') return hint
  if (hint === undefined) return usage(def)
  return hint.endsWith('?') ? `${hint} T${usage(def).slice(1)}` : `${hint}; ${usage(def)}`
}

/** Where an expression begins; `at` of some is elsewhere. */
export function firstOffset(expr: Expr): number {
  return expr.kind === 'attr' ? firstOffset(expr.members[0]!) : expr.at
}

/** The expression that a parameter is about: for named arguments the value, save where assignments are nodes. */
export function subject(expr: Expr, def: FunctionDef): Expr {
  return expr.kind === 'assign' && def.style !== 'positional' ? expr.values[0] : expr
}

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

/** Checks the kind of one argument. @throws Refusal */
export function checkKind(
  expr: Expr,
  name: string,
  param: Param,
  def: FunctionDef,
  binding: Binding,
): void {
  const node = subject(expr, def)
  const wanted = misfit(expr, nodeKind(node), param)
  if (wanted === undefined) return
  const message = `${def.name}: ${name} must be ${wanted}`
  const reported = param.reportedAt ? binding.get(param.reportedAt)?.[0] : expr
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

/** What `prepare` gets for one argument. */
export function staticValue(expr: Expr, param: Param, place: (at: number) => Position): unknown {
  switch (param.kind) {
    case 'key':
    case 'name':
    case 'ident':
      return keyName(expr)
    case 'string':
    case 'int':
    case 'number':
    case 'bool':
      return constantOf(expr)
    default:
      return toArg(expr, place)
  }
}

/** An expression as `prepare` sees it. */
function toArg(expr: Expr, place: (at: number) => Position): Arg {
  return {
    kind: nodeKind(expr),
    name: argName(expr),
    constant: constantOf(expr),
    items: expr.kind === 'list' ? expr.items.map((item) => toArg(item, place)) : [],
    position: place(expr.at),
  }
}

function argName(expr: Expr): string {
  switch (expr.kind) {
    case 'ident':
    case 'attr':
      return expr.name
    case 'index':
      return keyText(expr)
    case 'assign':
      return argumentName(expr) ?? ''
    default:
      return typeof constantOf(expr) === 'string' ? String(constantOf(expr)) : ''
  }
}

function constantOf(expr: Expr): Value | undefined {
  return expr.kind === 'literal' ? expr.value : undefined
}

/** The key that a name, attribute or text means. */
function keyName(expr: Expr): string {
  const name = argName(expr)
  return name === '_' ? 'message' : name
}

/** What the step gets for one argument. */
export function passed(expr: Expr, param: Param, def: FunctionDef): Passed {
  if (param.pass === 'none') return { kind: 'absent' }
  const node = subject(expr, def)
  const guard = param.guard ?? false
  switch (param.kind) {
    case 'key':
    case 'name':
    case 'ident':
      return { kind: 'lookup', name: keyName(node) }
    case 'string':
    case 'int':
    case 'number':
    case 'bool':
      return { kind: 'constant', value: constantOf(node) ?? null }
    case 'node':
      if (node.kind === 'ident' || node.kind === 'attr')
        return { kind: 'lookup', name: keyName(node) }
      return { kind: 'value', expr: node, guard }
    case 'typed':
      return { kind: 'value', expr, guard, types: param.types ?? ['any', 'nil'] }
    default:
      return { kind: 'value', expr: node, guard }
  }
}
