// Which script runs on a record: the one its message names, else `<source>.p`, else the default of the category.
import type { ScriptFolder } from './folder.js'
import type { Script } from './script.js'

/**
 * @param source measurement of the record
 * @param pipeline `pipeline` of the message: a script name, `-` for none, "" when absent
 * @param fallback default script of the category, "" for none
 */
export function selectScript(
  folder: ScriptFolder,
  source: string,
  pipeline: string,
  fallback: string,
): Script | undefined {
  if (pipeline === '-') return undefined
  const name = pipeline === '' ? `${source}.p` : pipeline
  return folder.get(name) ?? (fallback === '' ? undefined : folder.get(fallback))
}
