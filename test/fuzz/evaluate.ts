// A plain evaluator of the typed tree, to compare the compiler with: what the rules of the language say, one node at a
// time, without a thought for speed. It lives here because the product is not to have two ways to run a script.
import type { CallSite, FunctionTable, Run, Step } from '../../src/pipeline/define.js'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import type {
  Assign,
  Block,
  Call,
  Condition,
  Expr,
  For,
  ForIn,
  If,
  Index,
  MapLiteral,
  Slice,
  Statement,
} from '../../src/pipeline/language/ast.js'
import { NO_SERVICES } from '../../src/pipeline/services.js'
import type { Point } from '../../src/point/point.js'
import { isList, isMap, setMember, type Value, type ValueMap, VOID } from '../../src/point/value.js'
import { type Caller, EXIT, evaluateCall } from './evaluate-call.js'
import * as operators from './evaluate-operators.js'

/** The script failed at this offset of its source. */
export class Failure {
  constructor(
    readonly at: number,
    /** Whether it ends the script also where an argument may fail. */
    readonly breaksDown = false,
  ) {}
}

/** A value has grown beyond what is worth comparing, or contains itself. */
export class TooBig {}

type Jump = 'break' | 'continue'
type Scope = Map<string, Value>

/** Runs the tree on a point, which it changes. Throws Failure; the finishing steps are the caller's. */
export function evaluate(tree: Block, point: Point, run: Run, functions: FunctionTable): void {
  try {
    new Evaluator(point, run, functions).block(tree)
  } catch (error) {
    if (error !== EXIT) throw error
  }
}

class Evaluator implements Caller {
  private readonly scopes: Scope[] = [new Map()]
  private readonly steps = new Map<Call, Step>()

  constructor(
    private readonly point: Point,
    private readonly state: Run,
    private readonly functions: FunctionTable,
  ) {}

  block(statements: Block): Jump | undefined {
    for (const statement of statements) {
      const jump = this.statement(statement)
      if (jump) return jump
    }
    return undefined
  }

  private statement(statement: Statement): Jump | undefined {
    switch (statement.kind) {
      case 'if':
        return this.within(() => this.branch(statement))
      case 'for':
        return this.within(() => this.loop(statement))
      case 'forIn':
        return this.within(() => this.each(statement))
      case 'break':
      case 'continue':
        return statement.kind
      default:
        this.value(statement)
        return undefined
    }
  }

  private within<T>(work: () => T, scope: Scope = new Map()): T {
    this.scopes.push(scope)
    try {
      return work()
    } finally {
      this.scopes.pop()
    }
  }

  private branch({ branches, otherwise }: If): Jump | undefined {
    const taken = branches.find(({ condition }) => operators.truthy(this.value(condition)))
    const body = taken?.body ?? otherwise
    return body && this.within(() => this.block(body))
  }

  private loop({ init, condition, step, body, at }: For): undefined {
    if (init) this.value(init)
    while (!condition || operators.truthy(this.value(condition))) {
      this.round(at)
      if (this.within(() => this.block(body)) === 'break') return
      if (step) this.value(step)
    }
  }

  private each({ variable, iterated, body, at }: ForIn): undefined {
    const scope: Scope = new Map()
    const items = this.items(iterated)
    this.within(() => {
      for (const item of items) {
        this.round(at)
        scope.clear()
        this.assign(variable, item())
        if (this.block(body) === 'break') return
      }
    }, scope)
  }

  /** The elements as they will be when their turn comes: the number is fixed, what stands in a list is not. */
  private items(iterated: Expr): (() => Value)[] {
    const value = this.value(iterated)
    if (typeof value === 'string')
      return [...value].map((character) => () => operators.wellFormed(character))
    if (isList(value)) return value.map((_, i) => () => value[i]!)
    if (isMap(value)) return Object.keys(value).map((key) => () => key)
    return this.fail(iterated.at)
  }

  private round(at: number): void {
    if (this.state.steps-- <= 0) this.fail(at)
  }

  value(expr: Expr): Value {
    switch (expr.kind) {
      case 'literal':
        return expr.value
      case 'ident':
        return this.lookup(expr.name) ?? null
      case 'attr':
        return VOID
      case 'paren':
        return this.value(expr.inner)
      case 'list':
        return expr.items
          .map((item) => this.value(item))
          .map((item) => (item === VOID ? null : item))
      case 'map':
        return this.map(expr)
      case 'unary':
        return operators.unary(expr.operator, this.value(expr.operand)) ?? this.fail(expr.at)
      case 'arithmetic':
        return this.arithmetic(expr.operator, this.value(expr.left), expr.right, expr.operatorAt)
      case 'condition':
        return this.condition(expr)
      case 'index':
        return this.index(expr)
      case 'slice':
        return this.slice(expr)
      case 'assign':
        return this.assignment(expr)
      case 'call':
        return evaluateCall(expr, this.functions, this)
    }
  }

