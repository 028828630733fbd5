// From the grammar's match to the tree. Errors that the original finds while it puts a construct together (bad literals,
// a literal zero as divisor, headers and bounds that cannot work) are found here, in the same order.
import type { MatchResult, Node, NonterminalNode } from 'ohm-js'
import type {
  ArithmeticOperator,
  Assign,
  Block,
  Branch,
  Expr,
  ForIn,
  Ident,
  Index,
  Literal,
  Statement,
} from './ast.js'
import { badString, numberValue, stringValue } from './literal.js'
import { memberText } from './member-text.js'
import { operation } from './operation.js'
import grammar from './pipeline.ohm-bundle.js'
import { Refusal } from './source.js'
import { following, start } from './spans.js'

/** @throws Refusal */
export function buildScript(match: MatchResult): Block {
  return semantics(match).block()
}

const semantics = grammar.createSemantics()

semantics.addOperation<Block>('block()', {
  Script_separated: (_separators, statements, _end) => optional(statements)?.block() ?? [],
  Script_direct: (statements, _end) => statements.block(),
  Statements: (first, _separators, rest, _trailing) => [
    first.statement(),
    ...rest.children.map((each) => each.statement()),
  ],
  Block: (_open, _separators, statements, _close) => optional(statements)?.block() ?? [],
})

semantics.addOperation<Statement>('statement()', {
  Statement: (node) =>
    node.ctorName === 'Expression' || node.ctorName === 'Assignment'
      ? node.expr()
      : node.statement(),
  If(_if, condition, body, _elif, conditions, bodies, _else, otherwise) {
    const branches: Branch[] = [{ condition: condition.expr(), body: body.block() }]
    conditions.children.forEach((each, i) => {
      branches.push({ condition: each.expr(), body: bodies.child(i).block() })
    })
    return { kind: 'if', branches, otherwise: optional(otherwise)?.block() }
  },
  ForIn(_for, first, operators, _newlines, rest, body) {
    return forIn(this, first, operators, rest, body)
  },
  For_stepped: (key, init, _1, condition, _2, step, body) => ({
    kind: 'for',
    init: optional(init)?.expr(),
    condition: optional(condition)?.expr(),
    step: step.expr(),
    body: body.block(),
    at: start(key),
  }),
  For_bare: (key, init, _1, condition, _2, body) => ({
    kind: 'for',
    init: optional(init)?.expr(),
    condition: optional(condition)?.expr(),
    step: undefined,
    body: body.block(),
    at: start(key),
  }),
  break: (word) => ({ kind: 'break', at: start(word) }),
  continue: (word) => ({ kind: 'continue', at: start(word) }),
})

function forIn(loop: NonterminalNode, first: Node, operators: Node, rest: Node, body: Node): ForIn {
  const head = operation(first, operators, rest)
  const statements: Block = body.block()
  const close = loop.source.endIdx - 1
  const refused = (message: string, mark: number, hint = 'write "for name in list { … }"') =>
    new Refusal('PL105', close, message, hint, mark)
  if (head.kind !== 'condition') throw refused('expected "for name in …"', start(first))
  const { left, right } = head
  if (left.kind !== 'ident') throw refused('the variable of a loop must be a name', start(first))
  if (right.kind === 'literal' && right.type !== 'string')
    throw refused(`${right.type} has no elements to go through`, right.at, countTo(right))
  const at = start(loop)
  return { kind: 'forIn', variable: left.name, iterated: right, body: statements, at }
}

function countTo({ type, value }: Literal): string | undefined {
  return type === 'int' ? `to count, write "for i = 0; i < ${value}; i += 1 { … }"` : undefined
}

