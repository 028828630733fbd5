// Calls in the reference evaluator: arguments go to the parameters as define.ts says, and the function's own `prepare`
// and step do the rest. The script has been compiled before, so every call is known to be right.
import type {
  Arg,
  CallSite,
  FunctionDef,
  FunctionTable,
  NodeKind,
  Param,
  Step,
} from '../../src/pipeline/define.js'
import type { Call, Expr } from '../../src/pipeline/language/ast.js'
import { typeName, type Value, VOID } from '../../src/point/value.js'

/** Thrown by a call that ends the script normally. */
export const EXIT = Symbol('exit')

/** What a call needs of the evaluator. */
export interface Caller {
  value(expr: Expr): Value
  /** A variable's value or a key's; undefined for an unknown name. */
  lookup(name: string): Value | undefined
  /** Runs the work; undefined if the script failed in it. */
  attempt(work: () => Value): Value | undefined
  fail(at: number): never
  site(call: Call): CallSite
  step(call: Call, prepare: () => Step): Step
  run(step: Step, args: readonly (Value | undefined)[]): Value
}

export function evaluateCall(call: Call, functions: FunctionTable, caller: Caller): Value {
  const def = functions.get(call.name)!
  const bound = bind(call, def)
  const step = caller.step(call, () => def.prepare(statics(def, bound) as never, caller.site(call)))
  const args: (Value | undefined)[] = []
  const names = Object.keys(def.params)
  for (const [name, param] of Object.entries(def.params)) {
    if (param.kind === 'ignored') continue
    const given = bound.get(name) ?? []
    const holds = ({ after }: Param): boolean =>
      !after || (holds(def.params[after.param]!) && after.holds(args[names.indexOf(after.param)]))
    const inTurn = holds(param)
    if (given.length === 0 && !param.rest)
      args.push(param.pass === 'none' ? undefined : param.default)
    for (const expr of given)
      args.push(inTurn ? argument(expr, param, { def, caller, at: call.at }) : undefined)
  }
  if (def.control === 'exit') throw EXIT
  return caller.run(step, args)
}

function bind(call: Call, def: FunctionDef): Map<string, Expr[]> {
  const names = Object.keys(def.params)
  const bound = new Map<string, Expr[]>()
  call.args.forEach((arg, i) => {
    const named = arg.kind === 'assign' && def.style !== 'positional'
    const name = named ? (arg.targets[0] as { name: string }).name : (names[i] ?? names.at(-1)!)
    const rest = def.params[name]?.rest === true || def.params[name]?.kind === 'ignored'
    bound.set(name, rest ? [...(bound.get(name) ?? []), arg] : [arg])
  })
  return bound
}

function statics(def: FunctionDef, bound: ReadonlyMap<string, readonly Expr[]>): object {
  const entries = Object.entries(def.params).map(([name, param]) => {
    const given = (bound.get(name) ?? []).map((expr) => staticOf(meant(expr, def), param))
    return [name, param.rest ? given : given[0]]
  })
  return Object.fromEntries(entries)
}

/** The value of a named argument, but for functions whose arguments are assignments themselves. */
function meant(expr: Expr, def: FunctionDef): Expr {
  return expr.kind === 'assign' && def.style !== 'positional' ? expr.values[0] : expr
}

const KEYS: readonly string[] = ['key', 'name', 'ident']
const LITERALS: readonly string[] = ['string', 'int', 'number', 'bool']

function staticOf(expr: Expr, param: Param): unknown {
  const arg = toArg(expr)
  if (KEYS.includes(param.kind)) return keyOf(expr)
  return LITERALS.includes(param.kind) ? arg.constant : arg
}

function toArg(expr: Expr): Arg {
  const literal = expr.kind === 'literal' ? expr : undefined
  return {
    kind: (literal?.type ?? expr.kind) as NodeKind,
    name: nameOf(expr),
    constant: literal?.value,
    path: pathOf(expr),
    items: expr.kind === 'list' ? expr.items.map(toArg) : [],
    position: { line: 1, column: 1 },
  }
}

/** Member names and list indexes; an index that is neither leads nowhere. */
function pathOf(expr: Expr): (string | number | undefined)[] {
  if (expr.kind === 'ident') return [expr.name]
  if (expr.kind === 'attr') return expr.members.flatMap(pathOf)
  if (expr.kind !== 'index') return []
  const indexes = expr.indexes.map((index) => {
    const value = index.kind === 'literal' ? index.value : undefined
    return typeof value === 'bigint' || typeof value === 'number'
      ? Math.trunc(Number(value))
      : undefined
  })
  return expr.object ? [expr.object.name, ...indexes] : indexes
}

function nameOf(expr: Expr): string {
  if (expr.kind === 'ident' || expr.kind === 'attr') return expr.name
  return expr.kind === 'literal' && expr.type === 'string' ? String(expr.value) : ''
}

/** The name `_` is the name `message`. */
function keyOf(expr: Expr): string {
  const name = nameOf(expr)
  return name === '_' ? 'message' : name
}

function isText(expr: Expr): boolean {
  return expr.kind === 'literal' && expr.type === 'string'
}

interface Place {
  readonly def: FunctionDef
  readonly caller: Caller
  /** Where the call stands. */
  readonly at: number
}

function argument(expr: Expr, param: Param, { def, caller, at }: Place): Value | undefined {
  if (param.pass === 'none') return undefined
  const subject = meant(expr, def)
  if (param.evaluates?.includes(toArg(subject).kind) === false) return undefined
  if (param.pass === 'each' && subject.kind === 'list')
    return subject.items.map((item) => nodeValue(item, caller)) as Value[]
  if (param.pass === 'named' && isText(subject)) return caller.lookup(keyOf(subject))
  if (param.pass === 'named' && subject.kind === 'list' && subject.items.every(isText))
    return subject.items.map((item) => caller.lookup(keyOf(item))) as Value[]
  if (KEYS.includes(param.kind)) return caller.lookup(keyOf(subject))
  if (param.kind === 'typed') return typed(expr, param, caller, at)
  if (param.kind === 'node') return nodeValue(subject, caller, param.guard)
  if (param.guard) return caller.attempt(() => caller.value(subject))
  return caller.value(subject)
}

function nodeValue(expr: Expr, caller: Caller, guard = false): Value | undefined {
  if (expr.kind === 'ident' || expr.kind === 'attr') return caller.lookup(keyOf(expr))
  return guard ? caller.attempt(() => caller.value(expr)) : caller.value(expr)
}

function typed(expr: Expr, param: Param, caller: Caller, at: number): Value {
  const value = caller.value(expr)
  const types: readonly string[] = param.types ?? ['any', 'nil']
  const type = value === null ? 'nil' : typeName(value)
  const fits = value === VOID ? false : types.includes('any') || types.includes(type)
  return fits ? value : caller.fail(at)
}
