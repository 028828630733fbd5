// Statements → JavaScript source. One function for a script; blocks become blocks, variables become `let`s:
//
//   x = 1                       v0 = c0
//   if x == 1 { add_key(k, x) } if (equal(…v0, c0)) { at = 1; s0(p, r, g0(p), …v0) }
//
// Text of the script gets into the code only through JSON.stringify. Names in the code: p point, r run, at place of the
// statement, s steps, c int constants, k type sets, h conditions of arguments, g keys of the record, e members of documents,
// v variables of the script, t and m temporaries, gone whether a call in an expression has ended the script.
import type { ArgumentCondition, Step } from '../define.js'
import type { Block, Call, Expr, For, ForIn, If, Statement } from './ast.js'
import type { PreparedCall } from './check.js'
import { ExpressionEmitter } from './emit-expression.js'
import { assignedName, isExpr, namesIn, namesInBlock, type Scope } from './scopes.js'

/** Source of a function body with parameters `rt`, `steps`, `kinds`, `conditions`, `stopped`; what belongs to it. */
export interface Emitted {
  readonly code: string
  readonly steps: readonly Step[]
  readonly kinds: readonly ReadonlySet<string>[]
  readonly conditions: readonly ArgumentCondition['holds'][]
  /** Offsets of the places that failures name. */
  readonly places: readonly number[]
}

interface Loop {
  readonly leave: string
  readonly next: string
}

export function emit(script: Block, calls: ReadonlyMap<Call, PreparedCall>): Emitted {
  return new Emitter(new ExpressionEmitter(calls)).script(script)
}

/** Stands behind each statement of a script that may end in an expression. */
const LEAVE = 'if (gone) return'

class Emitter {
  private readonly lines: string[] = []
  private loops: readonly Loop[] = []
  private labels = 0

  constructor(private readonly expressions: ExpressionEmitter) {}

  script(script: Block): Emitted {
    this.block(script, undefined)
    const { pool, leaves } = this.expressions
    const { steps, kinds, conditions, places, temporaries } = pool
    const code = [
      '"use strict"',
      ...pool.preamble(),
      // In parentheses V8 compiles it at once: source it cannot take fails while the script compiles.
      'return ((p, r) => {',
      `let ${['at = 0', 't', 'gone = false', ...temporaries].join(', ')}`,
      'try {',
      ...(leaves ? this.lines : this.lines.filter((line) => line !== LEAVE)),
      '} catch (error) { stopped(error, at) }',
      '})',
    ].join('\n')
    return { code, steps, kinds, conditions, places }
  }

  /** The statements of a block in a scope of their own. */
  private block(block: Block, outer: Scope | undefined): void {
    const scope = this.open(namesInBlock(block), outer)
    for (const statement of block) this.statement(statement, scope)
  }

  private open(names: ReadonlySet<string>, outer: Scope | undefined): Scope {
    const scope = this.expressions.scope(names, outer)
    const variables = [...scope.variables.values()]
    if (variables.length > 0) this.lines.push(`let ${variables.join(', ')}`)
    return scope
  }

  private statement(statement: Statement, scope: Scope): void {
    if (isExpr(statement))
      this.evaluate(statement, this.expressions.statement(statement, scope), scope)
    else if (statement.kind === 'if') this.if(statement, scope)
    else if (statement.kind === 'for') this.for(statement, scope)
    else if (statement.kind === 'forIn') this.forIn(statement, scope)
    else this.lines.push(LEAVE, this.loops.at(-1)![statement.kind === 'break' ? 'leave' : 'next'])
    this.lines.push(LEAVE)
  }

  private evaluate(expr: Expr, code: string, scope: Scope): void {
    this.mark(expr)
    this.lines.push(`;${code}`)
    const name = assignedName(expr)
    if (name !== undefined) scope.settled.add(name)
  }

  /** Errors that name no place are reported at the statement. */
  private mark(expr: Expr): void {
    this.lines.push(`at = ${this.expressions.pool.place(expr.at)}`)
  }

  private if({ branches, otherwise }: If, outer: Scope): void {
    this.lines.push('{')
    const scope = this.open(namesIn(branches.map(({ condition }) => condition)), outer)
    this.mark(branches[0]!.condition)
    branches.forEach(({ condition, body }, i) => {
      const test = this.expressions.test(condition, scope)
      this.lines.push(`${i === 0 ? '' : '} else '}if (${test}) {`)
      this.block(body, scope)
    })
    if (otherwise) {
      this.lines.push('} else {')
      this.block(otherwise, scope)
    }
    this.lines.push('}', '}')
  }

  private for({ init, condition, step, body, at }: For, outer: Scope): void {
    const label = this.labels++
    this.lines.push('{')
    const scope = this.open(namesIn([init, condition, step]), outer)
    if (init) this.evaluate(init, this.expressions.effect(init, scope), scope)
    this.lines.push(`L${label}: for (;;) {`)
    if (condition) {
      this.mark(condition)
      this.lines.push(`if (!(${this.expressions.test(condition, scope)})) break`)
    }
    this.lines.push(this.round(at), `B${label}: {`)
    this.inLoop({ leave: `break L${label}`, next: `break B${label}` }, () => {
      this.block(body, scope)
    })
    this.lines.push('}', LEAVE)
    if (step) this.evaluate(step, this.expressions.effect(step, scope), scope)
    this.lines.push('}', '}')
  }

  private forIn({ variable, iterated, body, at }: ForIn, outer: Scope): void {
    const label = this.labels++
    this.lines.push('{')
    const header = this.open(namesIn([iterated]), outer)
    this.mark(iterated)
    this.lines.push(
      `L${label}: for (const x${label} of ${this.expressions.iterated(iterated, header)}) {`,
      this.round(at),
    )
    const scope = this.open(namesInBlock(body).add(variable), header)
    this.lines.push(`;${this.expressions.assignment(variable, `x${label}`, scope)}`)
    scope.settled.add(variable)
    this.inLoop({ leave: `break L${label}`, next: `continue L${label}` }, () => {
      for (const statement of body) this.statement(statement, scope)
    })
    this.lines.push('}', '}')
  }

  /** One round of a loop counts against the budget of the run. */
  private round(at: number): string {
    return `if (--r.steps < 0) outOfSteps(${this.expressions.pool.place(at)})`
  }

  private inLoop(loop: Loop, emitBody: () => void): void {
    const around = this.loops
    this.loops = [...around, loop]
    emitBody()
    this.loops = around
  }
}
