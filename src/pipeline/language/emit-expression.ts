// Expressions → JavaScript source: nested calls of the operators in runtime.ts, evaluated in the order of the original.
// One temporary `t` serves all: it is always read before the next expression is evaluated.
import type { Value } from '../../point/value.js'
import { isSafe, type Passed } from './arguments.js'
import {
  type Arithmetic,
  type Assign,
  type Call,
  type Condition,
  type Expr,
  type Index,
  type MapLiteral,
  rowOf,
  type Slice,
} from './ast.js'
import type { PreparedCall } from './check.js'
import { Pool } from './emit-pool.js'
import { isSettled, type Scope, variablesOf } from './scopes.js'

const ARITHMETIC: Readonly<Record<Arithmetic['operator'], string>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'remainder',
}
const OPERATORS = {
  ...ARITHMETIC,
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
  in: 'contains',
} as const
/** So many operators in a row are a long one. */
const LONG_ROW = 32

export class ExpressionEmitter {
  readonly pool = new Pool()
  /** Whether a call in an expression may end the script: its statement is finished first. */
  leaves = false
  private variables = 0

  constructor(private readonly calls: ReadonlyMap<Call, PreparedCall>) {}

  scope(names: ReadonlySet<string>, outer: Scope | undefined): Scope {
    const own = [...names].filter((name) => !isSettled(name, outer))
    const variables = new Map(own.map((name) => [name, `v${this.variables++}`]))
    return { variables, outer, settled: new Set() }
  }

  /** An expression whose value nobody uses. */
  effect(expr: Expr, scope: Scope): string {
    return expr.kind === 'call' && !this.exits(expr)
      ? this.invoke(expr, scope)
      : this.value(expr, scope)
  }

  /** A statement of a block. */
  statement(expr: Expr, scope: Scope): string {
    return expr.kind === 'call' && this.exits(expr)
      ? `${this.invoke(expr, scope)}; return`
      : this.effect(expr, scope)
  }

  private exits(call: Call): boolean {
    return this.calls.get(call)!.exits
  }

  /** Whether a value counts as true. */
  test(expr: Expr, scope: Scope): string {
    const value = this.value(expr, scope)
    return isBoolean(expr) ? value : `truthy(${value})`
  }

  iterated(expr: Expr, scope: Scope): string {
    return `elements(${this.value(expr, scope)}, ${this.pool.place(expr.at)})`
  }

  /** Sets the variable where it exists, else makes it in the innermost scope. */
  assignment(name: string, value: string, scope: Scope): string {
    const [own, ...outer] = variablesOf(name, scope)
    if (outer.length === 0) return `(${own} = ${value})`
    const choices = [own, ...outer].map((each) => `${each} !== undefined ? ${each} = t : `)
    return `(t = ${value}, ${choices.join('')}${own} = t)`
  }

  private value(expr: Expr, scope: Scope): string {
    switch (expr.kind) {
      case 'literal':
        return this.constant(expr.value)
      case 'ident':
        return `(${this.chain(expr.name, scope)} ?? null)`
      case 'attr':
        return 'VOID'
      case 'paren':
        return this.value(expr.inner, scope)
      case 'call':
        return this.callValue(expr, scope)
      case 'list':
        return `[${expr.items.map((item) => this.item(item, scope)).join(', ')}]`
      case 'map':
        return this.map(expr, scope)
      case 'index':
        return `(${this.indexed(expr, scope)} ?? null)`
      case 'slice':
        return this.slice(expr, scope)
      case 'unary':
        return this.unary(expr.operator, this.value(expr.operand, scope), expr)
      case 'arithmetic':
      case 'condition':
        return this.row(expr, scope)
      case 'assign':
        return this.assign(expr, scope)
    }
  }

  private constant(value: Value): string {
    if (typeof value === 'bigint') return this.pool.constant(`${value}n`)
    if (typeof value === 'number') return Object.is(value, -0) ? '(-0)' : `(${value})`
    if (typeof value === 'symbol') return 'VOID'
    return JSON.stringify(value)
  }

  /** The value of a name; undefined when there is none. */
  private lookup(name: string, scope: Scope): string {
    return `(${this.chain(name, scope)})`
  }

