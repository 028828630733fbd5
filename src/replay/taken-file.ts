// A file of dead letters that a replay has taken, so that neither the server nor another replay writes or sends it.
//
//   x.jsonl ──take──▶ x.jsonl.replay ──all sent──▶ gone
//      ▲────────────────────┘ with what is left of it
//
// A replay that is killed leaves the file under its second name; the next one goes on with it.
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { filesIn, LETTERS, remove, TAKEN } from '../dead-letters/files.js'
import { type Letter, readLetter } from '../dead-letters/letter.js'

/** A line of the file, and what stands in it unless it is no letter. */
export interface Line {
  readonly text: string
  readonly letter: Letter | undefined
}

const PRIVATE = 0o600

export class TakenFile {
  private constructor(
    /** Its name when it is not taken. */
    readonly path: string,
    readonly lines: readonly Line[],
  ) {}

  /** Undefined when it has gone meanwhile: the server made room. */
  static async take(path: string): Promise<TakenFile | undefined> {
    const home = path.endsWith(TAKEN) ? path.slice(0, -TAKEN.length) : path
    try {
      if (home === path) await rename(home, home + TAKEN)
      return new TakenFile(home, linesOf(await readFile(home + TAKEN, 'utf8')))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }

  /** Gives it back with these lines, or removes it when there are none. */
  async leave(left: readonly Line[]): Promise<void> {
    const taken = this.path + TAKEN
    if (left.length === 0) {
      await remove(taken)
      return
    }
    if (left.length < this.lines.length) await replace(taken, left)
    await rename(taken, this.path)
  }
}

/** Paths of the files of a folder: what an earlier replay left behind, and what is there, oldest first. */
export async function letterFiles(folder: string): Promise<string[]> {
  const names = await filesIn(folder, LETTERS, LETTERS + TAKEN)
  return names.map((name) => join(folder, name))
}

/** What stands in a file, without taking it. */
export async function readLines(path: string): Promise<Line[]> {
  return linesOf(await readFile(path, 'utf8'))
}

/** A last line without an end was never confirmed to the server, which has the records still. */
function linesOf(text: string): Line[] {
  const lines = text.split('\n').slice(0, -1)
  return lines
    .filter((line) => line !== '')
    .map((line) => ({ text: line, letter: readLetter(line) }))
}

async function replace(path: string, lines: readonly Line[]): Promise<void> {
  const next = `${path}.next`
  const file = await open(next, 'w', PRIVATE)
  try {
    await file.writeFile(lines.map(({ text }) => `${text}\n`).join(''))
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(next, path)
}
