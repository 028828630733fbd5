// How far this node's clock is from that of the Dataway: `GET /v1/ntp` answers the seconds of Unix time. What is corrected
// with it is the time of records; timers and waits keep to the clock of the process.
import type { Events } from '../telemetry/events.js'
import type { Clock } from '../util/clock.js'
import { Client } from './client.js'
import type { ForwardOptions } from './options.js'

export interface DatawayClockTools {
  readonly hostname: string
  readonly clock: Clock
  readonly events: Events
  /** The clock of this node, Unix milliseconds. */
  readonly wall: () => number
}

const ROUTE = '/v1/ntp'
const LEAST_INTERVAL_MS = 60_000
const LEAST_DIFFERENCE_MS = 5000
/** How long a start waits for the first answer, so that the first records have the right time too. */
const FIRST_ANSWER_MS = 1000
/** The answer leaves out what of the second has passed. */
const HALF_SECOND_MS = 500

export class DatawayClock {
  private offsetMs = 0
  private readonly client: Client
  private readonly controller = new AbortController()
  private cancel = () => {}

  /** @param url of the Dataway, with its token */
  constructor(
    url: string,
    private readonly options: ForwardOptions,
    private readonly tools: DatawayClockTools,
  ) {
    this.client = new Client(url, tools.hostname, options)
  }

  /** What is to be added to a time of this node. */
  get offsetNs(): bigint {
    return BigInt(this.offsetMs) * 1_000_000n
  }

  /** Asks now and then again and again; resolves when the first answer is there or is late. */
  async start(): Promise<void> {
    let stopWaiting = () => {}
    const late = new Promise<void>((resolve) => {
      stopWaiting = this.tools.clock.after(FIRST_ANSWER_MS, resolve)
    })
    await Promise.race([this.ask(), late])
    stopWaiting()
  }

  async stop(): Promise<void> {
    this.controller.abort()
    this.cancel()
    await this.client.destroy()
  }

  /** A clock that cannot be had changes nothing. */
  private async ask(): Promise<void> {
    const { clock, events } = this.tools
    const { timeoutMs, ntpIntervalMs } = this.options
    const overdue = new AbortController()
    const cancel = clock.after(timeoutMs, () => overdue.abort())
    try {
      this.correct(await this.difference(AbortSignal.any([overdue.signal, this.controller.signal])))
      events.metrics.clockAsked('ok')
    } catch {
      if (!this.controller.signal.aborted) events.clockUnanswered()
    }
    cancel()
    if (this.controller.signal.aborted) return
    this.cancel = clock.after(Math.max(LEAST_INTERVAL_MS, ntpIntervalMs), () => void this.ask())
  }

  /** How far this node is behind, in milliseconds; the answer is taken for the middle of the request. */
  private async difference(signal: AbortSignal): Promise<number> {
    const { wall } = this.tools
    const before = wall()
    const { status, text } = await this.client.get(ROUTE, signal)
    const { timestamp_sec: seconds } = JSON.parse(text) as { timestamp_sec?: unknown }
    if (status !== 200 || typeof seconds !== 'number' || !Number.isSafeInteger(seconds * 1000))
      throw new Error('no time in the answer')
    return Math.round(seconds * 1000 + HALF_SECOND_MS - (before + wall()) / 2)
  }

  /** A correction stays until the corrected clock is off in its turn: so it does not change with every answer. */
  private correct(difference: number): void {
    const most = Math.max(LEAST_DIFFERENCE_MS, this.options.ntpDifferenceMs)
    if (Math.abs(difference - this.offsetMs) < most) return
    this.offsetMs = Math.abs(difference) < most ? 0 : difference
    this.tools.events.clockCorrected(this.offsetMs / 1000)
  }
}
