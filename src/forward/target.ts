// One Dataway as a place to deliver to: sends a parcel until it has arrived, and keeps what one bad record does from
// harming the others.
//
//   parcel ──▶ gate ──▶ POST ──▶ 2xx: arrived
//                ▲        │ ──▶ network, time-out, 5xx, 408, 425, 429: wait, again
//                └────────┤ ──▶ 401, 403: leave the Dataway alone for a while, again
//                         └ ──▶ 413, other 4xx: in halves, each for itself; a single record is set aside
import type { Events } from '../telemetry/events.js'
import type { Clock } from '../util/clock.js'
import { maskUrl } from '../util/mask.js'
import { judge, statusText, type Verdict } from './answers.js'
import { Client, routeOf } from './client.js'
import { Gate, Stopped, type Ticket } from './gate.js'
import type { ForwardOptions } from './options.js'
import type { Parcel } from './parcel.js'

export interface TargetTools {
  readonly hostname: string
  readonly clock: Clock
  readonly random: () => number
  readonly events: Events
}

/** How a Dataway does, for readiness. */
export interface TargetStatus {
  /** Its address without secrets. */
  readonly endpoint: string
  readonly state: 'ok' | 'failing' | 'paused'
  /** Last HTTP status or failure; "" before the first request. */
  readonly last: string
}

/** How the sending of a parcel ended: nothing else ends it but a stop. */
type End = { readonly do: 'accept' } | { readonly do: 'split' | 'give_up'; readonly reason: string }

interface Attempt {
  readonly verdict: Verdict
  readonly status: string
}

/** So many single records refused and none taken: it is not the records. */
const HOPELESS = 32

export class Target {
  private readonly endpoint: string
  private readonly client: Client
  private readonly gate: Gate
  private readonly running = new Set<AbortController>()
  private stopped = false
  private state: TargetStatus['state'] = 'ok'
  private last = ''

  constructor(
    url: string,
    private readonly options: ForwardOptions,
    private readonly tools: TargetTools,
  ) {
    this.endpoint = maskUrl(url)
    this.client = new Client(url, tools.hostname, options)
    this.gate = new Gate({ ...options, ...tools })
  }

  get status(): TargetStatus {
    return { endpoint: this.endpoint, state: this.state, last: this.last }
  }

  /**
   * Resolves when every record was taken or set aside.
   * @throws Stopped
   */
  async deliver(whole: Parcel): Promise<void> {
    const left = [whole]
    const seen = { taken: false, refusedSingles: 0 }
    // From both ends in turn, so that a run of bad records at one end is not taken for the whole.
    for (let fromFront = true; left.length > 0; fromFront = !fromFront) {
      const parcel = (fromFront ? left.shift() : left.pop())!
      const end = await this.send(parcel)
      if (end.do === 'accept') {
        seen.taken = true
        continue
      }
      const halves = end.do === 'split' ? parcel.halves() : undefined
      if (halves && !(seen.refusedSingles >= HOPELESS && !seen.taken)) {
        this.tools.events.split(this.endpoint, this.last, parcel.count)
        if (fromFront) left.unshift(...halves)
        else left.push(...halves)
        continue
      }
      if (parcel.count === 1) seen.refusedSingles++
      this.setAside(parcel, end.reason)
    }
  }

  /** Tries at once, whatever the gate says: the time is running out. */
  hurry(): void {
    this.gate.hurry()
  }

  /** Breaks off what is on its way and closes the connections. */
  async stop(): Promise<void> {
    this.stopped = true
    this.gate.close()
    for (const controller of this.running) controller.abort(new Stopped())
    await this.client.destroy()
  }

  private async send(parcel: Parcel): Promise<End> {
    for (;;) {
      const ticket = await this.gate.enter()
      const { verdict, status } = await this.attempt(parcel)
      this.last = status
      if (verdict.do === 'accept' || verdict.do === 'split') {
        this.answered(verdict.do === 'accept')
        return verdict
      }
      this.failed(ticket, parcel, verdict, status)
      if (this.isExpired(parcel)) return { do: 'give_up', reason: 'expired' }
    }
  }

  /** One request. Never throws but for a stop. */
  private async attempt(parcel: Parcel): Promise<Attempt> {
    const { clock } = this.tools
    const controller = new AbortController()
    const cancel = clock.after(this.options.timeoutMs, () => controller.abort(new TimeOut()))
    const start = clock.now()
    this.running.add(controller)
    try {
      const { status, retryAfter } = await this.client.post(parcel, controller.signal)
      const attempt = {
        verdict: judge(status, retryAfter, clock.now()),
        status: statusText(status),
      }
      this.record(parcel, attempt.status, start)
      return attempt
    } catch (error) {
      if (this.stopped) throw new Stopped()
      this.record(parcel, failureName(error), start)
      return { verdict: { do: 'retry' }, status: failureName(error) }
    } finally {
      cancel()
      this.running.delete(controller)
    }
  }

  private answered(taken: boolean): void {
    this.gate.succeed()
    if (taken && this.state === 'paused') this.tools.events.endpointResumed(this.endpoint)
    if (taken || this.state === 'failing') this.state = 'ok'
  }

  private failed(ticket: Ticket, parcel: Parcel, verdict: Verdict, status: string): void {
    const { events } = this.tools
    if (verdict.do === 'pause') {
      const wait = this.gate.fail(ticket, this.options.maxRetryDelayMs)
      this.state = 'paused'
      events.endpointPaused(this.endpoint, status, wait)
      return
    }
    const wait = this.gate.fail(ticket, verdict.do === 'retry' ? verdict.retryAfterMs : undefined)
    if (this.state === 'ok') this.state = 'failing'
    events.retry(this.endpoint, routeOf(parcel), status, wait)
  }

  private isExpired(parcel: Parcel): boolean {
    const { dropExpiredAfterMs } = this.options
    const age = this.tools.clock.now() - parcel.shared.since
    return dropExpiredAfterMs > 0 && age >= dropExpiredAfterMs
  }

  private setAside(parcel: Parcel, reason: string): void {
    this.tools.events.setAside(this.endpoint, parcel.shared.category, parcel.count, reason)
  }

  private record(parcel: Parcel, status: string, start: number): void {
    const { metrics } = this.tools.events
    const seconds = (this.tools.clock.now() - start) / 1000
    metrics.requestEnded({ api: routeOf(parcel), status, seconds })
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

class TimeOut extends Error {
  readonly code = 'timeout'
}

/** A short name for a failure without an answer. Its message may hold the address, which is a secret. */
function failureName(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'error'
}
