// A grok that comes again where nothing has changed since: behind a branch of the same `if` that had it, or a statement
// that did the same already.
import type { Block, Expr, If } from '../../pipeline/language/ast.js'
import { isExpr } from '../../pipeline/language/scopes.js'
import { lineOf } from './place.js'
import { captureNames } from './regexps.js'
import type { Finding, LintedScript, Rule, SeenCall } from './rule.js'
import { bare, blocksIn, within } from './walk.js'

export const repeatedGrok: Rule = {
  code: 'PL904',
  run: (script) =>
    [...blocksIn(script.tree)].flatMap((block) => [
      ...inRow(block, script),
      ...block.flatMap((statement) =>
        statement.kind === 'if' ? inBranches(statement, script) : [],
      ),
    ]),
}

/** `if grok(a) { } elif grok(b) { } elif grok(a) { }`: the last one comes only where `a` did not match. */
function inBranches({ branches }: If, script: LintedScript): Finding[] {
  const tried = new Map<string, SeenCall>()
  return branches.flatMap(({ condition }): Finding[] => {
    const call = grokOf(condition, script)
    if (!call) {
      if ([...within(condition)].some(({ kind }) => kind === 'call')) tried.clear()
      return []
    }
    const key = keyOf(call)
    const first = tried.get(key)
    tried.set(key, first ?? call)
    if (!first) return []
    const line = lineOf(script.source, first.node.at)
    const message = `this branch never runs: the same grok did not match in line ${line}`
    return [{ at: call.node.at, message, hint: 'leave the branch out, or change its pattern' }]
  })
}

/** Statements in a row that are groks and nothing else. */
function inRow(block: Block, script: LintedScript): Finding[] {
  let row: SeenCall[] = []
  return block.flatMap((statement): Finding[] => {
    const call = isExpr(statement) ? grokOf(statement, script) : undefined
    const first = call && row.find((each) => keyOf(each) === keyOf(call))
    const since = first ? row.slice(row.indexOf(first)) : []
    row = call ? [...row, call] : []
    if (!call || !first || !isIdle(first, since)) return []
    const line = lineOf(script.source, first.node.at)
    const message = `this does the same as the grok of line ${line}`
    return [{ at: call.node.at, message, hint: 'leave it out' }]
  })
}

/** Whether none of the groks since the first one has written its text or its captures. */
function isIdle(first: SeenCall, since: readonly SeenCall[]): boolean {
  const own = captureNames(first.grok!.source)
  return since.every((each) => {
    const names = captureNames(each.grok!.source)
    return (
      !names.has(String(first.args.key)) &&
      (each === first || ![...names].some((name) => own.has(name)))
    )
  })
}

function grokOf(expr: Expr, script: LintedScript): SeenCall | undefined {
  const call = bare(expr)
  const seen = call.kind === 'call' ? script.callOf(call) : undefined
  return seen?.grok ? seen : undefined
}

function keyOf({ args, grok }: SeenCall): string {
  const types = [...grok!.types].sort()
  return JSON.stringify([args.key, args.trim_space ?? true, grok!.source, types])
}
