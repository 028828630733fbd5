// The files of a folder of dead letters. Their names begin with the time, so that by name is by age, and no name is
// given twice.
//
//   20260301T100000123Z-4f2a9c.jsonl           written, or whole
//   20260301T100000123Z-4f2a9c.jsonl.replay    taken by a replay, which removes it or gives it back
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'

export const LETTERS = '.jsonl'
export const TAKEN = '.replay'

const PRIVATE_FILE = 0o600
const PRIVATE_FOLDER = 0o700

/** Names of the files of a folder with one of these ends, oldest first; none when there is no folder. */
export async function filesIn(folder: string, ...ends: readonly string[]): Promise<string[]> {
  const names = await readdir(folder).catch(ifMissing<string[]>([]))
  return names.filter((name) => ends.some((end) => name.endsWith(end))).sort()
}

/** Bytes of a file; 0 when it has gone. */
export async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(ifMissing(undefined))
  return found?.size ?? 0
}

/** Lines of a file; 0 when it has gone. */
export async function linesOf(path: string): Promise<number> {
  let lines = 0
  try {
    for await (const chunk of createReadStream(path)) {
      for (const byte of chunk as Buffer) if (byte === LINE_END) lines++
    }
  } catch (error) {
    ifMissing(0)(error)
  }
  return lines
}

export async function remove(path: string): Promise<void> {
  await unlink(path).catch(ifMissing(undefined))
}

const LINE_END = 0x0a

/** A file that letters are being written to. */
export class LetterFile {
  size = 0

  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
    private readonly id: number,
  ) {}

  static async make(folder: string, now: number): Promise<LetterFile> {
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER })
    const time = new Date(now).toISOString().replace(/[-:.]/g, '')
    const path = join(folder, `${time}-${randomBytes(3).toString('hex')}${LETTERS}`)
    const handle = await open(path, 'ax', PRIVATE_FILE)
    const { ino } = await handle.stat()
    return new LetterFile(path, handle, ino)
  }

  /** Resolves when the text is on the disk. */
  async append(text: Buffer): Promise<void> {
    await this.handle.appendFile(text)
    this.size += text.length
    await this.handle.datasync()
  }

  /** Whether it still stands where it was made: a replay or the bound may have taken it away. */
  async isThere(): Promise<boolean> {
    const found = await stat(this.path).catch(ifMissing(undefined))
    return found?.ino === this.id
  }

  async close(): Promise<void> {
    await this.handle.close().catch(() => {})
  }
}

/** Takes a value for a file or folder that does not exist; any other failure stays one. */
function ifMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return value
    throw error
  }
}
