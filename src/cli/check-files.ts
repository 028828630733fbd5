// What `check` looks at: scripts and pattern files, each among the others of its pipeline folder as the server reads it.
import { readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { FolderChoice } from '../config/folders.js'
import type { Diagnostic } from '../errors.js'
import type { PipelineFiles } from '../pipeline/store.js'
import { checkFolder, type LintSettings } from '../workbench/lint.js'
import { pipelineRoot, readAround } from '../workbench/surroundings.js'
import { filesBelow, isFolder, isScript, PathFault, placesOf, seen } from './script-files.js'

/** A file that was looked at, with what was found. */
export interface CheckedFile {
  /** The path as people would write it. */
  readonly file: string
  readonly isScript: boolean
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Findings of all files that the paths lead to, each file once.
 * @throws PathFault
 */
export async function checkPaths(
  paths: readonly string[],
  choice: FolderChoice,
  settings: LintSettings,
): Promise<CheckedFile[]> {
  const found = new Map<string, CheckedFile>()
  for (const place of placesOf(paths, choice))
    for (const one of await checkPlace(place, settings)) found.set(one.file, one)
  return [...found.values()]
}

function checkPlace(place: string, settings: LintSettings): Promise<CheckedFile[]> {
  if (isFolder(place)) return checkBelow(place, settings)
  if (!isScript(place) && !isPatternFile(place))
    throw new PathFault(`${place} is no script (*.p), no file of a folder "pattern" and no folder`)
  return checkFile(isScript(place) ? seen(place) : place, read(place), settings)
}

async function checkBelow(place: string, settings: LintSettings): Promise<CheckedFile[]> {
  const scripts = filesBelow(place).filter(isScript)
  const dirs = scripts.map((path) => dirname(path))
  const all = new Set([place, ...dirs, ...dirs.map(pipelineRoot)])
  const found: CheckedFile[] = []
  for (const dir of [...all].filter((each) => !relative(place, each).startsWith('..'))) {
    const only = scripts.filter((path) => dirname(path) === dir).map((path) => basename(path))
    found.push(...checked(dir, await readAround(dir), { ...settings, only }))
  }
  if (found.length === 0) throw new PathFault(`there is no script (*.p) in ${place}`)
  return found
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new PathFault(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

/**
 * Findings of one file with that text, among the files beside it.
 * @param path need not exist: it tells the folder and the name
 */
export async function checkFile(
  path: string,
  text: string,
  settings: LintSettings,
): Promise<CheckedFile[]> {
  const [dir, name] = [dirname(path), basename(path)]
  const files = await readAround(dir)
  const isPattern = isPatternFile(path)
  const found = isPattern
    ? { ...files, patterns: new Map(files.patterns).set(join('pattern', name), text) }
    : { ...files, scripts: new Map(files.scripts).set(name, text) }
  const only = isPattern ? [] : [name]
  return checked(dir, found, { ...settings, only }).filter(({ file }) => file === join(path))
}

function isPatternFile(path: string): boolean {
  return basename(dirname(resolve(path))) === 'pattern'
}

/** Scripts of a folder, and the pattern files where it is the pipeline folder or that of the patterns. */
function checked(
  dir: string,
  files: PipelineFiles,
  settings: LintSettings & { readonly only: readonly string[] },
): CheckedFile[] {
  const root = pipelineRoot(dir)
  const found = checkFolder(files, settings)
  const at = (file: string, isScript: boolean, all: readonly Diagnostic[] = []) => {
    return { file, isScript, diagnostics: all.map((one) => ({ ...one, file })) }
  }
  const scripts = settings.only.map((name) => at(join(dir, name), true, found.get(name)))
  if (basename(resolve(dir)) === 'logging') return scripts
  const patterns = [...files.patterns.keys()].map((name) =>
    at(join(root, name), false, found.get(name)),
  )
  return [...scripts, ...patterns, ...files.faults.map((one) => at(one.file, false, [one]))]
}

export interface Counts {
  readonly scripts: number
  readonly errors: number
  readonly warnings: number
}

export function countsOf(files: readonly CheckedFile[]): Counts {
  const found = files.flatMap(({ diagnostics }) => diagnostics)
  const warnings = found.filter(isWarning).length
  const scripts = files.filter(({ isScript }) => isScript).length
  return { scripts, errors: found.length - warnings, warnings }
}

export function isWarning({ code }: Diagnostic): boolean {
  return /^..9/.test(code)
}
