// How a call is written: the form that hints show, and which part of an argument a parameter is about.
import type { Code } from '../../errors.js'
import type { FunctionDef } from '../define.js'
import type { Expr } from './ast.js'

/** `the form is add_key(key, [value])` */
export function usage(def: FunctionDef): string {
  const params = Object.entries(def.params).map(([name, { optional, rest, kind }]) => {
    if (kind === 'ignored') return '…'
    const shown = rest ? `${name}…` : name
    return optional || rest ? `[${shown}]` : shown
  })
  return `the form is ${def.name}(${params.join(', ')})`
}

/** A hint about names and arguments ends with the form of the call. */
export function withForm(
  hint: string | undefined,
  code: Code,
  def: FunctionDef,
): string | undefined {
  if (code !== 'PL202' && code !== 'PL301' && code !== 'PL302') return hint
  if (hint === undefined) return usage(def)
  return hint.endsWith('?') ? `${hint} T${usage(def).slice(1)}` : `${hint}; ${usage(def)}`
}

/** Where an expression begins; `at` of some is elsewhere. */
export function firstOffset(expr: Expr): number {
  if (expr.kind === 'slice') return firstOffset(expr.object)
  return expr.kind === 'attr' ? firstOffset(expr.members[0]!) : expr.at
}

/** The expression that a parameter is about: for named arguments the value, save where assignments are nodes. */
export function subject(expr: Expr, def: FunctionDef): Expr {
  return expr.kind === 'assign' && def.style !== 'positional' ? expr.values[0] : expr
}

/** The name of a named argument. */
export function argumentName(arg: Expr): string | undefined {
  if (arg.kind !== 'assign') return undefined
  const [target] = arg.targets
  return target.kind === 'ident' ? target.name : ''
}
