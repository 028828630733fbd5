// The arguments of a call against the parameters of its function: which goes where (three styles, see define.ts), what
// is refused, what `prepare` gets and what the step gets for each record. Styles differ in where an error is reported.
import type { Position } from '../../errors.js'
import { isList, type Value } from '../../point/value.js'
import { closest } from '../../util/closest.js'
import type { Arg, ArgumentCondition, FunctionDef, Param } from '../define.js'
import { nodeKind } from './argument-kinds.js'
import type { Call, Expr } from './ast.js'
import { argumentName, firstOffset, subject, usage, withForm } from './call-form.js'
import { memberText } from './member-text.js'
import { Refusal } from './source.js'

/** What the step gets for one argument. */
export type Passed =
  /** Nothing is there, or only its static part matters. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'constant'; readonly value: Value }
  /** The value of a name; undefined if it is in neither variables nor point. */
  | { readonly kind: 'lookup'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Passed[] }
  | {
      readonly kind: 'value'
      readonly expr: Expr
      readonly guard: boolean
      /** Types that are checked at run time. */
      readonly types?: readonly string[]
    }
  /** An argument that is evaluated only where others before it are as they must be. */
  | { readonly kind: 'after'; readonly argument: Passed; readonly conditions: readonly Condition[] }

interface Condition {
  /** The number of the argument. */
  readonly of: number
  readonly holds: ArgumentCondition['holds']
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
  if (def.style === 'options') requireNames(call, def)
  if (call.args.length > names.length && openEnded(def) === undefined)
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

function requireNames({ args }: Call, def: FunctionDef): void {
  const unnamed = args.find(({ kind }) => kind !== 'assign')
  if (!unnamed) return
  const message = `${def.name}: the argument must have a name`
  throw new Refusal('PL301', unnamed.at, message, usage(def), firstOffset(unnamed))
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
    path: pathOf(expr),
    items: expr.kind === 'list' ? expr.items.map((item) => toArg(item, place)) : [],
    position: place(expr.at),
  }
}

/** Names as they are written: in a document `_` is a member like any other. */
function pathOf(expr: Expr): Arg['path'] {
  switch (expr.kind) {
    case 'ident':
      return [expr.text]
    case 'attr':
      return expr.members.flatMap(pathOf)
    case 'index':
      return [...(expr.object ? [expr.object.text] : []), ...expr.indexes.map(indexOf)]
    default:
      return []
  }
}

/** Floats are cut off; names and texts are no index. */
function indexOf(expr: Expr): number | undefined {
  const value = constantOf(expr)
  return typeof value === 'bigint' || typeof value === 'number'
    ? Math.trunc(Number(value))
    : undefined
}

function argName(expr: Expr): string {
  switch (expr.kind) {
    case 'ident':
    case 'attr':
      return expr.name
    case 'index':
      return memberText(expr)
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

function isName(expr: Expr): boolean {
  return nodeKind(expr) === 'string'
}

/** What the step gets where nothing is given. */
export function absent({ default: value, pass }: Param): Passed {
  if (value === undefined || pass === 'none') return { kind: 'absent' }
  if (pass === 'named' && isList(value)) return lookups(value.map(String))
  return { kind: 'constant', value }
}

function lookups(names: readonly string[]): Passed {
  return { kind: 'list', items: names.map((name) => ({ kind: 'lookup', name })) }
}

/** What the step gets for one argument. */
export function passed(expr: Expr, param: Param, def: FunctionDef): Passed {
  const argument = evaluated(expr, param, def)
  if (!param.after || !hasEffect(argument)) return argument
  return { kind: 'after', argument, conditions: conditionsOf(param, def) }
}

function conditionsOf({ after }: Param, def: FunctionDef): Condition[] {
  if (!after) return []
  const condition = { of: Object.keys(def.params).indexOf(after.param), holds: after.holds }
  return [...conditionsOf(def.params[after.param]!, def), condition]
}

function hasEffect(argument: Passed): boolean {
  return argument.kind === 'value' && !isSafe(argument.expr)
}

/** Whether an expression cannot fail and changes nothing. */
export function isSafe(expr: Expr): boolean {
  if (expr.kind === 'list') return expr.items.every(isSafe)
  return expr.kind === 'literal' || expr.kind === 'ident' || expr.kind === 'attr'
}

function evaluated(expr: Expr, param: Param, def: FunctionDef): Passed {
  const node = subject(expr, def)
  if (param.pass === 'none' || param.evaluates?.includes(nodeKind(node)) === false)
    return { kind: 'absent' }
  const guard = param.guard ?? false
  if (param.pass === 'named' && isName(node)) return { kind: 'lookup', name: keyName(node) }
  if (param.pass === 'named' && node.kind === 'list' && node.items.every(isName))
    return node.items.length === 0 ? absent(param) : lookups(node.items.map(keyName))
  if (param.pass === 'each' && node.kind === 'list')
    return { kind: 'list', items: node.items.map((item) => nodeValue(item, guard)) }
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
      return nodeValue(node, guard)
    case 'typed':
      return { kind: 'value', expr, guard, types: param.types ?? ['any', 'nil'] }
    default:
      return { kind: 'value', expr: node, guard }
  }
}

function nodeValue(node: Expr, guard: boolean): Passed {
  if (node.kind === 'ident' || node.kind === 'attr') return { kind: 'lookup', name: keyName(node) }
  return { kind: 'value', expr: node, guard }
}
