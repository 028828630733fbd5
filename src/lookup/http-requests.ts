// The requests of scripts. A script cannot wait, so a record whose answer is not there is put aside (Waiting) and its script
// starts again with the answer at hand:
//
//   record ──▶ script ──▶ request(point, …) ── answer known ──▶ goes on
//                              │ not known: sent, Waiting thrown
//                              ▼
//                       record as it came ──▶ waits apart ──▶ answer, error or time-out ──▶ script from its beginning
//
// Answers belong to their record and are forgotten with it. Requests in flight are bounded; beyond that there is no answer.
import { Agent, type Dispatcher, interceptors, request } from 'undici'
import { type HttpAnswer, type HttpRequest, Waiting } from '../pipeline/define.js'
import type { Point } from '../point/point.js'
import { fromBytes } from '../util/bytes.js'
import { bodyWithin } from './body.js'
import { HttpGuard, Refused } from './http-guard.js'
import type { LookupOptions } from './options.js'

/** What became of a request: `overflow` when too many were on their way. */
export type RequestResult = 'answered' | 'failed' | 'refused' | 'overflow'

export interface RequestEvents {
  requestDone(result: RequestResult): void
}

type Answers = Map<string, HttpAnswer | null>

const MOST_IN_FLIGHT = 1000
const MOST_PER_RECORD = 16
const CONNECTIONS_PER_HOST = 16
const MOST_REDIRECTS = 10

export class HttpRequests {
  private readonly answers = new WeakMap<Point, Answers>()
  private readonly dispatcher: Dispatcher
  private readonly closed = new AbortController()
  private readonly onTheirWay = new Set<Promise<unknown>>()

  constructor(
    private readonly options: LookupOptions,
    private readonly events: RequestEvents,
  ) {
    const guard = new HttpGuard({
      hosts: options.httpRequestHosts,
      networks: options.httpRequestNetworks,
      internal: options.httpRequestInternal,
    })
    const connect = guard.connector(options.httpRequestTimeoutMs)
    this.dispatcher = new Agent({ connect, connections: CONNECTIONS_PER_HOST }).compose(
      interceptors.redirect({ maxRedirections: MOST_REDIRECTS }),
    )
  }

  /**
   * The answer to a request of a record; null when there is none and will be none.
   * @throws Waiting while it is on its way
   */
  request(point: Point, wanted: HttpRequest): HttpAnswer | null {
    if (!this.options.httpRequest || this.closed.signal.aborted) return null
    const answers: Answers = this.answers.get(point) ?? new Map()
    this.answers.set(point, answers)
    const key = JSON.stringify(wanted)
    const known = answers.get(key)
    if (known !== undefined) return known
    if (this.onTheirWay.size >= MOST_IN_FLIGHT || answers.size >= MOST_PER_RECORD) {
      this.events.requestDone('overflow')
      return null
    }
    const answered = this.fetch(wanted).then((answer) => answers.set(key, answer))
    this.onTheirWay.add(answered)
    void answered.finally(() => this.onTheirWay.delete(answered))
    throw new Waiting(answered)
  }

  /** Ends the requests on their way, which count as unanswered; resolves when their records know. */
  async stop(): Promise<void> {
    this.closed.abort()
    await this.dispatcher.destroy()
    await Promise.allSettled(this.onTheirWay)
  }

  private async fetch(wanted: HttpRequest): Promise<HttpAnswer | null> {
    try {
      const answer = await this.send(wanted)
      this.events.requestDone(answer ? 'answered' : 'failed')
      return answer
    } catch (error) {
      this.events.requestDone(isRefused(error) ? 'refused' : 'failed')
      return null
    }
  }

  private async send({ method, url, headers, body }: HttpRequest): Promise<HttpAnswer | null> {
    const { httpRequestTimeoutMs, httpRequestMaxBytes } = this.options
    const timeout = AbortSignal.timeout(httpRequestTimeoutMs)
    const target = new URL(url)
    const { statusCode, body: answer } = await request(target, {
      dispatcher: this.dispatcher,
      method: method as Dispatcher.HttpMethod,
      headers: { ...credentials(target), ...headers },
      body: body === '' ? null : body,
      signal: AbortSignal.any([timeout, this.closed.signal]),
    })
    const bytes = await bodyWithin(answer, httpRequestMaxBytes)
    return bytes ? { status: statusCode, body: fromBytes(bytes) } : null
  }
}

/** User and password of a URL go into a header, as with any client. */
function credentials({ username, password }: URL): Record<string, string> {
  if (username === '') return {}
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { authorization: `Basic ${Buffer.from(plain).toString('base64')}` }
}

function isRefused(error: unknown): boolean {
  return error instanceof Refused || (error instanceof Error && error.cause instanceof Refused)
}
