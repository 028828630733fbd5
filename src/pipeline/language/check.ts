// One walk over the tree in source order, dead branches included: functions exist, their arguments fit, loops contain
// the jumps. Each call is prepared here, once; the emitter finds it by its node.
import type { Position } from '../../errors.js'
import { RunFailure } from '../../errors.js'
import { closest } from '../../util/closest.js'
import type { CallSite, FunctionDef, FunctionTable, ScriptBody, Services, Step } from '../define.js'
import type { PatternScope } from '../grok/expand.js'
import {
  type Binding,
  bind,
  checkKind,
  type Passed,
  passed,
  staticValue,
  subject,
} from './arguments.js'
import type { Block, Call, Expr, Literal, Statement } from './ast.js'
import { Refusal } from './source.js'

/** A call that is ready to run. */
export interface PreparedCall {
  readonly step: Step
  readonly args: readonly Passed[]
  /** The script ends here. */
  readonly exits: boolean
}

export interface CheckOptions {
  readonly file: string
  readonly functions: FunctionTable
  readonly services: Services
  readonly keep: CallSite['keep']
  script(name: string, site: CallSite): ScriptBody
  position(at: number): Position
}

/** What holds at one place of the script. */
interface Environment {
  readonly patterns: PatternScope
  readonly inLoop: boolean
}

/** Trees higher than this would overrun the stack of the compiler or of a run. */
const MAX_DEPTH = 500

/** @throws Refusal */
export function check(
  script: Block,
  patterns: PatternScope,
  options: CheckOptions,
): ReadonlyMap<Call, PreparedCall> {
  const checker = new Checker(options)
  checker.block(script, { patterns, inLoop: false })
  return checker.calls
}

class Checker {
  readonly calls = new Map<Call, PreparedCall>()
  private depth = 0

  constructor(private readonly options: CheckOptions) {}

  block(block: Block, environment: Environment): void {
    for (const statement of block) this.statement(statement, environment)
  }

  private statement(statement: Statement, environment: Environment): void {
    const { inLoop } = environment
    const inside = (loop = inLoop): Environment => ({
      patterns: environment.patterns.child(),
      inLoop: loop,
    })
    switch (statement.kind) {
      case 'if':
        for (const { condition, body } of statement.branches) {
          this.expr(condition, environment)
          this.nested(body, inside())
        }
        if (statement.otherwise) this.nested(statement.otherwise, inside())
        return
      case 'for':
        if (statement.init) this.expr(statement.init, environment)
        if (statement.condition) this.expr(statement.condition, environment)
        this.nested(statement.body, inside(true))
        if (statement.step) this.expr(statement.step, environment)
        return
      case 'forIn':
        this.expr(statement.iterated, environment)
        this.nested(statement.body, inside(true))
        return
      case 'break':
      case 'continue':
        if (!inLoop)
          throw new Refusal('PL104', statement.at, `"${statement.kind}" stands outside a loop`)
        return
      default:
        this.expr(statement, environment)
    }
  }

  private nested(block: Block, environment: Environment): void {
    this.depth++
    this.block(block, environment)
    this.depth--
  }

  private expr(expr: Expr, environment: Environment): void {
    if (++this.depth > MAX_DEPTH)
      throw new Refusal('PL107', expr.at, 'the script is nested too deeply')
    if (expr.kind === 'map') this.entries(expr.entries, environment)
    else if (expr.kind === 'call') this.call(expr, environment)
    else for (const part of parts(expr)) this.expr(part, environment)
    this.depth--
  }

  private entries(entries: readonly (readonly [Expr, Expr])[], environment: Environment): void {
    for (const [key, value] of entries) {
      if ((key.kind === 'literal' && key.type !== 'string') || isContainer(key))
        throw new Refusal('PL106', key.at, `the key of a map must be str, not ${keyKind(key)}`)
      this.expr(key, environment)
      this.expr(value, environment)
    }
  }

  private call(call: Call, environment: Environment): void {
    const def = this.options.functions.get(call.name)
    if (!def) throw unknownFunction(call, this.options.functions)
    for (const arg of call.args) this.expr(arg, environment)
    const binding = bind(call, def)
    for (const [name, param] of Object.entries(def.params)) {
      for (const expr of binding.get(name) ?? []) checkKind(expr, name, param, def)
    }
    const step = def.prepare(
      this.staticArgs(def, binding),
      this.site(call, def, binding, environment),
    )
    this.calls.set(call, { step, args: passedArgs(def, binding), exits: def.control === 'exit' })
  }

  private staticArgs(def: FunctionDef, binding: Binding): never {
    const values = Object.entries(def.params).map(([name, param]) => {
      const exprs = (binding.get(name) ?? []).map((expr) => subject(expr, def))
      const statics = exprs.map((expr) => staticValue(expr, param, this.options.position))
      return [name, param.rest ? statics : statics[0]]
    })
    return Object.fromEntries(values) as never
  }

  private site(
    call: Call,
    def: FunctionDef,
    binding: Binding,
    { patterns }: Environment,
  ): CallSite {
    const { file, position, script, services, keep } = this.options
    const place = position(call.at)
    return {
      position: place,
      file,
      patterns,
      services,
      keep,
      script(name) {
        return script(name, this)
      },
      refuse(at, code, message, hint) {
        const expr = at === 'call' ? undefined : binding.get(at)?.[0]
        throw new Refusal(code, expr ? subject(expr, def).at : call.at, message, hint)
      },
      fail(message) {
        throw new RunFailure(message, file, place)
      },
    }
  }
}

/** The expressions inside one, in the order in which the original checks them. */
function parts(expr: Exclude<Expr, Call>): readonly Expr[] {
  switch (expr.kind) {
    case 'list':
      return expr.items
    case 'paren':
      return [expr.inner]
    case 'unary':
      return [expr.operand]
    case 'arithmetic':
      return [expr.left, expr.right]
    case 'condition':
      return expr.operator === 'in' ? [expr.right, expr.left] : [expr.left, expr.right]
    case 'index':
      return expr.indexes
    case 'attr':
      return expr.members
    case 'slice':
      return [expr.object, expr.start, expr.end, expr.step].filter((part) => part !== undefined)
    case 'assign':
      return [...expr.targets, ...expr.values]
    default:
      return []
  }
}

function isContainer(expr: Expr): boolean {
  return expr.kind === 'list' || expr.kind === 'map'
}

function keyKind(expr: Expr): string {
  return expr.kind === 'literal' ? (expr as Literal).type : expr.kind
}

function unknownFunction({ name, at }: Call, functions: FunctionTable): Refusal {
  const near = closest(name, functions.keys())
  const hint = near === undefined ? undefined : `did you mean "${near}"?`
  return new Refusal('PL201', at, `there is no function "${name}"`, hint)
}

function passedArgs(def: FunctionDef, binding: Binding): Passed[] {
  const args = Object.entries(def.params).flatMap(([name, param]): Passed[] => {
    if (param.kind === 'ignored') return []
    const exprs = binding.get(name) ?? []
    if (exprs.length > 0) return exprs.map((expr) => passed(expr, param, def))
    if (param.rest) return []
    if (param.default === undefined || param.pass === 'none') return [{ kind: 'absent' }]
    return [{ kind: 'constant', value: param.default }]
  })
  while (args.at(-1)?.kind === 'absent') args.pop()
  return args
}
