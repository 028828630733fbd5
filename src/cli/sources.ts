// The scripts and patterns that a script on the command line sees: those of the folder that it stands in. What cannot be used
// of them is told on standard error.
import { basename, dirname } from 'node:path'
import { formatDiagnostic } from '../errors.js'
import type { FunctionTable, Services } from '../pipeline/define.js'
import { ScriptFolder, type Sources } from '../pipeline/folder.js'
import type { PatternScope } from '../pipeline/grok/expand.js'
import { PatternFiles } from '../pipeline/pattern-files.js'
import type { Script } from '../pipeline/script.js'
import { readAround } from '../workbench/surroundings.js'

export interface ReadSources {
  readonly sources: Sources
  readonly scope: PatternScope
}

export async function readSources(dir: string): Promise<ReadSources> {
  const { scripts, patterns, faults } = await readAround(dir)
  const read = new PatternFiles().update(patterns)
  for (const fault of [...faults, ...read.faults])
    process.stderr.write(`${formatDiagnostic(fault)}\n`)
  return { sources: scripts, scope: read.scope }
}

/**
 * The script at a path, compiled among those beside it.
 * @throws CompileError
 */
export async function compiledScript(
  path: string,
  settings: { readonly functions: FunctionTable; readonly services?: Services },
): Promise<Script> {
  const { sources, scope } = await readSources(dirname(path))
  const folder = new ScriptFolder(sources, { ...settings, patterns: () => scope.child() })
  return folder.require(basename(path))
}
