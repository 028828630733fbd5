// The tree of a script: frozen-by-type unions told apart by `kind`. `at` is an offset into the source; it is the place
// that an error about the node names, which for some nodes is not where they begin (see each of them).

export type LiteralValue = string | bigint | number | boolean | null

/** A literal of the source; a sign before a number belongs to it. */
export interface Literal {
  readonly kind: 'literal'
  readonly type: 'string' | 'int' | 'float' | 'bool' | 'nil'
  readonly value: LiteralValue
  readonly at: number
}

/** A name; `_` has become `message`. */
export interface Ident {
  readonly kind: 'ident'
  readonly name: string
  /** As it was written, without backquotes. */
  readonly text: string
  readonly at: number
}

/** `a.b[0].c`: a key with dots; as a value it is void. `at` is the token after it. */
export interface Attr {
  readonly kind: 'attr'
  readonly name: string
  readonly members: readonly (Ident | Index)[]
  readonly at: number
}

/** `a[0]["k"]`; without an object for the relic `.[0]`. */
export interface Index {
  readonly kind: 'index'
  readonly object: Ident | undefined
  readonly indexes: readonly Expr[]
  readonly at: number
}

export interface Slice {
  readonly kind: 'slice'
  readonly object: Expr
  readonly start: Expr | undefined
  readonly end: Expr | undefined
  readonly step: Expr | undefined
  /** One, or two: `a[1:2:]` is a key of its own. */
  readonly colons: 1 | 2
  /** The bracket. */
  readonly at: number
}

export interface Call {
  readonly kind: 'call'
  readonly name: string
  readonly args: readonly Expr[]
  readonly at: number
}

export interface ListLiteral {
  readonly kind: 'list'
  readonly items: readonly Expr[]
  readonly at: number
}

export interface MapLiteral {
  readonly kind: 'map'
  readonly entries: readonly (readonly [Expr, Expr])[]
  readonly at: number
}

export interface Paren {
  readonly kind: 'paren'
  readonly inner: Expr
  readonly at: number
}

export interface Unary {
  readonly kind: 'unary'
  readonly operator: '+' | '-' | '!'
  readonly operand: Expr
  readonly at: number
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%'
export type ConditionOperator = '||' | '&&' | 'in' | '>=' | '>' | '!=' | '==' | '<=' | '<'

/** `at` is the left operand, `operatorAt` where a run-time failure is reported. */
export interface Arithmetic {
  readonly kind: 'arithmetic'
  readonly operator: ArithmeticOperator
  readonly left: Expr
  readonly right: Expr
  readonly at: number
  readonly operatorAt: number
}

export interface Condition {
  readonly kind: 'condition'
  readonly operator: ConditionOperator
  readonly left: Expr
  readonly right: Expr
  readonly at: number
  readonly operatorAt: number
}

/** A statement, or an argument of the form `name = value`. More than one target never works. */
export interface Assign {
  readonly kind: 'assign'
  readonly targets: readonly [Expr, ...Expr[]]
  readonly values: readonly [Expr, ...Expr[]]
  /** For `+=` and its like; undefined for `=`. */
  readonly operator: ArithmeticOperator | undefined
  readonly at: number
  readonly operatorAt: number
}

export type Expr =
  | Literal
  | Ident
  | Attr
  | Index
  | Slice
  | Call
  | ListLiteral
  | MapLiteral
  | Paren
  | Unary
  | Arithmetic
  | Condition
  | Assign

export type Block = readonly Statement[]

export interface Branch {
  readonly condition: Expr
  readonly body: Block
}

export interface If {
  readonly kind: 'if'
  readonly branches: readonly Branch[]
  readonly otherwise: Block | undefined
}

export interface For {
  readonly kind: 'for'
  readonly init: Expr | undefined
  readonly condition: Expr | undefined
  readonly step: Expr | undefined
  readonly body: Block
  readonly at: number
}

export interface ForIn {
  readonly kind: 'forIn'
  readonly variable: string
  readonly iterated: Expr
  readonly body: Block
  readonly at: number
}

export interface Jump {
  readonly kind: 'break' | 'continue'
  readonly at: number
}

export type Statement = Expr | If | For | ForIn | Jump

/** The expressions directly inside one, in the order in which the original checks them. */
export function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'list':
      return expr.items
    case 'map':
      return expr.entries.flat()
    case 'call':
      return expr.args
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

/** Operators of which each is the left operand of the next, leftmost first. */
export function rowOf(last: Arithmetic | Condition): readonly (Arithmetic | Condition)[] {
  const row = [last]
  for (
    let { left } = last;
    left.kind === 'arithmetic' || left.kind === 'condition';
    left = left.left
  )
    row.push(left)
  return row.reverse()
}
