// Which keys nobody reads any more, worked out backwards from the end of the script, where everything that is left is read:
// it becomes the record. A key is *idle* at a place when on every way from there it is removed or written again before
// anything reads it. Loops go on until nothing changes; the sets only shrink.
import {
  type Block,
  type Call,
  type Condition,
  children,
  type Expr,
  type For,
  type Statement,
} from '../../pipeline/language/ast.js'
import { capturesOf, type Effect, effectOf } from './effects.js'
import type { LintedScript, SeenCall } from './rule.js'
import { bare } from './walk.js'

/** Idle keys, each with what ends it. */
export type Idle = ReadonlyMap<string, End>

export interface End {
  readonly call: SeenCall
  readonly how: Effect['how']
}

const NONE: Idle = new Map()
/** Each loop is gone through at least twice, so those inside it four times; deeper ones count as reading everything. */
const MOST_LOOPS = 6

interface Jumps {
  readonly onBreak: Idle
  readonly onContinue: Idle
}

/** Idle keys right behind each grok, where it has matched. */
export function idleBehindGroks(script: LintedScript): ReadonlyMap<Call, Idle> {
  const flow = new Flow(script)
  flow.block(script.tree, NONE, { onBreak: NONE, onContinue: NONE })
  return flow.behind
}

class Flow {
  readonly behind = new Map<Call, Idle>()
  /** How many loops are being gone through. */
  private depth = 0
  constructor(private readonly script: LintedScript) {}

  /** Idle keys before a block, by those behind it. */
  block(block: Block, after: Idle, jumps: Jumps): Idle {
    return block.reduceRight((idle, statement) => this.statement(statement, idle, jumps), after)
  }

  private statement(statement: Statement, after: Idle, jumps: Jumps): Idle {
    switch (statement.kind) {
      case 'if': {
        const { branches, otherwise } = statement
        const last = otherwise ? this.block(otherwise, after, jumps) : after
        return branches.reduceRight((idle, { condition, body }) => {
          return this.condition(condition, this.block(body, after, jumps), idle)
        }, last)
      }
      case 'for':
        return this.loop(statement, after)
      case 'forIn': {
        const head = this.stable(after, (idle) =>
          this.block(statement.body, idle, { onBreak: after, onContinue: idle }),
        )
        return this.value(statement.iterated, head)
      }
      case 'break':
        return jumps.onBreak
      case 'continue':
        return jumps.onContinue
      default:
        return this.value(statement, after)
    }
  }

  private loop({ init, condition, step, body }: For, after: Idle): Idle {
    const head = this.stable(after, (idle) => {
      const next = step ? this.value(step, idle) : idle
      const inside = this.block(body, next, { onBreak: after, onContinue: next })
      return condition ? this.condition(condition, inside, after) : inside
    })
    return init ? this.value(init, head) : head
  }

  /** The idle keys before a loop: those that stay idle round after round. */
  private stable(after: Idle, round: (idle: Idle) => Idle): Idle {
    if (this.depth >= MOST_LOOPS) return round(NONE) && NONE
    this.depth++
    let idle = after
    for (;;) {
      const next = both(after, round(idle))
      if (next.size === idle.size) break
      idle = next
    }
    this.depth--
    return idle
  }

  /** Idle keys before a condition, by those where it holds and where it does not. */
  private condition(condition: Expr, holds: Idle, fails: Idle): Idle {
    const expr = bare(condition)
    if (expr.kind === 'unary' && expr.operator === '!')
      return this.condition(expr.operand, fails, holds)
    if (expr.kind === 'condition' && (expr.operator === '&&' || expr.operator === '||'))
      return this.shortCircuit(expr, holds, fails)
    const call = expr.kind === 'call' ? this.script.callOf(expr) : undefined
    if (!call?.grok) return this.value(expr, both(holds, fails))
    this.behind.set(call.node, holds)
    const matched = ended(holds, [...capturesOf(call)], { call, how: 'written again' })
    return this.call(call, both(matched, fails))
  }

  private shortCircuit({ operator, left, right }: Condition, holds: Idle, fails: Idle): Idle {
    const behind = this.condition(right, holds, fails)
    return operator === '&&'
      ? this.condition(left, behind, fails)
      : this.condition(left, holds, behind)
  }

  /** Idle keys before an expression is evaluated, by those behind it. */
  private value(expr: Expr, after: Idle): Idle {
    if (expr.kind === 'condition' && (expr.operator === '&&' || expr.operator === '||'))
      return this.condition(expr, after, after)
    const call = expr.kind === 'call' ? this.script.callOf(expr) : undefined
    if (!call) return this.parts(expr, without(after, ownNames(expr)))
    if (call.grok) this.behind.set(call.node, after)
    if (call.def.control === 'exit') return NONE
    return outerCalls(call.node.args).reduceRight(
      (idle, inner) => this.value(inner, idle),
      this.call(call, after),
    )
  }

  private parts(expr: Expr, after: Idle): Idle {
    const parts = expr.kind === 'assign' ? readParts(expr) : children(expr)
    return parts.reduceRight((idle, part) => this.value(part, idle), after)
  }

  private call(call: SeenCall, after: Idle): Idle {
    const { reads, ends, how } = effectOf(call)
    return reads === 'all' ? NONE : without(ended(after, ends, { call, how }), reads)
  }
}

/** Calls among the arguments of a call; what else they name, the call reads. */
function outerCalls(exprs: readonly Expr[]): readonly Expr[] {
  return exprs.flatMap((expr) => (expr.kind === 'call' ? [expr] : outerCalls(children(expr))))
}

/** Assigning to a name reads nothing; to a member it reads what holds the member. */
function readParts(expr: Expr & { kind: 'assign' }): readonly Expr[] {
  const targets = expr.targets.filter(({ kind }) => kind !== 'ident' || expr.operator !== undefined)
  return [...targets, ...expr.values]
}

function ownNames(expr: Expr): Iterable<string> {
  if (expr.kind === 'ident' || expr.kind === 'attr') return [expr.name]
  return expr.kind === 'index' && expr.object ? [expr.object.name] : []
}

/** What is idle on both ways. */
function both(a: Idle, b: Idle): Idle {
  return a === b ? a : new Map([...a].filter(([name]) => b.has(name)))
}

function ended(idle: Idle, names: readonly string[], end: End): Idle {
  return names.length === 0
    ? idle
    : new Map([...idle, ...names.map((name) => [name, end] as const)])
}

function without(idle: Idle, names: Iterable<string>): Idle {
  const left = new Map(idle)
  for (const name of names) left.delete(name)
  return left
}
