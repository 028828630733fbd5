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
