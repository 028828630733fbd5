// Completion: functions with a snippet of their arguments, keywords and known fields; within `%{` the names of
// patterns, then fields, then types.
import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippetCompletion,
} from '@codemirror/autocomplete'
import { syntaxTree } from '@codemirror/language'
import type { Catalogue, CataloguedFunction, CataloguedParam } from '../../../workbench/contract.js'
import { ATOMS, KEYWORDS } from './language.js'
import { registry } from './registry.js'

const TYPES = ['int', 'float', 'bool', 'str']
const WORD = /[A-Za-z_\u{80}-\u{10ffff}][A-Za-z0-9_\u{80}-\u{10ffff}]*/u
/** What stands before the cursor within a reference: name, field and type as far as they are there. */
const REFERENCE = /%\{[\w.:-]*/

/** @param fields names seen in the results */
export function completions(fields: () => readonly string[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const reference = context.matchBefore(REFERENCE)
    if (reference) return inReference(reference.text.slice(2), context, fields())
    if (isText(context)) return null
    const word = context.matchBefore(WORD)
    if (!word && !context.explicit) return null
    return { from: word?.from ?? context.pos, options: names(fields()), validFor: /^[\w]*$/ }
  }
}

function isText({ state, pos }: CompletionContext): boolean {
  return ['string', 'comment', 'escape'].includes(syntaxTree(state).resolveInner(pos, -1).name)
}

function inReference(
  text: string,
  { pos }: CompletionContext,
  fields: readonly string[],
): CompletionResult {
  const parts = text.split(':')
  const from = pos - parts.at(-1)!.length
  const validFor = /^[\w.-]*$/
  if (parts.length === 1) return { from, options: patterns(), validFor }
  const options = parts.length === 2 ? fields.map(field) : TYPES.map(type)
  return { from, options, validFor }
}

let made: { readonly of: Catalogue; readonly names: Completion[]; readonly patterns: Completion[] }

/** The options that come from the registry: made once for it. */
function options() {
  const of = registry.value
  if (made?.of !== of) {
    const patterns = of.patterns.map(
      ({ name, pattern, doc }): Completion => ({
        label: name,
        type: 'type',
        detail: doc,
        info: pattern,
      }),
    )
    made = { of, names: [...of.functions.map(functionOption), ...words()], patterns }
  }
  return made
}

function patterns(): Completion[] {
  return options().patterns
}

function names(fields: readonly string[]): Completion[] {
  return [...options().names, ...fields.map(field)]
}

function words(): Completion[] {
  return [...KEYWORDS, ...ATOMS].map((label): Completion => ({ label, type: 'keyword', boost: -1 }))
}

function field(label: string): Completion {
  return { label, type: 'property' }
}

function type(label: string): Completion {
  return { label, type: 'type' }
}

function functionOption(help: CataloguedFunction): Completion {
  const { name, signature, summary } = help
  const detail = signature.slice(name.length)
  return snippetCompletion(snippetOf(help), {
    label: name,
    type: 'function',
    detail,
    info: summary,
  })
}

/** `grok(${key}, "${pattern}")`: the arguments that must be there, each a place to fill in. */
function snippetOf({ name, params }: CataloguedFunction): string {
  const needed = params.filter(({ optional, rest }) => !optional && !rest)
  return `${name}(${needed.map(placeholder).join(', ')})`
}

function placeholder({ name, kind }: CataloguedParam): string {
  return kind === 'string' ? `"\${${name}}"` : `\${${name}}`
}
