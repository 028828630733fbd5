// One walk over the tree in source order, dead branches included: functions exist, their arguments fit, loops contain
// the jumps. Each call is prepared here, once; the emitter finds it by its node. A fault stops only its own call, so one
// run finds all of them; the first one found is the one that the original reports.
import type { Position } from '../../errors.js'
import { RunFailure } from '../../errors.js'
import { suggestion } from '../../util/closest.js'
import type {
  CallSite,
  FunctionDef,
  FunctionTable,
  Observe,
  Param,
  ScriptBody,
  Services,
  Step,
} from '../define.js'
import type { PatternScope } from '../grok/expand.js'
import { checkKind } from './argument-kinds.js'
import { absent, type Binding, bind, type Passed, passed, staticValue } from './arguments.js'
import {
  type Arithmetic,
  type Block,
  type Call,
  type Condition,
  children,
  type Expr,
  type Jump,
  type Literal,
  rowOf,
  type Slice,
  type Statement,
} from './ast.js'
import { firstOffset, subject, withForm } from './call-form.js'
import { MOST_ERRORS } from './recover.js'
import { Refusal } from './source.js'

/** A call that is ready to run. */
export interface PreparedCall {
  readonly step: Step
  readonly args: readonly Passed[]
  /** The script ends here. */
  readonly exits: boolean
}

/** A call of a function that does not exist, where that is no error. */
const NOTHING: PreparedCall = { step: () => undefined, args: [], exits: false }

export interface CheckOptions {
  readonly file: string
  readonly functions: FunctionTable
  readonly services: Services
  script(name: string, site: CallSite): ScriptBody
  position(at: number): Position
  offset(position: Position): number
  readonly observe?: Observe | undefined
  /** Parts of the script are missing, since they could not be parsed. */
  readonly partial: boolean
}

export interface Checked {
  readonly calls: ReadonlyMap<Call, PreparedCall>
  /** In the order in which the original would come to them. */
  readonly refusals: readonly Refusal[]
}

/** What holds at one place of the script. */
interface Environment {
  readonly patterns: PatternScope
  readonly inLoop: boolean
  /** Where the original looks only while the script runs: a function that does not exist gives no value there. */
  readonly unseen?: boolean
}

/** Trees higher than this would overrun the stack of the compiler or of a run. */
const MAX_DEPTH = 500

export function check(script: Block, patterns: PatternScope, options: CheckOptions): Checked {
  const checker = new Checker(options)
  checker.block(script, { patterns, inLoop: false })
  return checker
}

class Checker implements Checked {
  readonly calls = new Map<Call, PreparedCall>()
  private readonly found: Refusal[] = []
  /** Scripts that cannot be used: the original comes to them when it is done with all else. */
  private readonly unlinked: Refusal[] = []
  private depth = 0
  /** Texts in refused calls: a pattern of such a name may be missing only because of that. */
  private readonly doubtful: string[] = []

  constructor(private readonly options: CheckOptions) {}

  get refusals(): readonly Refusal[] {
    return [...this.found, ...this.unlinked]
  }

  block(block: Block, environment: Environment): void {
    for (const statement of block) {
      if (this.found.length >= MOST_ERRORS) return
      this.attempt(() => this.statement(statement, environment))
    }
  }

  /** Keeps a refusal and says whether there was none. */
  private attempt(action: () => void): boolean {
    const { depth } = this
    try {
      action()
      return true
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.depth = depth
      this.refuse(error)
      return false
    }
  }

  private refuse(refusal: Refusal): void {
    const refusals = refusal.code === 'PL203' ? this.unlinked : this.found
    if (refusals.length < MOST_ERRORS && !this.isConsequence(refusal)) refusals.push(refusal)
  }

  /** A pattern is missing that an earlier, refused part of the script may have been meant to add. */
  private isConsequence({ code, message }: Refusal): boolean {
    if (code !== 'PL401') return false
    return this.options.partial || this.doubtful.some((text) => message.includes(`"${text}"`))
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
        if (!inLoop) throw outsideLoop(statement)
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
    else if (expr.kind === 'slice') this.slice(expr, environment)
    else if (expr.kind === 'arithmetic' || expr.kind === 'condition') this.row(expr, environment)
    else for (const part of children(expr)) this.expr(part, environment)
    this.depth--
  }

  /** However many operators stand in a row, none is deeper than another. What is looked into comes before what may be in it. */
  private row(expr: Arithmetic | Condition, environment: Environment): void {
    const row = rowOf(expr)
    const holders = row.filter(({ operator }) => operator === 'in').reverse()
    const others = row.filter(({ operator }) => operator !== 'in')
    for (const { right } of holders) this.expr(right, environment)
    this.expr(row[0]!.left, environment)
    for (const { right } of others) this.expr(right, environment)
  }

