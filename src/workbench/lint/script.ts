// A script as rules see it: its tree beside what the compiler was seen to do with each call.
import type { Position } from '../../errors.js'
import type { ObservedCall } from '../../pipeline/define.js'
import { type Expanded, expandPattern, type PatternScope } from '../../pipeline/grok/expand.js'
import { bind } from '../../pipeline/language/arguments.js'
import type { Block, Call } from '../../pipeline/language/ast.js'
import { subject } from '../../pipeline/language/call-form.js'
import { parseAll } from '../../pipeline/language/recover.js'
import { positions } from '../../pipeline/language/source.js'
import type { LintedScript, SeenCall } from './rule.js'
import { callsIn } from './walk.js'

/** A call seen while its script was compiled, with its pattern as it was then: `add_pattern` may change it later. */
export interface Noted {
  readonly call: ObservedCall
  readonly grok: Expanded | undefined
}

export function note(call: ObservedCall): Noted {
  const { def, args, site } = call
  const isGrok = def.name === 'grok'
  return { call, grok: isGrok ? expandPattern(String(args.pattern), site.patterns) : undefined }
}

export interface Surroundings {
  readonly patterns: PatternScope
  readonly hostTags: ReadonlySet<string>
  readonly measureMs: number
}

/** @param noted all calls of the script, which must have compiled */
export function lintedScript(
  source: string,
  noted: readonly Noted[],
  surroundings: Surroundings,
): LintedScript {
  const { tree } = parseAll(source)
  const calls = seenCalls(source, tree, noted)
  return {
    source,
    tree,
    calls: [...calls.values()],
    callOf: (node) => calls.get(node),
    ...surroundings,
  }
}

/** A call is known again by its place. */
function seenCalls(source: string, tree: Block, noted: readonly Noted[]): Map<Call, SeenCall> {
  const place = positions(source)
  const byPlace = new Map(noted.map((each) => [keyOf(each.call.site.position), each]))
  const calls = new Map<Call, SeenCall>()
  for (const node of callsIn(tree)) {
    const found = byPlace.get(keyOf(place(node.at)))
    if (found) calls.set(node, seen(node, found))
  }
  return calls
}

function seen(node: Call, { call: { def, args }, grok }: Noted): SeenCall {
  const given = [...bind(node, def)].map(
    ([name, exprs]) => [name, exprs.map((expr) => subject(expr, def))] as const,
  )
  return { node, def, args, given: new Map(given), grok }
}

function keyOf({ line, column }: Position): string {
  return `${line}:${column}`
}
