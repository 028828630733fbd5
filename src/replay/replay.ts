// Sends dead letters again, file by file. A letter leaves its file when the Dataway has taken it; what is refused again,
// what could not be sent and what was not asked for stays.
import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { nodeFileSystem } from '../buffer/file-system.js'
import { Lock, SIGN_OF_LIFE_MS } from '../buffer/lock.js'
import { systemProcesses } from '../buffer/process-facts.js'
import { remove } from '../dead-letters/files.js'
import type { Letter } from '../dead-letters/letter.js'
import type { Endpoint, ForwardOptions } from '../forward/options.js'
import { readerNames } from '../forward/reader-name.js'
import { maskUrl } from '../util/mask.js'
import { add, newReport, type Report } from './report.js'
import { Sender, type SenderTools, Unreachable } from './sender.js'
import { type Line, letterFiles, readLines, TakenFile } from './taken-file.js'

export interface ReplayOptions {
  readonly endpoints: readonly Endpoint[]
  /** Every letter goes to the first endpoint, whoever refused it. */
  readonly toAll: boolean
  readonly forward: ForwardOptions
  /** Only letters of these reasons; all when there are none. */
  readonly reasons: readonly string[]
  /** Sends nothing and changes nothing. */
  readonly dryRun: boolean
  /** Leaves the files as they are. */
  readonly keep: boolean
}

interface Item extends Line {
  readonly letter: Letter
}

export class Replay {
  readonly report = newReport()
  private readonly senders = new Map<string, Sender>()
  private readonly names: readonly string[]
  /** Dataways that take nothing now, with their status. */
  private readonly away = new Map<string, string>()

  constructor(
    private readonly options: ReplayOptions,
    private readonly tools: SenderTools,
  ) {
    this.names = readerNames(options.endpoints)
  }

  /**
   * @param paths folders and files
   * @throws FolderInUse when another replay is at work there, and what the file system throws
   */
  async run(paths: readonly string[]): Promise<Report> {
    try {
      for (const path of paths) await this.runPath(path)
    } finally {
      await Promise.all([...this.senders.values()].map((sender) => sender.close()))
    }
    return this.report
  }

  private async runPath(path: string): Promise<void> {
    const isFolder = (await stat(path)).isDirectory()
    const list = async () => (isFolder ? await letterFiles(path) : [path])
    if (this.options.dryRun) {
      for (const file of await list()) this.count(await readLines(file))
      return
    }
    await locked(isFolder ? path : dirname(path), async () => {
      for (const file of await list()) await this.runFile(file)
    })
  }

  private async runFile(path: string): Promise<void> {
    if (this.tools.signal.aborted) return
    const file = await TakenFile.take(path)
    if (!file) return
    const taken = new Set<Line>()
    try {
      await this.sendAll(this.count(file.lines), taken)
    } finally {
      const { keep } = this.options
      await file.leave(keep ? file.lines : file.lines.filter((line) => !taken.has(line)))
    }
  }

  /** Counts the lines; answers the letters that are to be sent. */
  private count(lines: readonly Line[]): Item[] {
    const { report } = this
    report.files++
    const chosen: Item[] = []
    for (const line of lines) {
      if (!isItem(line)) {
        report.unreadable++
        continue
      }
      const { letter } = line
      const { reasons } = this.options
      report.letters += letter.points
      add(report.found, `${letter.dataway} ${letter.reason}`, letter.points)
      if (reasons.length > 0 && !reasons.includes(letter.reason)) report.skipped += letter.points
      else chosen.push(line)
    }
    return chosen
  }

  private async sendAll(items: readonly Item[], taken: Set<Line>): Promise<void> {
    for (const group of groupsOf(items, this.options.forward.maxRawBody)) {
      const url = this.urlFor(group[0]!.letter)
      if (url === undefined) this.report.strange += pointsOf(group)
      else await this.sendGroup(url, group, taken)
    }
  }

  private async sendGroup(url: string, group: readonly Item[], taken: Set<Line>): Promise<void> {
    const { report } = this
    const left = new Set(group)
    const status = this.away.get(url)
    try {
      if (status !== undefined) throw new Unreachable(status)
      this.tools.signal.throwIfAborted()
      await this.senderTo(url).send(group, (part) => {
        for (const item of part.taken) taken.add(item)
        report.sent += pointsOf(part.taken)
        for (const { item, reason } of part.refused) add(report.refused, reason, item.letter.points)
        for (const item of [...part.taken, ...part.refused.map((one) => one.item)])
          left.delete(item)
      })
    } catch (error) {
      const { aborted } = this.tools.signal
      if (!aborted && !(error instanceof Unreachable)) throw error
      const reason = aborted ? 'interrupted' : (error as Unreachable).status
      if (!aborted) this.away.set(url, reason)
      add(report.unsent, reason, pointsOf([...left]))
    }
  }

  /** Where a letter goes: to the Dataway that refused it, or to the only one there is. */
  private urlFor(letter: Letter): string | undefined {
    const { endpoints, toAll } = this.options
    const at = this.names.indexOf(letter.reader)
    if (toAll || endpoints.length === 1) return endpoints[0]!.url
    if (at >= 0) return endpoints[at]!.url
    const alike = endpoints.filter(({ url }) => maskUrl(url) === letter.dataway)
    return alike.length === 1 ? alike[0]!.url : undefined
  }

  private senderTo(url: string): Sender {
    const known = this.senders.get(url)
    if (known) return known
    const sender = new Sender(url, this.options.forward, this.tools)
    this.senders.set(url, sender)
    return sender
  }
}

function isItem(line: Line): line is Item {
  return line.letter !== undefined
}

/** Letters that can go in one request, in their order. */
function groupsOf(items: readonly Item[], maxBytes: number): Item[][] {
  const groups: Item[][] = []
  const open = new Map<string, { readonly group: Item[]; bytes: number }>()
  for (const item of items) {
    const { reader, dataway, category, storageIndex, encoding, record } = item.letter
    const key = JSON.stringify([reader, dataway, category, storageIndex, encoding])
    let last = open.get(key)
    if (!last || last.bytes + record.length > maxBytes) {
      last = { group: [], bytes: 0 }
      open.set(key, last)
      groups.push(last.group)
    }
    last.group.push(item)
    last.bytes += record.length
  }
  return groups
}

function pointsOf(items: readonly Item[]): number {
  return items.reduce((sum, { letter }) => sum + letter.points, 0)
}

/** The file of a `Lock`. */
const LOCK = 'lock'

/** Only one replay at a time is at work in a folder. */
async function locked(folder: string, run: () => Promise<void>): Promise<void> {
  const lock = new Lock(nodeFileSystem, folder, systemProcesses, Date.now)
  lock.acquire()
  const timer = setInterval(() => showLife(lock), SIGN_OF_LIFE_MS)
  try {
    await run()
  } finally {
    clearInterval(timer)
    // Without the file nobody holds it; nothing of a replay stays in a folder that may be anybody's.
    await remove(join(folder, LOCK))
  }
}

/** What cannot be written now may be the next time; letters that were sent must be taken out of their file meanwhile. */
function showLife(lock: Lock): void {
  try {
    lock.showLife()
  } catch {
    // Who can see this process knows without it that it is there.
  }
}
