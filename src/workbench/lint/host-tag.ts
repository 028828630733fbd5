// A field that has the name of a tag of the node. Records have the tags of their node before a script runs (src/tag/merge.ts),
// and what is written to the key of a tag becomes its text: the field never comes to be, and the node's value is lost.
import type { Expr } from '../../pipeline/language/ast.js'
import { capturesOf } from './effects.js'
import { argumentPlace, captureName, type Place, placeIn } from './place.js'
import type { Finding, LintedScript, Rule, SeenCall } from './rule.js'

export const hostTag: Rule = {
  code: 'PL908',
  run: (script) =>
    script.calls.flatMap((call) =>
      [...writtenBy(call, script)]
        .filter(([name]) => script.hostTags.has(name))
        .map(([name, place]) => finding(name, place)),
    ),
}

function finding(name: string, place: Place): Finding {
  const message = `"${name}" is a tag of the node: what is written to it replaces the tag, as text, and no field comes to be`
  return { ...place, message, hint: `give the field another name, such as "log_${name}"` }
}

/** Where a call writes fields. `set_tag` is left out: who writes it means the tag. */
const TARGETS: Readonly<Record<string, string>> = {
  add_key: 'key',
  json: 'newkey',
  parse_date: 'key',
  rename: 'new_key',
  strfmt: 'key',
  xml: 'new_key',
}

function* writtenBy(call: SeenCall, { source }: LintedScript): Generator<readonly [string, Place]> {
  for (const name of capturesOf(call))
    yield [name, placeIn(source, call, 'pattern', captureName(name))]
  const { name: what } = call.def
  const target = Object.hasOwn(TARGETS, what) ? TARGETS[what]! : undefined
  if (target === undefined) return
  const param = call.given.has(target) ? target : what === 'json' ? 'json_path' : target
  const [expr] = call.given.get(param) ?? []
  const name = expr && nameOf(expr)
  if (name !== undefined) yield [name, argumentPlace(call, param)]
}

function nameOf(expr: Expr): string | undefined {
  if (expr.kind === 'ident' || expr.kind === 'attr') return expr.name
  return expr.kind === 'literal' && expr.type === 'string' ? String(expr.value) : undefined
}