semantics.addOperation<Expr>('expr()', {
  Assignment_plain: (targets, operator, _newlines, values) =>
    assignment(expressions(targets), expressions(values), undefined, start(operator)),
  Assignment_augmented: (target, operator, _newlines, value) =>
    assignment(
      [target.expr()],
      [value.expr()],
      operator.sourceString[0] as ArithmeticOperator,
      start(operator),
    ),
  Expression: (first, operators, _newlines, rest) => operation(first, operators, rest),
  Comparison: (first, operators, _newlines, rest) => operation(first, operators, rest),
  Operand_signed: (sign, operand) => signed(sign, operand.expr()),

  Slice: (object, bounds) =>
    bounds.children.reduce<Expr>((sliced, each) => slice(sliced, each), object.expr()),
  Attribute(first, _dots, rest) {
    const members: (Ident | Index)[] = [first, ...rest.children].map(attributeMember)
    const name = members.map(memberText).join('.')
    return { kind: 'attr', name, members, at: following(this) }
  },
  Index(object, subscripts) {
    return index(object, subscripts, (name) => name.expr())
  },
  Subscript: (_open, _1, index, _2, _close) => index.expr(),
  Call: (name, _open, _1, first, _commas, rest, _comma, _2, _close) => ({
    kind: 'call',
    name: plainName(name),
    args: listed(first, rest).map(toExpr),
    at: start(name),
  }),
  Argument_named: (name, operator, _newlines, value) =>
    assignment([name.expr()], [value.expr()], undefined, start(operator)),
  List(_open, _1, first, _2, _comma, _3, rest, _4, _5, _6, _close) {
    return { kind: 'list', items: listed(first, rest).map(toExpr), at: start(this) }
  },
  Map(_open, _1, first, _commas, rest, _comma, _2, _close) {
    const pairs = listed(first, rest).map(
      (entry) => [entry.child(0).expr(), entry.child(3).expr()] as const,
    )
    return { kind: 'map', entries: pairs, at: start(this) }
  },
  Group(_open, _1, inner, _2, _close) {
    return { kind: 'paren', inner: inner.expr(), at: start(this) }
  },

  boolean(word) {
    const value = word.sourceString.toLowerCase() === 'true'
    return { kind: 'literal', type: 'bool', value, at: start(this) }
  },
  nil(_word) {
    return { kind: 'literal', type: 'nil', value: null, at: start(this) }
  },
  number(_text) {
    const value = numberValue(this.sourceString)
    if (value === undefined)
      throw new Refusal('PL101', start(this), `bad number "${this.sourceString}"`)
    const type = typeof value === 'bigint' ? 'int' : 'float'
    return { kind: 'literal', type, value, at: start(this) }
  },
  string(_text) {
    const value = stringValue(this.sourceString)
    if (value === undefined) throw badString(this.sourceString, start(this))
    return { kind: 'literal', type: 'string', value, at: start(this) }
  },
  name(_name) {
    const text = plainName(this)
    return { kind: 'ident', name: text === '_' ? 'message' : text, text, at: start(this) }
  },
})

/** A sign before a number literal belongs to the literal. */
function signed(sign: Node, operand: Expr): Expr {
  const operator = sign.sourceString as '+' | '-' | '!'
  const at = start(sign)
  if (operator === '!' || operand.kind !== 'literal')
    return { kind: 'unary', operator, operand, at }
  const { value } = operand
  if (typeof value !== 'bigint' && typeof value !== 'number')
    return { kind: 'unary', operator, operand, at }
  return { ...operand, value: operator === '-' ? -value : value, at }
}

function slice(object: Expr, bounds: Node): Expr {
  const begin = bound(bounds, 2)
  const end = bound(bounds, 5)
  const step = bound(bounds, 8)
  for (const each of [begin, end, step]) {
    if (each && isNoBound(each)) throw wrongBound(bounds, each)
  }
  const colons = bounds.child(6).children.length === 0 ? 1 : 2
  return { kind: 'slice', object, start: begin, end, step, colons, at: start(bounds) }
}

function wrongBound(bounds: Node, { at }: Expr): Refusal {
  const close = bounds.source.endIdx - 1
  return new Refusal('PL106', close, 'a bound of a slice must be an int', undefined, at)
}

/** An optional part of a slice; the step is an option within an option. */
function bound(bounds: Node, part: number): Expr | undefined {
  const node = optional(bounds.child(part))
  return node?.isIteration() ? optional(node)?.expr() : node?.expr()
}

function isNoBound(expr: Expr): boolean {
  if (expr.kind === 'literal') return expr.type === 'string' || expr.type === 'float'
  return expr.kind === 'list'
}

function index(object: Node, subscripts: Node, toIdent: (name: Node) => Ident): Index {
  const ident = object.sourceString === '.' ? undefined : toIdent(object)
  const indexes = subscripts.children.map(toExpr)
  return { kind: 'index', object: ident, indexes, at: start(object) }
}

/** Inside an attribute `_` is no other name. */
function attributeMember(member: Node): Ident | Index {
  const node = member.child(0)
  const toIdent = (name: Node): Ident => {
    const text = plainName(name)
    return { kind: 'ident', name: text, text, at: start(name) }
  }
  if (node.ctorName === 'name') return toIdent(node)
  return index(node.child(0), node.child(1), toIdent)
}

function assignment(
  targets: Expr[],
  values: Expr[],
  operator: ArithmeticOperator | undefined,
  operatorAt: number,
): Assign {
  const [target, ...others] = targets as [Expr, ...Expr[]]
  const [value, ...rest] = values as [Expr, ...Expr[]]
  return {
    kind: 'assign',
    targets: [target, ...others],
    values: [value, ...rest],
    operator,
    at: target.at,
    operatorAt,
  }
}

function expressions(node: Node): Expr[] {
  return node.child(0).asIteration().children.map(toExpr)
}

function toExpr(node: Node): Expr {
  return node.expr()
}

/** The nodes of a list that may be empty. */
function listed(first: Node, rest: Node): Node[] {
  return [...first.children, ...rest.children.flatMap((each) => each.children)]
}

/** A name without backquotes. */
function plainName(node: Node): string {
  const text = node.sourceString
  return text.startsWith('`') ? text.slice(1, -1) : text
}

/** The node of an optional part, if it is there. */
function optional(node: Node): Node | undefined {
  return node.children[0]
}
