// Sends letters to one Dataway, with the same requests as the server. What it refuses is found by halves; what it does not
// answer is tried a few times. It never waits for ever: a person, or a job, waits for the end.
import type { Letter } from '../dead-letters/letter.js'
import { judge, statusText } from '../forward/answers.js'
import { Client, failureName } from '../forward/client.js'
import { compressor } from '../forward/compress.js'
import { backOff } from '../forward/gate.js'
import type { ForwardOptions } from '../forward/options.js'
import { Parcel } from '../forward/parcel.js'
import { xids } from '../forward/xid.js'
import type { Clock } from '../util/clock.js'

export interface SenderTools {
  readonly hostname: string
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
  /** Ends all waiting. */
  readonly signal: AbortSignal
}

/** What came of the letters, each in one of them. */
export interface Sent<T> {
  readonly taken: readonly T[]
  /** With the reason that the Dataway gave this time. */
  readonly refused: readonly { readonly item: T; readonly reason: string }[]
}

/** The Dataway takes nothing now: its status, or how it failed. */
export class Unreachable extends Error {
  constructor(readonly status: string) {
    super(`the Dataway answers ${status}`)
    this.name = 'Unreachable'
  }
}

/** Requests for the same records before it is given up. */
const MOST_TRIES = 5
/** So many single records refused and none taken: the rest is not tried one by one. */
const HOPELESS = 32

export class Sender {
  private readonly client: Client
  private readonly parcel: Parameters<typeof Parcel.of>[1]

  constructor(
    url: string,
    private readonly options: ForwardOptions,
    private readonly tools: SenderTools,
  ) {
    this.client = new Client(url, tools.hostname, options)
    this.parcel = {
      nextId: xids(tools.clock.now, tools.random),
      compress: compressor(options.compression, options.gzipLevel),
    }
  }

  /**
   * @param items letters of one category, storage index and encoding
   * @param sent is told what came of them, part by part
   * @throws Unreachable: of what was not told nothing is known to have arrived
   */
  async send<T extends { readonly letter: Letter }>(
    items: readonly T[],
    sent: (part: Sent<T>) => void,
  ): Promise<void> {
    const left: (readonly T[])[] = [items]
    let refused = 0
    let anyTaken = false
    for (let part = left.pop(); part; part = left.pop()) {
      const verdict = await this.post(parcelOf(part, this.parcel))
      if (verdict.do === 'accept') {
        anyTaken = true
        sent({ taken: part, refused: [] })
      } else if (part.length > 1 && (anyTaken || refused < HOPELESS)) {
        const middle = part.length >> 1
        left.push(part.slice(middle), part.slice(0, middle))
      } else {
        refused++
        sent({ taken: [], refused: part.map((item) => ({ item, reason: verdict.reason })) })
      }
    }
  }

  close(): Promise<void> {
    return this.client.destroy()
  }

  private async post(parcel: Parcel) {
    for (let tries = 1; ; tries++) {
      const { verdict, status } = await this.attempt(parcel)
      if (verdict.do === 'accept' || verdict.do === 'split') return verdict
      if (verdict.do === 'pause' || tries === MOST_TRIES) throw new Unreachable(status)
      await this.pause(tries, verdict.retryAfterMs ?? 0)
    }
  }

  private async attempt(parcel: Parcel) {
    const { clock, signal } = this.tools
    const timeOut = AbortSignal.timeout(this.options.timeoutMs)
    try {
      const answer = await this.client.post(parcel, AbortSignal.any([signal, timeOut]))
      const { status, retryAfter } = answer
      return { verdict: judge(status, retryAfter, clock.now()), status: statusText(status) }
    } catch (error) {
      signal.throwIfAborted()
      const status = timeOut.aborted ? 'timeout' : failureName(error)
      return { verdict: { do: 'retry', cause: 'broken' } as const, status }
    }
  }

  private async pause(tries: number, asked: number): Promise<void> {
    const { clock, random, signal } = this.tools
    const { retryDelayMs, maxRetryDelayMs } = this.options
    const wait = Math.max(
      backOff(tries, retryDelayMs, maxRetryDelayMs, random),
      Math.min(asked, maxRetryDelayMs),
    )
    await new Promise<void>((resolve) => {
      const end = () => {
        cancel()
        signal.removeEventListener('abort', end)
        resolve()
      }
      const cancel = clock.after(wait, end)
      signal.addEventListener('abort', end)
    })
    signal.throwIfAborted()
  }
}

function parcelOf(
  items: readonly { readonly letter: Letter }[],
  tools: Parameters<typeof Parcel.of>[1],
): Parcel {
  const { category, storageIndex, encoding } = items[0]!.letter
  const shared = { category, storageIndex, encoding }
  const chunks = items.map(({ letter }) => ({
    ...shared,
    bytes: letter.record,
    count: letter.points,
  }))
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes.length, 0)
  const count = chunks.reduce((sum, chunk) => sum + chunk.count, 0)
  return Parcel.of({ chunks, ...shared, bytes, count, since: 0 }, tools)
}