  private map({ entries }: MapLiteral): ValueMap {
    const map: ValueMap = {}
    for (const [keyExpr, valueExpr] of entries) {
      const key = this.value(keyExpr)
      if (typeof key !== 'string') return this.fail(keyExpr.at)
      const value = this.value(valueExpr)
      if (value === VOID) return this.fail(valueExpr.at)
      setMember(map, key, value)
    }
    return map
  }

  private arithmetic(operator: string, left: Value, rightExpr: Expr, at: number): Value {
    const right = this.value(rightExpr)
    return operators.arithmetic(operator, left, right) ?? this.fail(at)
  }

  private condition({ operator, left, right, operatorAt }: Condition): Value {
    const first = this.value(left)
    if (operator === '&&' && first === false) return false
    if (operator === '||' && first === true) return true
    const second = this.value(right)
    if (operator === '&&' || operator === '||') {
      if (typeof first !== 'boolean' || typeof second !== 'boolean') return this.fail(operatorAt)
      return second
    }
    const result =
      operator === 'in'
        ? operators.contains(first, second)
        : operators.compare(operator, first, second)
    return result ?? this.fail(operatorAt)
  }

  private index({ object, indexes, at }: Index): Value {
    if (!object) throw new Failure(at, true)
    const value = this.lookup(object.name)
    return isList(value) || isMap(value) ? this.chain(value, indexes) : this.fail(at)
  }

  /** Follows indexes; a key that a map does not have ends the way with nil. */
  private chain(object: Value, indexes: readonly Expr[]): Value {
    let value = object
    for (const index of indexes) {
      const key = this.value(index)
      if (isMap(value) && typeof key === 'string' && !Object.hasOwn(value, key)) return null
      value = this.element(value, key, index.at)
    }
    return value
  }

  private element(container: Value, key: Value, at: number): Value {
    const found = operators.element(container, key)
    return found === undefined ? this.fail(at) : found
  }

  private slice({ object, start, end, step }: Slice): Value {
    const sliced = this.value(object)
    const bounds = [start, end, step].map((bound) => (bound ? this.value(bound) : null))
    try {
      return operators.slice(sliced, bounds) ?? this.fail(object.at)
    } catch (error) {
      throw error instanceof operators.Breakdown ? new Failure(object.at, true) : error
    }
  }

  private assignment({ targets, values, operator, operatorAt }: Assign): Value {
    if (targets.length > 1 || values.length > 1) return this.fail(operatorAt)
    const [target] = targets
    const given = this.value(values[0])
    if (target.kind === 'index') return this.write(target, given, operator, operatorAt)
    if (target.kind !== 'ident') return given
    if (operator === undefined) return this.assign(target.name, given)
    const old = this.lookup(target.name)
    if (old === undefined) return given
    const result = operators.arithmetic(operator, old, given) ?? this.fail(operatorAt)
    return this.assign(target.name, result)
  }

  private write(target: Index, given: Value, operator: string | undefined, at: number): Value {
    const { object, indexes } = target
    const root = object && this.lookup(object.name)
    if (root === undefined) return this.fail(target.at)
    const old = operator && this.chain(root, indexes)
    const value =
      operator === undefined
        ? given
        : (operators.arithmetic(operator, old!, given) ?? this.fail(at))
    let container: Value = root
    for (const index of indexes.slice(0, -1)) {
      const key = this.value(index)
      if (isMap(container) && !Object.hasOwn(container, String(key))) this.fail(index.at)
      container = this.element(container, key, index.at)
    }
    const last = indexes.at(-1)!
    if (!operators.put(container, this.value(last), value)) this.fail(last.at)
    if (operators.isBig(root)) throw new TooBig()
    return value
  }

  private assign(name: string, value: Value): Value {
    if (operators.isBig(value)) throw new TooBig()
    const scope = this.scopes.findLast((each) => each.has(name)) ?? this.scopes.at(-1)!
    scope.set(name, value)
    return value
  }

  lookup(name: string): Value | undefined {
    const scope = this.scopes.findLast((each) => each.has(name))
    return scope ? scope.get(name) : (this.point.get(name) as Value | undefined)
  }

  attempt(work: () => Value): Value | undefined {
    try {
      return work()
    } catch (error) {
      if (error instanceof Failure && !error.breaksDown) return undefined
      throw error
    }
  }

  fail(at: number): never {
    throw new Failure(at)
  }

  step(call: Call, prepare: () => Step): Step {
    const step = this.steps.get(call) ?? prepare()
    this.steps.set(call, step)
    return step
  }

  run(step: Step, args: readonly (Value | undefined)[]): Value {
    const result = step(this.point, this.state, ...args)
    return result === undefined ? VOID : result
  }

  site(call: Call): CallSite {
    const no = (): never => {
      throw new Error('the script has been compiled before')
    }
    return {
      position: { line: 1, column: 1 },
      file: '',
      patterns: PatternScope.builtin().child(),
      services: NO_SERVICES,
      script: no,
      refuse: no,
      fail: () => this.fail(call.at),
      breakDown: () => {
        throw new Failure(call.at, true)
      },
    }
  }
}
