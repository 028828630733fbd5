// The stream of records: follows the tap of the server for as long as the view is shown, asks the local Dataway for what
// came before, and connects again by itself. Rows are handed on a few times a second, not one by one.
import type { RecordJson } from '../../../point/record-json.js'
import type { TapLine } from '../../../tap/shape.js'
import { ApiError, getJson, lines, reasonOf } from '../api/client.js'
import { Store } from '../state/store.js'
import { appended, joined, MAX_ROWS } from './book.js'
import { type Row, rowOf } from './row.js'

export interface Link {
  readonly state: 'connecting' | 'live' | 'lost'
  /** Why it is not live, in the words of the server or the browser. */
  readonly reason?: string
}

const HAND_ON_MS = 100
const RETRY_FIRST_MS = 500
const RETRY_LAST_MS = 8000
/** Without so much as a heartbeat for so long, the connection is taken for dead. */
const SILENCE_MS = 20_000
/** Records need a moment to reach the local Dataway; those of that moment are asked for again. */
const SECOND_LOOK_MS = 2500

class Feed {
  readonly rows = new Store<readonly Row[]>([])
  readonly link = new Store<Link>({ state: 'connecting' })
  readonly skipped = new Store(0)

  private query = ''
  private running: AbortController | undefined
  private arrived: Row[] = []
  private handOn: ReturnType<typeof setTimeout> | undefined
  private hasStore = true
  private connection = 0

  /** Follows the tap until `stop`. @param query filters that the tap knows */
  start(query: string): void {
    if (this.running && this.query === query) return
    this.stop()
    this.query = query
    this.running = new AbortController()
    void this.follow(this.running.signal)
  }

  stop(): void {
    this.running?.abort()
    this.running = undefined
  }

  /** Forgets what is held. */
  clear(): void {
    this.arrived = []
    this.skipped.set(0)
    this.rows.set([])
  }

  private async follow(stopped: AbortSignal): Promise<void> {
    let pause = RETRY_FIRST_MS
    while (!stopped.aborted) {
      this.link.set({ state: 'connecting', ...this.lastReason() })
      const reason = await this.readTap(stopped, () => {
        pause = RETRY_FIRST_MS
      })
      if (stopped.aborted) return
      this.link.set({ state: 'lost', reason })
      await sleep(pause, stopped)
      pause = Math.min(2 * pause, RETRY_LAST_MS)
    }
  }

  private lastReason() {
    const { reason } = this.link.value
    return reason === undefined ? {} : { reason }
  }

  /** @returns why it ended */
  private async readTap(stopped: AbortSignal, opened: () => void): Promise<string> {
    const silence = new Silence(SILENCE_MS)
    const signal = AbortSignal.any([stopped, silence.signal])
    try {
      for await (const line of lines(`v1/tap${this.query}`, { signal }, () =>
        this.open(stopped, opened),
      )) {
        silence.heard()
        this.take(line as TapLine)
      }
      return ''
    } catch (error) {
      return reasonOf(error)
    } finally {
      silence.end()
    }
  }

  private open(stopped: AbortSignal, opened: () => void): void {
    opened()
    this.link.set({ state: 'live' })
    this.connection++
    void this.lookBack(stopped)
    void sleep(SECOND_LOOK_MS, stopped).then(() => this.lookBack(stopped))
  }

  private take(line: TapLine): void {
    if ('skipped' in line) this.skipped.set(this.skipped.value + line.skipped)
    if (!('record' in line)) return
    this.arrived.push(rowOf(line.record, this.connection))
    this.handOn ??= setTimeout(() => {
      this.handOn = undefined
      const rows = this.arrived
      this.arrived = []
      this.rows.set(appended(this.rows.value, rows))
    }, HAND_ON_MS)
  }

  /** What the local Dataway has; without one there is nothing to look back at. */
  private async lookBack(signal: AbortSignal): Promise<void> {
    if (!this.hasStore || signal.aborted) return
    try {
      const path = `v1/records?limit=${MAX_ROWS / 5}`
      const { records } = await getJson<{ records: RecordJson[] }>(path, { signal })
      const earlier = records.reverse().map((record) => rowOf(record))
      this.rows.set(joined(this.rows.value, earlier, this.connection))
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) this.hasStore = false
    }
  }
}

/** The one of the page: what it holds outlives the view. */
export const feed = new Feed()

/** Aborts when nothing was heard for so long. */
class Silence {
  private readonly controller = new AbortController()
  private timer: ReturnType<typeof setTimeout>

  constructor(private readonly ms: number) {
    this.timer = this.wait()
  }

  get signal(): AbortSignal {
    return this.controller.signal
  }

  heard(): void {
    clearTimeout(this.timer)
    this.timer = this.wait()
  }

  end(): void {
    clearTimeout(this.timer)
  }

  private wait(): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.controller.abort(), this.ms)
  }
}

/** Resolves when the time is over, or at once when there is no more need to wait. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
