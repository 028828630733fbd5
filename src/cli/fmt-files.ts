// The files that `fmt` reads and writes. A script is replaced at once or not at all, and keeps its mode; a link stays one.
import {
  chmodSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { filesBelow } from './case-paths.js'

/** A path that holds nothing to format. */
export class NoScript extends Error {}

/**
 * The scripts of files and folders, each once.
 * @throws NoScript
 */
export function scriptFiles(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap(filesOf))]
}

function filesOf(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) throw new NoScript(`there is no ${path}`)
  if (!found.isDirectory()) return [path]
  const scripts = filesBelow(path).filter((file) => file.endsWith('.p'))
  if (scripts.length === 0) throw new NoScript(`there is no script (*.p) in ${path}`)
  return scripts.sort()
}

/**
 * The text of a script; bytes that are no UTF-8 would not survive being written again.
 * @throws Error
 */
export function scriptText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Error('is not UTF-8')
  }
}

export function readScript(path: string): string {
  return scriptText(readFileSync(path))
}

/** Puts a text in the place of a file. */
export function replaceFile(path: string, text: string): void {
  const target = realpathSync(path)
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}.new`)
  try {
    writeFileSync(beside, text, { flag: 'wx' })
    chmodSync(beside, statSync(target).mode)
    renameSync(beside, target)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}
