// Which scripts and cases `test` runs: those of the paths that it is given.
import { dirname, resolve } from 'node:path'
import type { FolderChoice } from '../config/folders.js'
import { type Suite, suiteOf } from '../workbench/suite.js'
import { filesBelow, isFolder, PathFault, placesOf, seen } from './script-files.js'

/**
 * The suites of all paths, each once, in the order of their scripts.
 * @throws PathFault
 */
export function findSuites(paths: readonly string[], choice: FolderChoice): Suite[] {
  const suites = placesOf(paths, choice).flatMap(suitesAt)
  const once = new Map(suites.map((suite) => [suite.script, suite]))
  return [...once.values()].sort((a, b) => (a.script < b.script ? -1 : 1))
}

function suitesAt(place: string): Suite[] {
  if (isFolder(place)) return filesBelow(place).flatMap((file) => suiteOf(file) ?? [])
  const suite = suiteOf(seen(place))
  if (suite) return [suite]
  throw new PathFault(`${place} is no script (*.p), no cases (*.cases.jsonl) and no folder`)
}

/** The folders in which scripts and cases of these paths stand, or may come to stand. */
export function foldersOf(paths: readonly string[], choice: FolderChoice): string[] {
  const named = placesOf(paths, choice).filter(isFolder)
  const dirs = [...named, ...findSuites(paths, choice).map(({ script }) => dirname(script))]
  return [...new Set(dirs.map((dir) => resolve(dir)))]
}