  private chain(name: string, scope: Scope): string {
    const choices = variablesOf(name, scope).map((each) => `${each} !== undefined ? ${each} : `)
    return `${choices.join('')}${this.pool.reader(name)}(p)`
  }

  private item(expr: Expr, scope: Scope): string {
    const value = this.value(expr, scope)
    return ['ident', 'attr', 'call', 'paren', 'assign'].includes(expr.kind)
      ? `element(${value})`
      : value
  }

  private map({ entries }: MapLiteral, scope: Scope): string {
    if (entries.length === 0) return '({})'
    const map = this.pool.temporary()
    const steps = entries.map(([key, value]) => {
      const name = `keyOf(${this.value(key, scope)}, ${this.pool.place(key.at)})`
      return `withEntry(${map}, ${name}, ${this.value(value, scope)}, ${this.pool.place(value.at)})`
    })
    return `(${map} = {}, ${steps.join(', ')})`
  }

  /** A missing key ends the chain: what follows is not evaluated. */
  private indexed({ object, indexes, at }: Index, scope: Scope): string {
    if (!object) return `breakDown("there is no such name to index", ${this.pool.place(at)})`
    const holder = `container(${this.lookup(object.name, scope)}, ${this.pool.place(at)})`
    return this.chainOf(holder, indexes, scope)
  }

  private chainOf(holder: string, indexes: readonly Expr[], scope: Scope): string {
    const [index, ...rest] = indexes as readonly [Expr, ...Expr[]]
    const found = this.element(holder, index, scope)
    if (rest.length === 0) return found
    return `((t = ${found}) === undefined ? undefined : ${this.chainOf('t', rest, scope)})`
  }

  private element(holder: string, index: Expr, scope: Scope): string {
    const key = this.value(index, scope)
    const place = this.pool.place(index.at)
    if (index.kind !== 'literal' || typeof index.value !== 'string')
      return `elementAt(${holder}, ${key}, ${place})`
    const read = this.pool.member(key)
    return `(isMap(t = ${holder}) ? ${read}(t) : elementAt(t, ${key}, ${place}))`
  }

  private slice({ object, start, end, step }: Slice, scope: Scope): string {
    const bounds = [start, end, step].map((bound) => (bound ? this.value(bound, scope) : 'null'))
    return `slice(${[this.value(object, scope), ...bounds].join(', ')}, ${this.pool.place(object.at)})`
  }

  private unary(operator: '+' | '-' | '!', operand: string, { at }: Expr): string {
    if (operator === '!') return `!truthy(${operand})`
    return `${operator === '-' ? 'negative' : 'positive'}(${operand}, ${this.pool.place(at)})`
  }

  /** Calls within calls, save for a long row: its operators are applied one after the other, since V8 nests so much only. */
  private row(expr: Arithmetic | Condition, scope: Scope): string {
    const row = rowOf(expr)
    const first = this.value(row[0]!.left, scope)
    if (row.length < LONG_ROW)
      return row.reduce((left, each) => this.operation(each, left, scope), first)
    const steps = row.map((each) => `t = ${this.operation(each, 't', scope)}`)
    return `(t = ${first}, ${steps.join(', ')})`
  }

  private operation(expr: Arithmetic | Condition, left: string, scope: Scope): string {
    const right = this.value(expr.right, scope)
    const place = this.pool.place(expr.operatorAt)
    switch (expr.operator) {
      case '&&':
        return `((t = ${left}) === false ? false : both(t, ${right}, ${place}))`
      case '||':
        return `((t = ${left}) === true ? true : either(t, ${right}, ${place}))`
      case '==':
      case '!=':
        return `${expr.operator === '!=' ? '!' : ''}equal(${left}, ${right})`
      default:
        return `${OPERATORS[expr.operator]}(${left}, ${right}, ${place})`
    }
  }

  private assign(expr: Assign, scope: Scope): string {
    const place = this.pool.place(expr.operatorAt)
    if (expr.targets.length + expr.values.length > 2)
      return `fail("several names cannot be assigned at once", ${place})`
    const [target] = expr.targets
    const value = this.value(expr.values[0], scope)
    if (target.kind === 'index') return this.assignIndex(target, expr, value, scope)
    if (target.kind !== 'ident') return value
    if (!expr.operator) return this.assignment(target.name, value, scope)
    const right = this.pool.temporary()
    const sum = `${ARITHMETIC[expr.operator]}(t, ${right}, ${place})`
    const assigned = this.assignment(target.name, sum, scope)
    const old = this.lookup(target.name, scope)
    return `(${right} = ${value}, (t = ${old}) === undefined ? null : ${assigned})`
  }

