// Which scripts and cases are meant by paths on the command line: files, folders, names in the pipeline folder.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, normalize, relative, resolve } from 'node:path'
import { type Suite, suiteOf } from '../workbench/suite.js'

/** These hold no scripts: what packages bring, and grok patterns. */
const PASSED_BY = ['node_modules', 'pattern']

/** A path that nothing can be done with. */
export class PathFault extends Error {}

/**
 * The suites of all paths, each once, in the order of their scripts.
 * @param paths the pipeline folder when there are none
 * @throws PathFault
 */
export function findSuites(paths: readonly string[], pipelineDir: string): Suite[] {
  if (paths.length === 0 && !existsSync(pipelineDir))
    throw new PathFault(`there is no ${pipelineDir}; name scripts or folders to test`)
  const files = placesOf(paths, pipelineDir).flatMap((path) => filesOf(path, pipelineDir))
  const suites = files.flatMap((file) => suiteOf(file) ?? [])
  const once = new Map(suites.map((suite) => [suite.script, suite]))
  return [...once.values()].sort((a, b) => (a.script < b.script ? -1 : 1))
}

function placesOf(paths: readonly string[], pipelineDir: string): readonly string[] {
  return paths.length > 0 ? paths : [shown(pipelineDir)]
}

/** The folders in which scripts and cases of these paths stand, or may come to stand. */
export function foldersOf(paths: readonly string[], pipelineDir: string): string[] {
  const named = placesOf(paths, pipelineDir).filter((path) => isFolder(path))
  const dirs = [...named, ...findSuites(paths, pipelineDir).map(({ script }) => dirname(script))]
  return [...new Set(dirs.map((dir) => resolve(dir)))]
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function filesOf(path: string, pipelineDir: string): string[] {
  const found = existsSync(path) ? normalize(path) : inFolder(path, pipelineDir)
  if (found === undefined)
    throw new PathFault(`there is no ${path}, and no such script in ${pipelineDir}`)
  if (isFolder(found)) return filesBelow(found)
  if (suiteOf(found) === undefined)
    throw new PathFault(`${path} is no script (*.p), no cases (*.cases.jsonl) and no folder`)
  return [found]
}

/** All files of a folder. Folders that links lead to are left out, and those of a ConfigMap, whose names begin with a dot. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.name.startsWith('.') || PASSED_BY.includes(entry.name)) return []
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

/** A script by its name in the pipeline folder. */
function inFolder(name: string, pipelineDir: string): string | undefined {
  const places = [join(pipelineDir, name), join(pipelineDir, 'logging', name)]
  const found = places.find((place) => existsSync(place))
  return found === undefined ? undefined : shown(found)
}

/** A path as people would write it where they stand. */
function shown(path: string): string {
  const near = relative('.', path)
  return near === '' || near.startsWith('..') ? path : near
}

/**
 * The script that `-P` names: one in the pipeline folder, or a path.
 * @throws PathFault
 */
export function findScript(name: string, pipelineDir: string): Suite {
  const path = inFolder(name, pipelineDir) ?? (existsSync(name) ? name : undefined)
  const suite = path === undefined || !path.endsWith('.p') ? undefined : suiteOf(path)
  if (suite) return suite
  throw new PathFault(
    path === undefined
      ? `there is no script "${name}" in ${pipelineDir}, and no such file`
      : `${name} is no script: its name does not end in .p`,
  )
}
