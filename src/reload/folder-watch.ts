// Tells when files in folders have changed. What counts is how they look: names, sizes, times and which file is behind a
// link, so the swapped link of a ConfigMap, a file renamed over another and a folder that appears later are all the same.
//
//   event of a folder ──┐
//   every 30 s ─────────┴─▶ look ── as before ──▶ nothing
//                            ▲ └── other ──▶ the same a quiet moment later? ── yes ──▶ changed
//                            └──────────────────────── no ◀────┘
//
// Events are hints only: some file systems have none. What is still being written looks different each time.
import { type FSWatcher, watch } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../util/clock.js'

export interface Watched {
  /** The folders, which need not be there; asked at every look. */
  folders(): Promise<readonly string[]>
  /** Called when files have changed; not again before it has resolved. */
  changed(): Promise<void>
}

/** A change counts when it looks the same after this time. */
export const QUIET_MS = 250
/** How often is looked without an event. */
export const POLL_MS = 30_000

const NOTHING = (): void => {}

export class FolderWatch {
  /** By path and identity of the folder: one that is replaced needs another. */
  private watchers = new Map<string, FSWatcher>()
  private seen = ''
  private pending: string | undefined
  private looking: Promise<void> = Promise.resolve()
  private cancelPoll = NOTHING
  private cancelQuiet: (() => void) | undefined
  private stopped = false

  constructor(
    private readonly watched: Watched,
    private readonly clock: Clock,
  ) {}

  /** Resolves when everything has been looked at; a change after that is told. */
  async start(): Promise<void> {
    this.seen = await this.look()
    this.poll()
  }

  stop(): void {
    this.stopped = true
    this.cancelPoll()
    this.cancelQuiet?.()
    for (const watcher of this.watchers.values()) watcher.close()
    this.watchers.clear()
  }

  /** Open watchers: one a folder where the system has events. */
  get watcherCount(): number {
    return this.watchers.size
  }

  private poll(): void {
    this.cancelPoll = this.clock.after(POLL_MS, () => {
      this.hint()
      this.poll()
    })
  }

  /** Something may have changed. */
  private hint(): void {
    if (this.stopped) return
    this.cancelQuiet ??= this.clock.after(QUIET_MS, () => {
      this.cancelQuiet = undefined
      this.looking = this.looking.then(() => this.compare())
    })
  }

  private async compare(): Promise<void> {
    const now = await this.look()
    if (this.stopped) return
    if (now === this.seen) this.pending = undefined
    else if (now === this.pending) await this.tell(now)
    else {
      this.pending = now
      this.hint()
    }
  }

  private async tell(now: string): Promise<void> {
    this.pending = undefined
    this.seen = now
    await this.watched.changed()
    // What changed while it was read may have been read before.
    this.hint()
  }

  /** How the files look, all in one text. */
  private async look(): Promise<string> {
    const folders = [...new Set(await this.watched.folders())]
    const identities = await Promise.all(folders.map(identityOf))
    this.follow(folders.map((folder, index) => [folder, identities[index]!] as const))
    const looks = await Promise.all(folders.map(lookOf))
    return looks.map((look, index) => `${folders[index]}\n${look}`).join('\n')
  }

  /** Has a watcher for every folder that is there, and no others. */
  private follow(folders: readonly (readonly [string, string])[]): void {
    if (this.stopped) return
    const before = this.watchers
    this.watchers = new Map()
    for (const [folder, identity] of folders) {
      const key = `${identity} ${folder}`
      const watcher = before.get(key) ?? (identity === '' ? undefined : this.open(folder))
      before.delete(key)
      if (watcher) this.watchers.set(key, watcher)
    }
    for (const watcher of before.values()) watcher.close()
  }

  /** Nothing where the system has no events, or no more of them. */
  private open(folder: string): FSWatcher | undefined {
    try {
      const watcher = watch(folder, { persistent: false }, () => this.hint())
      return watcher.on('error', () => watcher.close())
    } catch {
      return undefined
    }
  }
}

async function identityOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  return found ? `${found.dev}:${found.ino}` : ''
}

/** Names that begin with a dot are what others lead to: they are seen through those. */
async function lookOf(folder: string): Promise<string> {
  const names = await readdir(folder).catch((error) => [String(error.code)])
  const shown = names.filter((name) => !name.startsWith('.')).sort()
  const looks = shown.map(async (name) => `${name} ${await fileLook(join(folder, name))}`)
  return (await Promise.all(looks)).join('\n')
}

async function fileLook(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  if (!found) return 'unreachable'
  const { dev, ino, size, mtimeNs, ctimeNs } = found
  return found.isDirectory() ? 'folder' : [dev, ino, size, mtimeNs, ctimeNs].join(' ')
}
