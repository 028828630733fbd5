// What the editor knows of the language: functions with their documentation, and grok patterns. Asked for once.
import type {
  Catalogue,
  CataloguedFunction,
  CataloguedPattern,
} from '../../../workbench/contract.js'
import { getJson } from '../api/client.js'
import { Store } from '../state/store.js'

export const registry = new Store<Catalogue>({ functions: [], patterns: [] })

let asked = false

/** Without an answer the editor works on, without help; the next visit asks again. */
export async function loadRegistry(): Promise<void> {
  if (asked) return
  asked = true
  try {
    registry.set(await getJson<Catalogue>('v1/pipeline/functions'))
  } catch {
    asked = false
  }
}

export function functionHelp(name: string): CataloguedFunction | undefined {
  return registry.value.functions.find((each) => each.name === name)
}

export function patternHelp(name: string): CataloguedPattern | undefined {
  return registry.value.patterns.find((each) => each.name === name)
}
