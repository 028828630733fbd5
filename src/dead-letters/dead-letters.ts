// Keeps what a Dataway finally refuses in a folder of bounded size, to be looked at and sent again. Nobody waits for the
// disk but the delivery that the records came with: it is accepted when they are written, so a crash loses none.
//
//   put ──▶ [queue] ──all that wait, up to a file──▶ append + sync ──▶ is the file still there? ──yes──▶ kept
//                                                         ▲────────────────no: a new file────┘
//
// A replay may take a file away at any time, also while it is written. What was written to it then is written again to
// another: perhaps twice, never not at all.
import { join } from 'node:path'
import type { Refusal } from '../point/refusal.js'
import type { Events } from '../telemetry/events.js'
import type { Clock } from '../util/clock.js'
import { filesIn, LETTERS, LetterFile, linesOf, remove, sizeOf, TAKEN } from './files.js'
import { lettersOf } from './letter.js'
import type { DeadLetterOptions } from './options.js'

export interface DeadLetterTools {
  readonly events: Events
  readonly clock: Pick<Clock, 'now'>
}

/** Letters that wait to be written. */
interface Post {
  readonly text: Buffer
  readonly count: number
  readonly reason: string
  readonly done: (kept: boolean) => void
}

/** The folder holds at least so many files, so that making room costs only a part of it. */
const LEAST_FILES = 4
/** Files that may be taken away while the same letters are written to them. */
const MOST_TRIES = 3

export class DeadLetters {
  private readonly queue: Post[] = []
  private readonly fileBytes: number
  private file: LetterFile | undefined
  private writing: Promise<void> | undefined

  constructor(
    /** Where they are. */
    readonly folder: string,
    private readonly options: Pick<DeadLetterOptions, 'maxBytes' | 'fileBytes'>,
    private readonly tools: DeadLetterTools,
  ) {
    const { fileBytes, maxBytes } = options
    this.fileBytes = Math.min(fileBytes, Math.ceil(maxBytes / LEAST_FILES))
  }

  /** Resolves when the records are on the disk, to true, or are lost for a reason that was told, to false. */
  put(refusal: Refusal): Promise<boolean> {
    const { maxBytes } = this.options
    const count = refusal.records.reduce((sum, record) => sum + record.count, 0)
    if (maxBytes === 0) return Promise.resolve(false)
    const text = Buffer.from(lettersOf(refusal, new Date(this.tools.clock.now())))
    if (text.length > maxBytes) {
      this.tools.events.deadLettersLost(count, 'too_large')
      return Promise.resolve(false)
    }
    return new Promise((done) => {
      this.queue.push({ text, count, reason: refusal.reason, done })
      this.writing ??= this.writeAll()
    })
  }

  /** Resolves when all is written. What is put later is taken too. */
  async stop(): Promise<void> {
    await this.writing
    await this.close()
  }

  private async writeAll(): Promise<void> {
    while (this.queue.length > 0) await this.write(this.nextPosts())
    this.writing = undefined
  }

  /** As many as a file holds, at least one. */
  private nextPosts(): Post[] {
    let bytes = 0
    const end = this.queue.findIndex(({ text }) => {
      bytes += text.length
      return bytes > this.fileBytes
    })
    return this.queue.splice(0, end < 0 ? this.queue.length : Math.max(1, end))
  }

  private async write(posts: readonly Post[]): Promise<void> {
    const text = Buffer.concat(posts.map((post) => post.text))
    const kept = await this.keep(text)
    for (const { count, reason, done } of posts) {
      if (kept) this.tools.events.metrics.deadLetters(reason, count)
      done(kept)
    }
    const count = posts.reduce((sum, post) => sum + post.count, 0)
    if (!kept) this.lost(count, 'disk')
  }

  private async keep(text: Buffer): Promise<boolean> {
    try {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        await this.turnTo(text.length)
        await this.file!.append(text)
        if (await this.file!.isThere()) break
      }
      return true
    } catch (error) {
      await this.close()
      const { code } = error as NodeJS.ErrnoException
      this.tools.events.deadLettersFailed(this.folder, code ?? 'error')
      return false
    }
  }

  /** Has a file open that takes so many bytes more. */
  private async turnTo(bytes: number): Promise<void> {
    const fits = this.file && this.file.size + bytes <= this.fileBytes
    if (fits && (await this.file!.isThere())) return
    await this.close()
    await this.makeRoom(Math.max(bytes, this.fileBytes))
    this.file = await LetterFile.make(this.folder, this.tools.clock.now())
  }

  /** Removes the oldest files until so many bytes more are within the bound. */
  private async makeRoom(bytes: number): Promise<void> {
    const paths = await this.paths(LETTERS, TAKEN)
    const sizes = await Promise.all(paths.map(sizeOf))
    let over = sizes.reduce((sum, size) => sum + size, 0) + bytes - this.options.maxBytes
    for (const [i, path] of paths.entries()) {
      if (over <= 0) return
      if (path.endsWith(TAKEN)) continue
      const lines = await linesOf(path)
      await remove(path)
      over -= sizes[i]!
      if (lines > 0) this.lost(lines, 'oldest')
    }
  }

  private async paths(...ends: readonly string[]): Promise<string[]> {
    const names = await filesIn(this.folder, ...ends)
    return names.map((name) => join(this.folder, name))
  }

  private lost(count: number, reason: string): void {
    this.tools.events.deadLettersLost(count, reason)
  }

  private async close(): Promise<void> {
    const { file } = this
    this.file = undefined
    await file?.close()
  }
}
