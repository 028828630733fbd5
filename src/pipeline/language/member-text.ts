// How members of an attribute read in the text of its key: `a[x+1].b` is the key `a[x + 1].b`. Whatever a script may write
// between the brackets is written out in one way, whatever its layout was.
import { formatFloat } from '../../util/go-float.js'
import type { Expr, Ident, Index, Literal, Slice } from './ast.js'

/** A member as it stands in the text of a key. */
export function memberText(member: Ident | Index): string {
  if (member.kind === 'ident') return member.text
  return (member.object?.text ?? '') + member.indexes.map((each) => `[${exprText(each)}]`).join('')
}

function exprText(expr: Expr): string {
  switch (expr.kind) {
    case 'literal':
      return literalText(expr)
    case 'ident':
    case 'index':
      return memberText(expr)
    case 'attr':
      return expr.name
    case 'slice':
      return sliceText(expr)
    case 'call':
      return `${expr.name.toLowerCase()}(${listed(expr.args)})`
    case 'list':
      return `[${listed(expr.items)}]`
    case 'map':
      return `{${expr.entries.map((entry) => entry.map(exprText).join(': ')).join(', ')}}`
    case 'paren':
      return `(${exprText(expr.inner)})`
    case 'unary':
      return expr.operator + exprText(expr.operand)
    case 'arithmetic':
    case 'condition':
      return `${exprText(expr.left)} ${expr.operator} ${exprText(expr.right)}`
    case 'assign':
      return `${exprText(expr.targets[0])} = ${exprText(expr.values[0])}`
  }
}

function literalText({ type, value }: Literal): string {
  if (type === 'string') return `'${value}'`
  return typeof value === 'number' ? floatText(value) : value === null ? 'nil' : String(value)
}

function floatText(value: number): string {
  if (Number.isFinite(value)) return formatFloat(value, 'f', 6)
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
}

function sliceText({ object, start, end, step, colons }: Slice): string {
  const text = (bound: Expr | undefined): string => (bound ? exprText(bound) : '')
  const bounds = [start, end, step].slice(0, colons + 1)
  return `${exprText(object)}[${bounds.map(text).join(':')}]`
}

function listed(exprs: readonly Expr[]): string {
  return exprs.map(exprText).join(', ')
}
