// The question that the work asks the engine: its script with those that it uses, and its lines.
import type { TryRequest } from '../../../workbench/contract.js'
import { scriptsInForce } from './engine.js'
import { usedBy } from './used-scripts.js'
import { tagsOf, type Work } from './work.js'

let others: ReadonlyMap<string, string> | undefined

/** @param now the clock, Unix nanoseconds */
export async function requestOf(
  { name, script, source, tags }: Work,
  lines: readonly string[],
  now: string,
): Promise<TryRequest> {
  const file = `${name}.p`
  const head = { script, name: file, lines, source: source || name, tags: tagsOf(tags), now }
  if (!script.includes('use')) return head
  others ??= new Map((await scriptsInForce()).map(({ name, text }) => [name, text]))
  return { ...head, scripts: usedBy(script, file, others) }
}
