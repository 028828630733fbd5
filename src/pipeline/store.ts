// Reads the scripts and patterns on disk: `pipeline/*.p`, `pipeline/logging/*.p` (which wins), `pipeline/pattern/*`.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Diagnostic } from '../errors.js'
import { type FolderSettings, ScriptFolder } from './folder.js'
import { type PatternScope, parsePatternFile } from './grok/expand.js'

export interface LoadedScripts {
  readonly folder: ScriptFolder
  /** Scripts and pattern files that cannot be used; the rest works without them. */
  readonly faults: readonly Diagnostic[]
}

/** Loads a pipeline folder. A missing folder is an empty one. */
export function loadScripts(
  dir: string,
  settings: Omit<FolderSettings, 'patterns'>,
): LoadedScripts {
  const faults: Diagnostic[] = []
  const sources = new Map<string, string>()
  for (const sub of ['.', 'logging']) {
    for (const file of files(join(dir, sub)).filter((name) => name.endsWith('.p'))) {
      readInto(join(dir, sub, file), faults, (text) => sources.set(file, text))
    }
  }
  const patterns = loadPatterns(join(dir, 'pattern'), faults)
  const folder = new ScriptFolder(sources, { ...settings, patterns: () => patterns.child() })
  faults.push(...folder.check())
  return { folder, faults }
}

function loadPatterns(dir: string, faults: Diagnostic[]): PatternScope {
  const texts: { file: string; text: string }[] = []
  for (const file of files(dir)) {
    readInto(join(dir, file), faults, (text) => texts.push({ file: join('pattern', file), text }))
  }
  const { scope, faults: found } = parsePatternFile(texts)
  faults.push(...found)
  return scope
}

function files(dir: string): string[] {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort()
  } catch {
    return []
  }
}

function readInto(path: string, faults: Diagnostic[], take: (text: string) => void): void {
  try {
    take(readFileSync(path, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    faults.push({ code: 'CF103', file: basename(path), message: `cannot be read (${reason})` })
  }
}
