// Reads the scripts and patterns on disk: `pipeline/*.p`, `pipeline/logging/*.p` (which wins), `pipeline/pattern/*`.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnostic } from '../errors.js'
import { type FolderSettings, ScriptFolder, type Sources } from './folder.js'
import { PatternFiles } from './pattern-files.js'

export type ScriptSettings = Omit<FolderSettings, 'patterns'>

export interface LoadedScripts {
  readonly folder: ScriptFolder
  /** Scripts and pattern files that cannot be used; the rest works without them. */
  readonly faults: readonly Diagnostic[]
}

/** Text by file name; a finding where it cannot be read. */
export interface PipelineFiles {
  readonly scripts: Sources
  readonly patterns: Sources
  /** Folders that are there and cannot be read. */
  readonly faults: readonly Diagnostic[]
}

/** Loads a pipeline folder. A missing folder is an empty one. */
export async function loadScripts(dir: string, settings: ScriptSettings): Promise<LoadedScripts> {
  const files = await readPipeline(dir)
  const { scope, faults } = new PatternFiles().update(files.patterns)
  const folder = new ScriptFolder(files.scripts, { ...settings, patterns: () => scope.child() })
  return { folder, faults: [...files.faults, ...faults, ...folder.check()] }
}

/** The folders that files are read from. */
export function pipelineFolders(dir: string): string[] {
  return [dir, join(dir, 'logging'), join(dir, 'pattern')]
}

export async function readPipeline(dir: string): Promise<PipelineFiles> {
  const [top, logging, pattern] = pipelineFolders(dir) as [string, string, string]
  const faults: Diagnostic[] = []
  const scripts = new Map<string, string | Diagnostic>()
  for (const folder of [top, logging])
    for (const file of await filesIn(folder, faults))
      if (file.endsWith('.p')) scripts.set(file, await read(join(folder, file), file))
  const patterns = new Map<string, string | Diagnostic>()
  for (const file of await filesIn(pattern, faults)) {
    const name = join('pattern', file)
    patterns.set(name, await read(join(pattern, file), name))
  }
  return { scripts, patterns, faults }
}

async function filesIn(dir: string, faults: Diagnostic[]): Promise<string[]> {
  try {
    const entries = await readdir(dir, { withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'ENOTDIR') faults.push(unreadable(dir, error))
    return []
  }
}

async function read(path: string, file: string): Promise<string | Diagnostic> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    return unreadable(file, error)
  }
}

function unreadable(file: string, error: unknown): Diagnostic {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return { code: 'CF103', file, message: `cannot be read (${reason})` }
}
