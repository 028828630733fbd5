// One Dataway as a place to deliver to: its connections, when it may be asked, how it does, and what it finally refuses.
// The way of a single delivery is a journey.
import type { Refusal } from '../point/refusal.js'
import type { Events } from '../telemetry/events.js'
import type { Clock } from '../util/clock.js'
import { maskUrl } from '../util/mask.js'
import { judge, statusText } from './answers.js'
import { Client, failureName, routeOf } from './client.js'
import { Gate, Stopped, type Ticket } from './gate.js'
import { type Attempt, Journey, type Road } from './journey.js'
import { Naps } from './naps.js'
import type { ForwardOptions } from './options.js'
import type { Parcel } from './parcel.js'
import type { Seat } from './seats.js'

/** Keeps what a Dataway finally refuses. */
export interface SetAside {
  /** Where. */
  readonly folder: string
  /** Resolves when the records are kept, to true, or are lost, to false. Never rejects. */
  put(refusal: Refusal): Promise<boolean>
}

export interface TargetTools {
  readonly hostname: string
  readonly clock: Clock
  readonly random: () => number
  readonly events: Events
  /** Without it, what is refused is lost. */
  readonly deadLetters?: SetAside | undefined
}

/** How a Dataway does, for readiness. */
export interface TargetStatus {
  /** What people know it by. */
  readonly endpoint: string
  readonly state: 'ok' | 'failing' | 'paused'
  /** Last HTTP status or failure; "" before the first request. */
  readonly last: string
}

export class Target implements Road {
  readonly gate: Gate
  readonly naps: Naps
  readonly random: () => number
  readonly now: () => number
  taken = 0
  /** Requests that failed, the Dataway being to blame. */
  failures = 0
  private readonly endpoint: string
  private readonly address: string
  private readonly client: Client
  private readonly running = new Set<AbortController>()
  /** What a stop breaks off beside requests. */
  private readonly waits = new Set<() => void>()
  private stopped = false
  private state: TargetStatus['state'] = 'ok'
  private last = ''

  /**
   * @param reader name of its position in the buffer
   * @param shown what people know it by
   */
  constructor(
    url: string,
    private readonly reader: string,
    shown: string,
    readonly options: ForwardOptions,
    private readonly tools: TargetTools,
  ) {
    this.endpoint = shown
    this.address = maskUrl(url)
    this.client = new Client(url, tools.hostname, options)
    this.gate = new Gate({ ...options, ...tools })
    this.naps = new Naps(tools.clock)
    this.random = tools.random
    this.now = tools.clock.now
    this.showConcurrency()
  }

  get status(): TargetStatus {
    return { endpoint: this.endpoint, state: this.state, last: this.last }
  }

  /**
   * Resolves when every record was taken or set aside.
   * @throws Stopped, or TooOld when it is to come again chunk by chunk
   */
  deliver(whole: Parcel, seat: Seat): Promise<void> {
    return new Journey(whole, this, seat).run()
  }

  /** Tries at once, whatever it waits for: the time is running out. */
  hurry(): void {
    this.naps.wakeAll()
    this.gate.hurry()
  }

  /** Breaks off what is on its way and closes the connections. */
  async stop(): Promise<void> {
    this.stopped = true
    this.gate.close()
    this.naps.wakeAll()
    for (const controller of this.running) controller.abort(new Stopped())
    for (const breakOff of this.waits) breakOff()
    await this.client.destroy()
  }

  async attempt(parcel: Parcel): Promise<Attempt> {
    const { clock } = this.tools
    const controller = new AbortController()
    const cancel = clock.after(this.options.timeoutMs, () => controller.abort(new TimeOut()))
    const start = clock.now()
    this.running.add(controller)
    try {
      const attempt = await this.post(parcel, controller.signal)
      this.last = attempt.status
      this.record(parcel, attempt.status, start)
      return attempt
    } finally {
      cancel()
      this.running.delete(controller)
    }
  }

  answered(ticket: Ticket, taken: boolean): void {
    if (taken) this.taken++
    this.gate.succeed(ticket)
    this.showConcurrency()
    if (taken && this.state === 'paused') this.tools.events.endpointResumed(this.endpoint)
    if (taken || this.state === 'failing') this.state = 'ok'
  }

