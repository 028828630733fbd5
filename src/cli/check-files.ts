// What `check` looks at: scripts and pattern files, each among the others of its pipeline folder as the server reads it.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Diagnostic } from '../errors.js'
import { type PipelineFiles, readPipeline } from '../pipeline/store.js'
import { checkFolder, type LintSettings } from '../workbench/lint.js'

/** A file that was looked at, with what was found. */
export interface CheckedFile {
  /** The path as people would write it. */
  readonly file: string
  readonly isScript: boolean
  readonly diagnostics: readonly Diagnostic[]
}

/** A path that nothing can be done with. */
export class NothingThere extends Error {}

/**
 * Findings of all files that the paths lead to, each file once.
 * @throws NothingThere
 */
export async function checkPaths(
  paths: readonly string[],
  settings: LintSettings,
): Promise<CheckedFile[]> {
  const found = new Map<string, CheckedFile>()
  for (const path of paths)
    for (const one of await checkPath(path, settings)) found.set(one.file, one)
  return [...found.values()]
}

async function checkPath(path: string, settings: LintSettings): Promise<CheckedFile[]> {
  const status = statSync(path, { throwIfNoEntry: false })
  if (!status) throw new NothingThere(`there is no ${path}`)
  if (!status.isDirectory()) return checkFile(path, read(path), settings)
  const root = rootOf(path)
  const files = await readPipeline(root)
  const all = checked(root, files, { ...settings, only: [...files.scripts.keys()] })
  const inside = root === path ? all : all.filter(({ file }) => dirname(file) === join(path))
  if (inside.length === 0) throw new NothingThere(`there is no script (*.p) in ${path}`)
  return inside
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new NothingThere(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`)
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
  const root = rootOf(dirname(path))
  const files = await readPipeline(root)
  const name = basename(path)
  if (basename(dirname(path)) === 'pattern') {
    const patterns = new Map(files.patterns).set(join('pattern', name), text)
    const found = checked(root, { ...files, patterns }, { ...settings, only: [] })
    return found.filter(({ file }) => file === join(path))
  }
  const scripts = new Map(files.scripts).set(name, text)
  const all = checked(root, { ...files, scripts }, { ...settings, only: [name] })
  return all.filter(({ isScript }) => isScript).map((one) => ({ ...one, file: join(path) }))
}

/** Scripts may lie in `logging` of their pipeline folder, patterns in `pattern`. */
function rootOf(folder: string): string {
  return ['logging', 'pattern'].includes(basename(folder)) ? dirname(folder) : folder
}

function checked(root: string, files: PipelineFiles, settings: LintSettings): CheckedFile[] {
  const found = checkFolder(files, settings)
  const names = [...new Set([...found.keys(), ...files.patterns.keys()])]
  const all = names.map((name): CheckedFile => {
    const isScript = !files.patterns.has(name)
    const file = isScript ? scriptPath(root, name) : join(root, name)
    return { file, isScript, diagnostics: (found.get(name) ?? []).map((one) => ({ ...one, file })) }
  })
  const unread = files.faults.map((one) => ({
    file: one.file,
    isScript: false,
    diagnostics: [one],
  }))
  return [...all, ...unread]
}

/** Of two scripts of a name that in `logging` counts. */
function scriptPath(root: string, name: string): string {
  const inner = join(root, 'logging', name)
  return existsSync(inner) ? inner : join(root, name)
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
