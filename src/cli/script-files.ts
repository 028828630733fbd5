// Which scripts are meant by paths on the command line: the one place where commands look for them. A path is a file, a folder
// with all below it, or the name of a script in the pipeline folder; without any it is the pipeline folder, else this one.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, normalize, relative } from 'node:path'
import { type FolderChoice, resolveFolders } from '../config/folders.js'

/** A path that nothing can be done with. */
export class PathFault extends Error {}

/** These hold no scripts: what packages bring, and grok patterns. */
const PASSED_BY = ['node_modules', 'pattern']

export function isScript(path: string): boolean {
  return path.endsWith('.p')
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** A path as people would write it where they stand. */
function shownPath(path: string): string {
  const near = relative('.', path)
  return near === '' ? '.' : near.startsWith('..') ? path : near
}

/**
 * Files and folders that are there.
 * @param paths the pipeline folder where there are none, or the current one if it holds scripts
 * @throws PathFault
 */
export function placesOf(paths: readonly string[], choice: FolderChoice): string[] {
  const { pipelineDir } = resolveFolders(choice)
  if (paths.length > 0) return paths.map((path) => placeOf(path, pipelineDir))
  if (isFolder(pipelineDir)) return [shownPath(pipelineDir)]
  const here = 'name scripts or folders'
  if (choice.pipelineDir !== undefined) throw new PathFault(`there is no ${pipelineDir}; ${here}`)
  if (readdirSync('.').some(isScript)) return ['.']
  throw new PathFault(`there is no ${pipelineDir}, and no script (*.p) in this folder; ${here}`)
}

function placeOf(path: string, pipelineDir: string): string {
  if (path === '') throw new PathFault('a path is empty')
  const found = existsSync(path) ? normalize(path) : inFolder(path, pipelineDir)
  if (found !== undefined) return found
  throw new PathFault(`there is no ${path}${isScript(path) ? `, also not in ${pipelineDir}` : ''}`)
}

/** A script by its name in the pipeline folder; of two, the one that the server takes. */
function inFolder(name: string, pipelineDir: string): string | undefined {
  if (!isScript(name)) return undefined
  const places = [join(pipelineDir, 'logging', name), join(pipelineDir, name)]
  const found = places.find((place) => existsSync(place))
  return found === undefined ? undefined : shownPath(found)
}

/** All files of a folder. Folders that links lead to are left out, and those of a ConfigMap, whose names begin with a dot. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.name.startsWith('.') || PASSED_BY.includes(entry.name)) return []
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

/**
 * The scripts of files and folders, each once.
 * @throws PathFault
 */
export function scriptsOf(places: readonly string[]): string[] {
  return [...new Set(places.flatMap(scriptsAt))]
}

function scriptsAt(place: string): string[] {
  if (!isFolder(place)) {
    if (isScript(place)) return [seen(place)]
    throw new PathFault(`${place} is no script (*.p) and no folder`)
  }
  const scripts = filesBelow(place).filter(isScript).sort()
  if (scripts.length > 0) return scripts
  throw new PathFault(`there is no script (*.p) in ${place}`)
}

/** A script that the server would read among others: it passes by hidden files. */
export function seen(path: string): string {
  if (!basename(path).startsWith('.')) return path
  throw new PathFault(`${path} is hidden: give it a name without a dot at its beginning`)
}

/**
 * The script that `-P` names: in the pipeline folder, else by its path. What begins with `./`, `../` or `/` is a path only.
 * @throws PathFault
 */
export function namedScript(name: string, choice: FolderChoice): string {
  const { pipelineDir } = resolveFolders(choice)
  const isPath = /^\.{0,2}\//.test(name)
  const found = isPath ? undefined : inFolder(name, pipelineDir)
  if (found !== undefined) return found
  if (!existsSync(name))
    throw new PathFault(`there is no script "${name}" in ${pipelineDir}, and no such file`)
  if (isScript(name) && !isFolder(name)) return seen(name)
  throw new PathFault(`${basename(name)} is no script: its name does not end in .p`)
}