  /** The original does not look at the step of a slice without an end. */
  private slice({ object, start, end, step }: Slice, environment: Environment): void {
    for (const part of [object, start, end]) if (part) this.expr(part, environment)
    if (step) this.expr(step, end ? environment : { ...environment, unseen: true })
  }

  private entries(entries: readonly (readonly [Expr, Expr])[], environment: Environment): void {
    for (const [key, value] of entries) {
      if ((key.kind === 'literal' && key.type !== 'string') || isContainer(key))
        this.refuse(wrongKey(key))
      this.expr(key, environment)
      this.expr(value, environment)
    }
  }

  private call(call: Call, environment: Environment): void {
    const def = this.options.functions.get(call.name)
    if (!def && environment.unseen) this.calls.set(call, NOTHING)
    else if (!def) this.refuse(unknownFunction(call, this.options.functions))
    for (const arg of call.args) this.expr(arg, environment)
    if (def && this.attempt(() => this.prepare(call, def, environment))) return
    for (const arg of call.args) {
      if (arg.kind === 'literal' && arg.type === 'string') this.doubtful.push(String(arg.value))
    }
  }

  private prepare(call: Call, def: FunctionDef, environment: Environment): void {
    const binding = bind(call, def)
    const args = this.staticArgs(def, binding)
    const site = this.site(call, def, binding, environment)
    if (!this.argumentsFit(call, def, binding, (name) => def.checks?.[name]?.(args, site))) return
    const prepared = def.prepare(args, site)
    const step = this.options.observe?.(prepared, { def, args, site }) ?? prepared
    this.calls.set(call, { step, args: passedArgs(def, binding), exits: def.control === 'exit' })
  }

  /** @param check what is to be looked at beyond the kind of a parameter, as long as nothing was wrong */
  private argumentsFit(
    call: Call,
    def: FunctionDef,
    binding: Binding,
    check: (name: string) => void,
  ): boolean {
    let fits = true
    for (const [name, param] of inOrderOfChecks(def)) {
      const at = param.reportedAt
      const reported = at === 'call' ? call : binding.get(at ?? '')?.[0]
      for (const expr of binding.get(name) ?? [])
        fits = this.attempt(() => checkKind(expr, name, param, def, reported)) && fits
      fits = fits && this.attempt(() => check(name))
    }
    return fits
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
    const { options } = this
    const { file, position, script, services } = options
    const place = position(call.at)
    return {
      position: place,
      file,
      patterns,
      services,
      script(name) {
        return script(name, this)
      },
      refuse(at, code, message, hint, shown) {
        const node = (name: string): Expr => {
          const expr = binding.get(name)?.[0]
          return expr ? subject(expr, def) : call
        }
        const offset = typeof at === 'string' ? node(at).at : options.offset(at)
        const marked = shown ?? at
        const mark = typeof marked === 'string' ? firstOffset(node(marked)) : offset
        throw new Refusal(code, offset, message, withForm(hint, code, def), mark)
      },
      fail(message) {
        throw new RunFailure(message, file, place)
      },
      breakDown(message) {
        throw new RunFailure(message, file, place, true)
      },
    }
  }
}

function inOrderOfChecks({ params }: FunctionDef): readonly (readonly [string, Param])[] {
  const order = (param: Param): number => (param.checkedFirst ? 0 : 1)
  return Object.entries(params).toSorted(([, a], [, b]) => order(a) - order(b))
}

function isContainer(expr: Expr): boolean {
  return expr.kind === 'list' || expr.kind === 'map'
}

function keyKind(expr: Expr): string {
  return expr.kind === 'literal' ? (expr as Literal).type : expr.kind
}

function wrongKey(key: Expr): Refusal {
  const kind = keyKind(key)
  const hint = key.kind === 'literal' ? `write "${key.value}" in quotes` : undefined
  return new Refusal('PL106', key.at, `the key of a map must be str, not ${kind}`, hint)
}

function outsideLoop({ kind, at }: Jump): Refusal {
  const hint = kind === 'break' ? 'exit() ends the script' : undefined
  return new Refusal('PL104', at, `"${kind}" stands outside a loop`, hint)
}

const BOM = '\ufeff'

function unknownFunction({ name, at }: Call, functions: FunctionTable): Refusal {
  const hint = name.startsWith(BOM)
    ? 'the file begins with a byte order mark, which is not seen: save it without'
    : suggestion(name, functions.keys())
  return new Refusal('PL201', at, `there is no function "${name}"`, hint)
}

function passedArgs(def: FunctionDef, binding: Binding): Passed[] {
  const args = Object.entries(def.params).flatMap(([name, param]): Passed[] => {
    if (param.kind === 'ignored') return []
    const exprs = binding.get(name) ?? []
    if (param.pass === 'alone' && binding.size > 1) return [{ kind: 'absent' }]
    if (exprs.length > 0) return exprs.map((expr) => passed(expr, param, def))
    return param.rest ? [] : [absent(param)]
  })
  while (args.at(-1)?.kind === 'absent') args.pop()
  return args
}
