// How far each reader is: the numbers of all records that it has settled, as ranges, in one small file that is replaced
// as a whole, and a journal of what came since. What the file says is never sent again, whatever ends; what the journal
// says is sent again after the end of the machine at most.
//
//   7d1c3a90 {"next":900,"readers":{"8c0f…":[0,512,640,704],"51ab…":[0,300]}}
//   CRC32C of the rest       settled: 0–511 and 640–703
import { join } from 'node:path'
import type { FileSystem } from './file-system.js'
import { Journal, type Run, sumOf } from './journal.js'
import { Ranges } from './ranges.js'

const NAME = 'positions'
const NEW = 'positions.new'

/** What the file says. */
export interface Stored {
  /** At least so far records had numbers. */
  readonly next: number
  readonly readers: ReadonlyMap<string, Ranges>
}

/** How each reader begins with what the disk holds. */
export interface Beginning {
  readonly settled: ReadonlyMap<string, Ranges>
  /** They see nothing of what is there. */
  readonly fromTheEnd: readonly string[]
  /** They are not known any more; what only they had not settled is given up. */
  readonly removed: ReadonlyMap<string, Ranges>
}

export class Positions {
  private readonly settled: ReadonlyMap<string, Ranges>
  private readonly journal: Journal
  private changed = true

  constructor(
    private readonly files: FileSystem,
    private readonly folder: string,
    names: readonly string[],
  ) {
    this.settled = new Map(names.map((name) => [name, new Ranges()]))
    this.journal = new Journal(files, folder)
  }

  settle(reader: string, runs: readonly Run[]): void {
    for (const { from, to } of runs) this.settled.get(reader)!.add(from, to)
    this.changed = true
  }

  /**
   * Writes down what was settled, before the next save.
   * @throws what the file system throws; the next save has it
   */
  note(reader: string, runs: readonly Run[]): void {
    this.journal.append({ reader, runs })
  }

  /** What the files hold. Without a file of positions every reader is one that has settled nothing but what is noted. */
  load(): Stored {
    const nothing = new Map([...this.settled.keys()].map((name) => [name, new Ranges()]))
    const stored = this.loadSaved() ?? { next: 0, readers: nothing }
    let { next } = stored
    for (const { reader, runs } of this.journal.read()) {
      const ranges = stored.readers.get(reader)
      for (const { from, to } of runs) {
        ranges?.add(from, to)
        next = Math.max(next, to)
      }
    }
    return { ...stored, next }
  }

  /** Whether something was settled that is not saved. */
  get isChanged(): boolean {
    return this.changed
  }

  close(): void {
    this.journal.close()
  }

  private loadSaved(): Stored | undefined {
    try {
      const file = this.files.open(join(this.folder, NAME), 'read')
      try {
        return parse(file.read(0, file.size))
      } finally {
        file.close()
      }
    } catch {
      return undefined
    }
  }

  /**
   * A reader that is known goes on where it was. One that is new begins at the end, for its Dataway was not meant to
   * have what is there; but when no reader is known any more, as after a change of the token, the new ones take over.
   */
  begin({ readers: before }: Stored): Beginning {
    const names = [...this.settled.keys()]
    const known = names.filter((name) => before.has(name))
    const removed = new Map([...before].filter(([name]) => !this.settled.has(name)))
    if (known.length > 0) {
      const fromTheEnd = names.filter((name) => !before.has(name))
      for (const name of known) this.settled.get(name)!.addAll(before.get(name)!)
      return { settled: this.settled, fromTheEnd, removed }
    }
    const [first, ...others] = removed.values()
    const byAll = first && others.reduce((all, ranges) => all.and(ranges), first)
    if (byAll) for (const ranges of this.settled.values()) ranges.addAll(byAll)
    return { settled: this.settled, fromTheEnd: [], removed: new Map() }
  }

  /**
   * Replaces the file when something has changed.
   * @param lowest what each reader has not settled, from the first number on; what is below has no need to be told apart
   */
  async save(next: number, lowest: ReadonlyMap<string, number | undefined>): Promise<void> {
    if (!this.changed) return
    this.changed = false
    this.journal.begin()
    for (const [name, number] of lowest) this.settled.get(name)!.add(0, number ?? next)
    try {
      await this.replace(format({ next, readers: this.settled }))
      this.journal.saved()
    } catch (error) {
      this.changed = true
      throw error
    }
  }

  private async replace(content: Buffer): Promise<void> {
    const path = join(this.folder, NEW)
    const file = this.files.open(path, 'write')
    try {
      file.truncate(0)
      file.write([content], 0)
      await file.sync()
    } finally {
      file.close()
    }
    this.files.rename(path, join(this.folder, NAME))
    await this.files.syncFolder(this.folder)
  }
}

function format({ next, readers }: Stored): Buffer {
  const text = JSON.stringify({ next, readers: Object.fromEntries(readers) })
  return Buffer.from(`${sumOf(text)} ${text}\n`)
}

function parse(content: Buffer): Stored | undefined {
  const [, sum, text] = /^([0-9a-f]{8}) (.*)\n$/s.exec(String(content)) ?? []
  if (text === undefined || sum !== sumOf(text)) return undefined
  const { next, readers } = JSON.parse(text) as { next: number; readers: Record<string, number[]> }
  const entries = Object.entries(readers).map(([name, edges]) => [name, Ranges.of(edges)] as const)
  return { next, readers: new Map(entries) }
}
