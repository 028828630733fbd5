// Keeps two processes from one folder. The lock file tells who holds it; a holder that is gone is taken over from. The
// file stays when the lock is given back, so that a full disk does not stand in the way of the next start.
//
//   same boot?  ──no──▶ gone
//   same processes to be seen (not another container)?
//       yes ──▶ is there such a process, begun at the same time?
//       no  ──▶ has it shown a sign of life in the last seconds?
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { FileSystem } from './file-system.js'
import type { ProcessFacts } from './process-facts.js'

const NAME = 'lock'
/** How often a holder shows that it lives. */
export const SIGN_OF_LIFE_MS = 2000
const SILENCE_MS = 5 * SIGN_OF_LIFE_MS

interface Holder {
  readonly id: string
  readonly pid: number
  /** When the process began, as the system counts. */
  readonly started: string
  readonly boot: string
  /** Which processes it can see. */
  readonly space: string
  /** Unix time of its last sign of life, in milliseconds. */
  readonly seen: number
}

/** Another process has the folder. */
export class FolderInUse extends Error {
  readonly code = 'EBUSY'

  constructor(path: string, { pid }: Holder) {
    super(`process ${pid} has ${path}; give each process a folder of its own`)
    this.name = 'FolderInUse'
  }
}

export class Lock {
  isHeld = false
  private readonly path: string
  private readonly id = randomUUID()

  constructor(
    private readonly files: FileSystem,
    folder: string,
    private readonly facts: ProcessFacts,
    /** The clock of the machine: whoever looks at the lock reads the same one. */
    private readonly now: () => number,
  ) {
    this.path = join(folder, NAME)
  }

  /** @throws FolderInUse, or what the file system throws */
  acquire(): void {
    if (this.isHeld) return
    const holder = this.holder()
    if (holder && holder.id !== this.id && this.isAlive(holder))
      throw new FolderInUse(this.path, holder)
    this.write(this.id)
    this.isHeld = true
  }

  /** Shows that this process lives. False when another one has taken the lock. */
  showLife(): boolean {
    if (!this.isHeld) return false
    const holder = this.holder()
    this.isHeld = holder === undefined || holder.id === this.id
    if (this.isHeld) this.write(this.id)
    return this.isHeld
  }

  release(): void {
    if (this.isHeld) this.write('')
    this.isHeld = false
  }

  private holder(): Holder | undefined {
    let text: string
    try {
      const file = this.files.open(this.path, 'read')
      text = String(file.read(0, file.size))
      file.close()
    } catch {
      return undefined
    }
    try {
      const holder = JSON.parse(text) as Holder
      return holder.id === '' ? undefined : holder
    } catch {
      return undefined
    }
  }

  private isAlive(holder: Holder): boolean {
    if (holder.boot !== this.facts.boot) return false
    if (holder.space === this.facts.space) {
      const started = this.facts.started(holder.pid)
      return started !== undefined && started === holder.started
    }
    return Math.abs(this.now() - holder.seen) < SILENCE_MS
  }

  private write(id: string): void {
    const { pid, boot, space } = this.facts
    const started = this.facts.started(pid) ?? ''
    const holder: Holder = { id, pid, started, boot, space, seen: this.now() }
    const content = Buffer.from(`${JSON.stringify(holder)}\n`)
    const file = this.files.open(this.path, 'write')
    try {
      file.write([content], 0)
      file.truncate(content.length)
    } finally {
      file.close()
    }
  }
}
