// The few things that the disk buffer asks of a file system, so that tests can put one in its place that fails and
// crashes. Writing is synchronous: what was written survives the end of the process. Only `sync` waits for the disk.
import {
  close,
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  fsync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rm,
  writevSync,
} from 'node:fs'
import { promisify } from 'node:util'

/** `create` fails when there is such a file already; `write` makes one where there is none and keeps what is in it. */
export type OpenMode = 'read' | 'write' | 'create'

export interface OpenFile {
  readonly size: number
  /** Writes all parts, one behind the other. When it throws, some of it may be there. */
  write(parts: readonly Uint8Array[], offset: number): void
  /** What is there, which may be less. */
  read(offset: number, length: number): Buffer
  truncate(size: number): void
  /** What was written survives the end of the machine too. */
  sync(): Promise<void>
  close(): void
}

export interface FileSystem {
  makeFolder(path: string): void
  list(folder: string): string[]
  open(path: string, mode: OpenMode): OpenFile
  rename(from: string, to: string): void
  /** Soon. */
  remove(path: string): void
  /** Names given and taken in the folder survive the end of the machine. */
  syncFolder(path: string): Promise<void>
}

const { O_RDONLY, O_RDWR, O_CREAT, O_EXCL } = constants
const FLAGS: Readonly<Record<OpenMode, number>> = {
  read: O_RDONLY,
  write: O_RDWR | O_CREAT,
  create: O_RDWR | O_CREAT | O_EXCL,
}
const PRIVATE = 0o600
/** Closing a large file, or removing it, takes milliseconds that logs would wait. What is left of a file is found at the next start. */
const NOTHING = () => {}
const syncData = promisify(fdatasync)
const syncAll = promisify(fsync)

export const nodeFileSystem: FileSystem = {
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  list: (folder) => readdirSync(folder),
  open: (path, mode) => new NodeFile(openSync(path, FLAGS[mode], PRIVATE)),
  rename: renameSync,
  remove: (path) => rm(path, { force: true }, NOTHING),
  async syncFolder(path) {
    const folder = openSync(path, O_RDONLY)
    try {
      await syncAll(folder)
    } finally {
      closeSync(folder)
    }
  },
}

class NodeFile implements OpenFile {
  constructor(private readonly file: number) {}

  get size(): number {
    return fstatSync(this.file).size
  }

  write(parts: readonly Uint8Array[], offset: number): void {
    let left = parts
    for (let at = offset; left.length > 0; ) {
      const written = writevSync(this.file, left, at)
      at += written
      left = behind(left, written)
    }
  }

  read(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length)
    let filled = 0
    while (filled < length) {
      const read = readSync(this.file, bytes, filled, length - filled, offset + filled)
      if (read === 0) break
      filled += read
    }
    return bytes.subarray(0, filled)
  }

  truncate(size: number): void {
    ftruncateSync(this.file, size)
  }

  sync(): Promise<void> {
    return syncData(this.file)
  }

  close(): void {
    close(this.file, NOTHING)
  }
}

/** The parts without their first bytes. */
function behind(parts: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let skip = bytes
  const left: Uint8Array[] = []
  for (const part of parts) {
    if (skip < part.length) left.push(part.subarray(skip))
    skip = Math.max(0, skip - part.length)
  }
  return left
}
