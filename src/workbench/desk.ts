// One desk of the workbench: questions in a queue, one at a time to a worker. It is started when it is first needed, ended when
// nobody has asked for a while, and replaced when it hangs or dies, so that nothing that is tried holds up the server.
//
//   ask ──▶ queue ──▶ worker ──▶ answer
//            │ full     │ late, dead
//            ▼          ▼
//           429        422, another worker
import { BenchThread } from './bench-thread.js'
import { LIMITS } from './limits.js'
import type { Answer, BenchSettings, Kind } from './messages.js'
import { RequestFault } from './request-fault.js'

export interface DeskSettings extends Omit<BenchSettings, 'hostTags'> {
  /** Tags that every record of the node has. */
  hostTags(): ReadonlyMap<string, string>
  /** Texts of the pattern files in force by name; another map when they change. */
  patterns(): ReadonlyMap<string, string>
  /** A worker was ended: it hung, or took too much memory. */
  failed?(reason: string): void
  /** The file that the worker runs, the one beside this one when absent. */
  readonly worker?: URL
  /** Longest time of a question of a kind; that of limits.ts when absent. */
  readonly limitMs?: Partial<Readonly<Record<Kind, number>>>
}

/** Questions that may wait. */
export const MOST_WAITING = 64
const IDLE_MS = 60_000

interface Waiting {
  readonly kind: Kind
  readonly body: Uint8Array
  readonly done: (answer: Answer) => void
  readonly fail: (fault: RequestFault) => void
}

export class Desk {
  private readonly queue: Waiting[] = []
  private thread: BenchThread | undefined
  /** The patterns that the thread knows. */
  private told: ReadonlyMap<string, string> | undefined
  private working = false
  private idle: NodeJS.Timeout | undefined
  private stopped = false

  constructor(private readonly settings: DeskSettings) {}

  /**
   * Has a question answered.
   * @param body JSON; its memory changes hands
   * @param gone fires when nobody waits for the answer any more: a question that has not begun is forgotten
   * @throws RequestFault when there is no place for it, or it takes too much
   */
  async ask(kind: Kind, body: Uint8Array, gone?: AbortSignal): Promise<Answer> {
    if (this.stopped) throw stopping()
    if (gone?.aborted) throw left()
    if (this.queue.length >= MOST_WAITING)
      throw new RequestFault(429, 'reachMaxAPILimit', 'too many requests wait; try again')
    return new Promise((done, fail) => {
      const waiting = { kind, body, done, fail }
      this.queue.push(waiting)
      gone?.addEventListener('abort', () => this.forget(waiting), { once: true })
      void this.work()
    })
  }

  /** Whether a worker is there. */
  get isOpen(): boolean {
    return this.thread?.ended === false
  }

  stop(): void {
    this.stopped = true
    for (const { fail } of this.queue.splice(0)) fail(stopping())
    this.close(stopping())
  }

  private async work(): Promise<void> {
    if (this.working) return
    this.working = true
    clearTimeout(this.idle)
    for (let waiting = this.queue.shift(); waiting; waiting = this.queue.shift())
      await this.answer(waiting)
    this.working = false
    this.rest()
  }

  private async answer({ kind, body, done, fail }: Waiting): Promise<void> {
    try {
      const thread = this.open()
      const patterns = this.settings.patterns()
      const news = patterns === this.told ? {} : { patterns }
      this.told = patterns
      const ms = this.settings.limitMs?.[kind] ?? LIMITS[kind].ms
      done(await thread.ask({ kind, body, ...news }, ms))
    } catch (fault) {
      fail(fault as RequestFault)
    }
  }

  private open(): BenchThread {
    if (this.thread && !this.thread.ended) return this.thread
    const { pipeline, lookup, home, failed = () => {} } = this.settings
    const hostTags = [...this.settings.hostTags().keys()]
    const url = this.settings.worker ?? new URL('./worker.js', import.meta.url)
    this.told = undefined
    this.thread = new BenchThread(url, { pipeline, lookup, home, hostTags }, failed)
    return this.thread
  }

  /** Lets go of the worker when nobody asks for a while. */
  private rest(): void {
    clearTimeout(this.idle)
    this.idle = setTimeout(() => this.close(), IDLE_MS).unref()
  }

  private close(fault?: RequestFault): void {
    clearTimeout(this.idle)
    this.thread?.end(fault)
    this.thread = undefined
  }

  private forget(waiting: Waiting): void {
    const at = this.queue.indexOf(waiting)
    if (at >= 0) this.queue.splice(at, 1)[0]!.fail(left())
  }
}

function stopping(): RequestFault {
  return new RequestFault(503, 'stopping', 'the server is stopping')
}

function left(): RequestFault {
  return new RequestFault(499, 'closed', 'nobody waits for the answer')
}
