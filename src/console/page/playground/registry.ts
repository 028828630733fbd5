// What the editor knows of the language: functions with their documentation, and grok patterns. Asked for once.
import { getJson } from '../api/client.js'
import { Store } from '../state/store.js'

export interface ParamHelp {
  readonly name: string
  readonly kind: string
  readonly doc: string
  readonly optional?: boolean
  readonly rest?: boolean
}

export interface FunctionHelp {
  readonly name: string
  readonly category: string
  /** As it is written in a script: `grok(key, pattern, trim_space?)`. */
  readonly signature: string
  readonly summary: string
  readonly doc?: string
  readonly params: readonly ParamHelp[]
  readonly failures?: readonly string[]
  readonly examples: readonly { readonly title: string; readonly script: string }[]
}

export interface PatternHelp {
  readonly name: string
  readonly pattern: string
}

export interface Registry {
  readonly functions: readonly FunctionHelp[]
  readonly patterns: readonly PatternHelp[]
}

export const registry = new Store<Registry>({ functions: [], patterns: [] })

let asked = false

/** Without an answer the editor works on, without help; the next visit asks again. */
export async function loadRegistry(): Promise<void> {
  if (asked) return
  asked = true
  try {
    registry.set(await getJson<Registry>('v1/pipeline/functions'))
  } catch {
    asked = false
  }
}

export function functionHelp(name: string): FunctionHelp | undefined {
  return registry.value.functions.find((each) => each.name === name)
}

export function patternHelp(name: string): PatternHelp | undefined {
  return registry.value.patterns.find((each) => each.name === name)
}
