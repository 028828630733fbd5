// What readers have settled since the positions were saved, a line each, written at once and not synced: after the end
// of the process only what was on its way is sent again. A line says that its numbers are settled, which stays true:
// one too many does no harm, one that is damaged is left out.
//
//   5e0a7c21 8c0f… 704 800 832 840
//   CRC32C   reader, settled: 704–799 and 832–839
import { join } from 'node:path'
import { crc32c } from './crc32c.js'
import type { FileSystem, OpenFile } from './file-system.js'

const NAME = 'positions.journal'
const NEW = `${NAME}.new`

/** Numbers from one to another, the end outside. */
export interface Run {
  readonly from: number
  readonly to: number
}

export interface JournalLine {
  readonly reader: string
  readonly runs: readonly Run[]
}

export class Journal {
  private file: OpenFile | undefined
  private size = 0
  /** Lines since the saving of the positions began. */
  private fresh: Buffer[] = []

  constructor(
    private readonly files: FileSystem,
    private readonly folder: string,
  ) {}

  /** What it holds; nothing when there is none. */
  read(): JournalLine[] {
    try {
      const file = this.files.open(join(this.folder, NAME), 'read')
      const text = String(file.read(0, file.size))
      file.close()
      return text.split('\n').flatMap((line) => parse(line) ?? [])
    } catch {
      return []
    }
  }

  /** @throws what the file system throws */
  append(line: JournalLine): void {
    const bytes = format(line)
    this.fresh.push(bytes)
    if (!this.file) {
      this.file = this.files.open(join(this.folder, NAME), 'write')
      this.size = this.file.size
    }
    this.file.write([bytes], this.size)
    this.size += bytes.length
  }

  /** From here on lines are not in the positions that are being saved. */
  begin(): void {
    this.fresh = []
  }

  /**
   * The positions are saved: what they say needs no line any more.
   * @throws what the file system throws; the lines are still there then
   */
  saved(): void {
    if (this.size === 0) return
    const file = this.files.open(join(this.folder, NEW), 'write')
    try {
      file.truncate(0)
      file.write(this.fresh, 0)
      this.files.rename(join(this.folder, NEW), join(this.folder, NAME))
    } catch (error) {
      file.close()
      throw error
    }
    this.close()
    this.file = file
    this.size = this.fresh.reduce((sum, { length }) => sum + length, 0)
  }

  close(): void {
    this.file?.close()
    this.file = undefined
  }
}

/** A line begins with its break: a torn one before it is no part of it. */
function format({ reader, runs }: JournalLine): Buffer {
  const text = [reader, ...runs.flatMap(({ from, to }) => [from, to])].join(' ')
  return Buffer.from(`\n${sumOf(text)} ${text}`)
}

function parse(line: string): JournalLine | undefined {
  const text = line.slice(9)
  if (line.slice(0, 9) !== `${sumOf(text)} `) return undefined
  const [reader = '', ...edges] = text.split(' ')
  const runs: Run[] = []
  for (let i = 0; i + 1 < edges.length; i += 2)
    runs.push({ from: Number(edges[i]), to: Number(edges[i + 1]) })
  return { reader, runs }
}

/** CRC32C as eight digits. */
export function sumOf(text: string): string {
  return crc32c(Buffer.from(text)).toString(16).padStart(8, '0')
}