  failed(ticket: Ticket, parcel: Parcel, { verdict, status }: Attempt): void {
    this.failures++
    if (verdict.do === 'pause') {
      const wait = this.gate.fail(ticket, 'refused', verdict.retryAfterMs)
      this.state = 'paused'
      this.tools.events.endpointPaused(this.endpoint, status, wait)
    } else if (verdict.do === 'retry') {
      const wait = this.gate.fail(ticket, verdict.cause, verdict.retryAfterMs)
      if (this.state === 'ok') this.state = 'failing'
      this.tools.events.retry(this.endpoint, routeOf(parcel), status, wait)
    }
    this.showConcurrency()
  }

  postponed(_ticket: Ticket, parcel: Parcel, { status }: Attempt, waitMs: number): void {
    this.gate.leave()
    this.tools.events.retry(this.endpoint, routeOf(parcel), status, waitMs)
  }

  splitting(parcel: Parcel): void {
    this.tools.events.split(this.endpoint, this.last, parcel.count)
  }

  isExpired(parcel: Parcel): boolean {
    return isExpired(parcel.shared.since, this.options, this.tools.clock)
  }

  async setAside(parcel: Parcel, reason: string): Promise<void> {
    const { deadLetters, events } = this.tools
    const { category, storageIndex, encoding } = parcel.shared
    const kept = await deadLetters?.put({
      dataway: this.address,
      reader: this.reader,
      reason,
      category,
      storageIndex,
      encoding,
      records: parcel.records(),
    })
    events.setAside(
      this.endpoint,
      category,
      parcel.count,
      reason,
      kept ? deadLetters?.folder : undefined,
    )
  }

  async orStopped(work: Promise<unknown>): Promise<void> {
    let breakOff = () => {}
    const stopped = new Promise<never>((_, reject) => {
      breakOff = () => reject(new Stopped())
    })
    this.waits.add(breakOff)
    if (this.stopped) breakOff()
    try {
      await Promise.race([work, stopped])
    } finally {
      this.waits.delete(breakOff)
    }
  }

  private async post(parcel: Parcel, signal: AbortSignal): Promise<Attempt> {
    try {
      const { status, retryAfter } = await this.client.post(parcel, signal)
      const verdict = judge(status, retryAfter, this.tools.clock.now())
      return { verdict, status: statusText(status), reason: `http_${status}` }
    } catch (error) {
      if (this.stopped) throw new Stopped()
      const name = failureName(error)
      const cause = error instanceof TimeOut ? 'slow' : isAway(name) ? 'away' : 'broken'
      return { verdict: { do: 'retry', cause }, status: name, reason: name }
    }
  }

  private showConcurrency(): void {
    this.tools.events.metrics.endpointConcurrency(this.endpoint, this.gate.limit)
  }

  private record(parcel: Parcel, status: string, start: number): void {
    const { metrics } = this.tools.events
    const seconds = (this.tools.clock.now() - start) / 1000
    const { endpoint } = this
    metrics.requestEnded({ endpoint, api: routeOf(parcel), status, seconds })
    const { bytes, encoding } = parcel.sent
    metrics.pointsEnded({
      category: parcel.shared.category,
      status,
      points: parcel.count,
      rawBytes: parcel.bytes,
      sentBytes: bytes.length,
      encoding,
    })
  }
}

/** Whether what has waited since then is given up. */
export function isExpired(
  since: number,
  { dropExpiredAfterMs }: Pick<ForwardOptions, 'dropExpiredAfterMs'>,
  clock: Pick<Clock, 'now'>,
): boolean {
  return dropExpiredAfterMs > 0 && clock.now() - since >= dropExpiredAfterMs
}

/** There was no connection to send a record on: nobody there, no way through the proxy, a certificate not trusted. */
function isAway(failure: string): boolean {
  return AWAY.has(failure) || /CERT|^ERR_TLS|^UNABLE_TO/.test(failure)
}

const AWAY: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPROTO',
  'ETIMEDOUT',
  'UND_ERR_ABORTED',
  'UND_ERR_CONNECT_TIMEOUT',
])

class TimeOut extends Error {
  readonly code = 'timeout'
}
