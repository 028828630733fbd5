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
import { basename, dirname, join } from 'node:path'
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

type Hear = (event: string, name: string | null) => void
type Listen = (folder: string, options: { persistent: false }, hear: Hear) => FSWatcher

/** A folder that there is. */
interface Place {
  readonly folder: string
  readonly identity: string
  /** The only name in it that counts, of a folder that there is not yet; any where undefined. */
  readonly awaited: string | undefined
}

const NOTHING = (): void => {}

export class FolderWatch {
  /** By place: a folder that is replaced needs another. */
  private watchers = new Map<string, FSWatcher>()
  private seen = ''
  private pending: string | undefined
  private looking: Promise<void> = Promise.resolve()
  private cancelPoll = NOTHING
  private cancelQuiet: (() => void) | undefined
  private stopped = false

  /** @param listen as `fs.watch`; throws where there are no events */
  constructor(
    private readonly watched: Watched,
    private readonly clock: Clock,
    private readonly listen: Listen = watch,
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
    this.follow(await Promise.all(folders.map(placeOf)))
    const looks = await Promise.all(folders.map(lookOf))
    return looks.map((look, index) => `${folders[index]}\n${look}`).join('\n')
  }

  /** Has a watcher for every place, and no others. */
  private follow(places: readonly (Place | undefined)[]): void {
    if (this.stopped) return
    const before = this.watchers
    this.watchers = new Map()
    for (const place of places) {
      const key = JSON.stringify(place)
      if (place === undefined || this.watchers.has(key)) continue
      const watcher = before.get(key) ?? this.open(place)
      before.delete(key)
      if (watcher) this.watchers.set(key, watcher)
    }
    for (const watcher of before.values()) watcher.close()
  }

  /** Nothing where the system has no events, or no more of them. */
  private open({ folder, awaited }: Place): FSWatcher | undefined {
    try {
      const watcher = this.listen(folder, { persistent: false }, (_, name) => {
        if (awaited === undefined || name === null || name === awaited) this.hint()
      })
      return watcher.on('error', () => watcher.close())
    } catch {
      return undefined
    }
  }
}

/** Where a folder is, or where it will appear. */
async function placeOf(path: string): Promise<Place | undefined> {
  let awaited: string | undefined
  for (let folder = path; ; folder = dirname(folder)) {
    const identity = await identityOf(folder)
    if (identity !== '') return { folder, identity, awaited }
    if (folder === dirname(folder)) return undefined
    awaited = basename(folder)
  }
}

/** Inode numbers are used again; with the time of birth they are not. */
async function identityOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  return found ? `${found.dev}:${found.ino}:${found.birthtimeNs}` : ''
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
