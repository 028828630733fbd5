// The scripts and patterns that a grok on the command line sees: those of the folder that its script stands in.
import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { formatDiagnostic } from '../errors.js'
import type { Sources } from '../pipeline/folder.js'
import { PatternError, type PatternScope } from '../pipeline/grok/expand.js'
import { RegexpError } from '../pipeline/grok/go-regexp-ast.js'
import { PatternFiles } from '../pipeline/pattern-files.js'
import { readPipeline } from '../pipeline/store.js'

export interface GrokSources {
  readonly sources: Sources
  readonly scope: PatternScope
}

/** @param script path of the script that is meant, also where `logging` has another one of its name */
export async function readScripts(dir: string, script?: string): Promise<GrokSources> {
  const root = basename(dir) === 'logging' ? dirname(dir) : dir
  const files = await readPipeline(root)
  const { scope, faults } = new PatternFiles().update(files.patterns)
  for (const fault of [...files.faults, ...faults])
    process.stderr.write(`${formatDiagnostic(fault)}\n`)
  const sources = new Map(files.scripts)
  if (script !== undefined) sources.set(basename(script), await readFile(script, 'utf8'))
  return { sources, scope }
}

/** What is wrong with a pattern that was given. Other errors are thrown on. */
export function patternFault(error: unknown): string {
  if (error instanceof RegexpError) return `the pattern is not valid: ${error.message}`
  if (!(error instanceof PatternError)) throw error
  const meant = error.suggestion === undefined ? '' : `; did you mean "${error.suggestion}"?`
  return error.message + meant
}
