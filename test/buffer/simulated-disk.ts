// A disk in memory that fails and crashes on demand. It knows what was synced: the end of a process keeps all that was
// written, the end of the machine keeps what was synced and of the rest whatever chance wills, torn pieces too.
import type { FileSystem, OpenFile, OpenMode } from '../../src/buffer/file-system.js'

export type Fault = 'ENOSPC' | 'EIO' | 'EROFS' | 'EMFILE'
/** What fails. */
export type FaultAt = 'write' | 'sync' | 'read'

/** Thrown by everything once the process is dead. */
class Crash extends Error {}

interface Write {
  readonly offset: number
  readonly bytes: Buffer
}

class Inode {
  content: Buffer = Buffer.alloc(0)
  synced: Buffer = Buffer.alloc(0)
  pending: (Write | { readonly size: number })[] = []

  apply(change: Write | { readonly size: number }): void {
    this.content = changed(this.content, change)
    this.pending.push(change)
  }

  sync(): void {
    this.synced = this.content
    this.pending = []
  }

  /** What a machine finds after its end. */
  survive(random: () => number): void {
    for (const change of this.pending) {
      const chance = random()
      if (chance < 0.4) continue
      const isTorn = 'bytes' in change && chance < 0.6
      const part = isTorn
        ? { ...change, bytes: change.bytes.subarray(0, Math.floor(random() * change.bytes.length)) }
        : change
      this.synced = changed(this.synced, part)
    }
    this.content = this.synced
    this.pending = []
  }
}

function changed(content: Buffer, change: Write | { readonly size: number }): Buffer {
  const size = 'size' in change ? change.size : Math.max(content.length, end(change))
  const next = Buffer.alloc(size)
  content.copy(next)
  if ('bytes' in change) change.bytes.copy(next, change.offset)
  return next
}

function end({ offset, bytes }: Write): number {
  return offset + bytes.length
}

type Names = Map<string, Inode>

export class SimulatedDisk {
  crashed = false
  syncs = 0
  private names: Names = new Map()
  /** The names as they were synced, and after each change since. */
  private history: Names[] = [new Map()]
  private readonly faults = new Map<FaultAt, Fault>()
  private life = 0
  private left = Number.POSITIVE_INFINITY

  constructor(private readonly random: () => number = () => 0.5) {}

  /** The disk as a process sees it, until its end. */
  view(): FileSystem {
    const { life } = this
    const alive = () => {
      if (life !== this.life) throw new Crash()
      return this
    }
    return {
      makeFolder: () => alive().makeFolder(),
      list: (folder) => alive().list(folder),
      open: (path, mode) => alive().open(path, mode),
      rename: (from, to) => alive().rename(from, to),
      remove: (path) => alive().remove(path),
      syncFolder: async () => alive().syncFolder(),
    }
  }

  /** The process ends in the middle of the change after so many others. */
  crashAfter(changes: number): void {
    this.left = changes
  }

  crash(): void {
    this.crashed = true
  }

  /** What is left to the next process. */
  restart(after: 'process' | 'machine'): void {
    if (after === 'machine') {
      const kept = Math.floor(this.random() * this.history.length)
      this.names = new Map(this.history[kept])
      for (const inode of new Set(this.names.values())) inode.survive(this.random)
      this.history = [new Map(this.names)]
    }
    this.crashed = false
    this.left = Number.POSITIVE_INFINITY
    this.life++
  }

  fail(at: FaultAt, fault: Fault): void {
    this.faults.set(at, fault)
  }

  heal(): void {
    this.faults.clear()
  }

  /** Content of a file, to look into and to damage. */
  bytes(path: string): Buffer {
    return this.names.get(path)!.content
  }

  setBytes(path: string, content: Uint8Array): void {
    const inode = new Inode()
    inode.content = inode.synced = Buffer.from(content)
    this.names.set(path, inode)
    this.nameChanged()
  }

  makeFolder(): void {
    this.check('write')
  }

  list(folder: string): string[] {
    this.check('read')
    const prefix = `${folder}/`
    const paths = [...this.names.keys()].filter((path) => path.startsWith(prefix))
    return paths.map((path) => path.slice(prefix.length)).sort()
  }

  open(path: string, mode: OpenMode): OpenFile {
    this.check(mode === 'read' ? 'read' : undefined)
    let inode = this.names.get(path)
    if (inode && mode === 'create') throw failure('EEXIST')
    if (!inode) {
      if (mode === 'read') throw failure('ENOENT')
      this.check('write')
      this.change()
      inode = new Inode()
      this.names.set(path, inode)
      this.nameChanged()
    } else if (mode === 'write' && this.faults.get('write') === 'EROFS') throw failure('EROFS')
    return this.fileOf(inode)
  }

  rename(from: string, to: string): void {
    this.check('write')
    this.change()
    const inode = this.names.get(from)
    if (!inode) throw failure('ENOENT')
    this.names.delete(from)
    this.names.set(to, inode)
    this.nameChanged()
  }

  remove(path: string): void {
    if (this.faults.get('write') === 'EROFS') throw failure('EROFS')
    this.change()
    this.names.delete(path)
    this.nameChanged()
  }

  async syncFolder(): Promise<void> {
    this.check('sync')
    this.change()
    this.history = [new Map(this.names)]
  }

  private fileOf(inode: Inode): OpenFile {
    const { life } = this
    const alive = (at?: FaultAt) => {
      if (life !== this.life) throw new Crash()
      this.check(at)
    }
    return {
      get size() {
        return inode.content.length
      },
      write: (parts, offset) => {
        alive()
        this.write(inode, { offset, bytes: Buffer.concat(parts) })
      },
      read: (offset, length) => {
        alive('read')
        return Buffer.from(inode.content.subarray(offset, offset + length))
      },
      truncate: (size) => {
        alive(this.faults.get('write') === 'ENOSPC' ? undefined : 'write')
        this.change()
        inode.apply({ size })
      },
      sync: async () => {
        alive('sync')
        this.change()
        this.syncs++
        inode.sync()
      },
      close: () => {},
    }
  }

  private write(inode: Inode, whole: Write): void {
    const fault = this.faults.get('write')
    const cut = Math.floor(this.random() * whole.bytes.length)
    const part = { ...whole, bytes: whole.bytes.subarray(0, cut) }
    if (fault === 'EROFS') throw failure(fault)
    // What stands in place of old bytes needs no room.
    const grows = whole.offset + whole.bytes.length > inode.content.length
    if (fault === 'EIO' || (fault === 'ENOSPC' && grows)) {
      inode.apply(part)
      throw failure(fault)
    }
    this.change(() => inode.apply(part))
    inode.apply(whole)
  }

  private check(at: FaultAt | undefined): void {
    if (this.crashed) throw new Crash()
    const fault = at && this.faults.get(at)
    if (fault) throw failure(fault)
  }

  private change(torn = () => {}): void {
    if (this.crashed) throw new Crash()
    if (this.left-- > 0) return
    torn()
    this.crashed = true
    throw new Crash()
  }

  private nameChanged(): void {
    this.history.push(new Map(this.names))
  }
}

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code })
}