  /** The right side is evaluated first, then the object, then the indexes; for `+=` these twice, as in the original. */
  private assignIndex(target: Index, expr: Assign, value: string, scope: Scope): string {
    const place = this.pool.place(target.at)
    const object = target.object ? this.lookup(target.object.name, scope) : 'undefined'
    const right = expr.operator ? this.pool.temporary() : ''
    const last = target.indexes.at(-1)!
    const holder = target.indexes.slice(0, -1).reduce((outer, index) => {
      const at = this.pool.place(index.at)
      return `existing(elementAt(${outer}, ${this.value(index, scope)}, ${at}), ${at})`
    }, `known(${object}, ${place})`)
    const write = (written: string): string =>
      `setElement(${written}, ${holder}, ${this.value(last, scope)}, ${this.pool.place(last.at)})`
    if (!expr.operator) return write(value)
    const old = this.chainOf(`known(${object}, ${place})`, target.indexes, scope)
    const name = ARITHMETIC[expr.operator]
    const sum = `${name}(${old} ?? null, ${right}, ${this.pool.place(expr.operatorAt)})`
    return `(${right} = ${value}, ${write(sum)})`
  }

  private callValue(call: Call, scope: Scope): string {
    const invoked = this.invoke(call, scope)
    if (!this.exits(call)) return `result(${invoked})`
    this.leaves = true
    return `(${invoked}, gone = true, VOID)`
  }

  private invoke(call: Call, scope: Scope): string {
    const { step, args } = this.calls.get(call)!
    const name = this.pool.step(step)
    const values = args.map((arg) => this.passed(arg, this.pool.place(call.at), scope))
    return `${name}(${['p', 'r', ...this.inTurn(args, values)].join(', ')})`
  }

  /** Arguments that wait for another one, which is kept until then. */
  private inTurn(args: readonly Passed[], values: readonly string[]): readonly string[] {
    const waiting = args.filter((arg) => arg.kind === 'after')
    if (waiting.length === 0) return values
    const awaited = waiting.flatMap(({ conditions }) => conditions.map((each) => each.of))
    const kept = new Map([...new Set(awaited)].map((of) => [of, this.pool.temporary()]))
    return args.map((arg, i) => {
      const value = arg.kind === 'after' ? this.afterwards(arg, values[i]!, kept) : values[i]!
      const own = kept.get(i)
      return own === undefined ? value : `(${own} = ${value})`
    })
  }

  private afterwards(
    { conditions }: Passed & { kind: 'after' },
    value: string,
    kept: ReadonlyMap<number, string>,
  ): string {
    const tests = conditions.map(
      ({ of, holds }) => `${this.pool.condition(holds)}(${kept.get(of)})`,
    )
    return `(${tests.join(' && ')} ? ${value} : undefined)`
  }

  private passed(arg: Passed, place: number, scope: Scope): string {
    switch (arg.kind) {
      case 'absent':
        return 'undefined'
      case 'constant':
        return this.constant(arg.value)
      case 'lookup':
        return this.lookup(arg.name, scope)
      case 'list':
        return `[${arg.items.map((item) => this.passed(item, place, scope)).join(', ')}]`
      case 'after':
        return this.passed(arg.argument, place, scope)
      case 'value': {
        const value = this.value(arg.expr, scope)
        const checked = arg.types ? this.typed(value, arg.types, place) : value
        return arg.guard && !isSafe(arg.expr) ? `guarded(() => ${checked})` : checked
      }
    }
  }

  private typed(value: string, types: readonly string[], place: number): string {
    return `typed(${value}, ${this.pool.types(types)}, ${place})`
  }
}

/** Expressions whose value is a bool. */
function isBoolean(expr: Expr): boolean {
  if (expr.kind === 'paren') return isBoolean(expr.inner)
  return expr.kind === 'condition' || (expr.kind === 'unary' && expr.operator === '!')
}
