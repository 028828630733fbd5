// The patterns that a script adds, each with what it replaces and whether anything uses it. Scopes are those of the
// compiler: a pattern is known from its place on, in its block and the blocks inside.
import { PatternScope, referencedNames } from '../../pipeline/grok/expand.js'
import type { Block } from '../../pipeline/language/ast.js'
import type { LintedScript, SeenCall } from './rule.js'
import { bodiesOf, headOf, within } from './walk.js'

export interface AddedPattern {
  readonly name: string
  readonly text: string
  readonly call: SeenCall
  readonly replaces: AddedPattern | 'built-in' | 'file' | undefined
  isUsed: boolean
}

export function addedPatterns(script: LintedScript): readonly AddedPattern[] {
  const all: AddedPattern[] = []
  visit(script.tree, new Visible(), { script, all })
  return all
}

interface Visit {
  readonly script: LintedScript
  readonly all: AddedPattern[]
}

/** Patterns that are known at a place, those of the innermost block first. */
class Visible {
  private readonly own = new Map<string, AddedPattern>()
  constructor(private readonly outer?: Visible) {}

  get(name: string): AddedPattern | undefined {
    return this.own.get(name) ?? this.outer?.get(name)
  }

  set(pattern: AddedPattern): void {
    this.own.set(pattern.name, pattern)
  }
}

function visit(block: Block, visible: Visible, walk: Visit): void {
  for (const statement of block) {
    for (const head of headOf(statement)) {
      for (const expr of within(head)) {
        const call = expr.kind === 'call' ? walk.script.callOf(expr) : undefined
        if (call) read(call, visible, walk)
      }
    }
    for (const body of bodiesOf(statement)) visit(body, new Visible(visible), walk)
  }
}

function read(call: SeenCall, visible: Visible, { script, all }: Visit): void {
  const { name: what } = call.def
  if (what !== 'grok' && what !== 'add_pattern') return
  const text = String(call.args.pattern)
  for (const used of referencedNames(text)) {
    const pattern = visible.get(used)
    if (pattern) pattern.isUsed = true
  }
  if (what === 'grok') return
  const name = String(call.args.name)
  const replaces = visible.get(name) ?? originOf(name, script.patterns)
  const added: AddedPattern = { name, text, call, replaces, isUsed: false }
  all.push(added)
  visible.set(added)
}

function originOf(name: string, patterns: PatternScope): 'built-in' | 'file' | undefined {
  if (PatternScope.builtin().lookup(name)) return 'built-in'
  return patterns.lookup(name) ? 'file' : undefined
}
