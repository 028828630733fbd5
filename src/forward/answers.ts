// What the answer of a Dataway means for the records of the request: a table and nothing else.
import { STATUS_CODES } from 'node:http'

/** What is to be done with a request after its answer. */
export type Verdict =
  /** The records have arrived. */
  | { readonly do: 'accept' }
  /** Keep them and send them again, not before so many milliseconds where the answer says how long. */
  | { readonly do: 'retry'; readonly cause: Cause; readonly retryAfterMs?: number }
  /** The token is refused: keep them and leave the endpoint alone for a while. */
  | { readonly do: 'pause'; readonly retryAfterMs?: number }
  /** Too large or some record is bad: send them in parts; a single record is set aside. */
  | { readonly do: 'split'; readonly reason: string }

/** Why a request did not succeed. */
export type Cause =
  /** The Dataway has too much to do, whatever the records are. */
  | 'busy'
  /** It took too long. */
  | 'slow'
  /** It fails. */
  | 'broken'
  /** It is not there. */
  | 'away'

const CAUSES: ReadonlyMap<number, Cause> = new Map([
  [408, 'slow'],
  [425, 'busy'],
  [429, 'busy'],
  [503, 'busy'],
  [504, 'slow'],
])
/** The token is refused, or the credentials of the proxy are. */
const PAUSE: ReadonlySet<number> = new Set([401, 403, 407])
const TOO_LARGE = 413

/**
 * @param retryAfter the header `Retry-After`: seconds, or a date
 * @param now Unix time in milliseconds
 */
export function judge(status: number, retryAfter: string | undefined, now: number): Verdict {
  if (status >= 200 && status < 300) return { do: 'accept' }
  const ms = waitOf(retryAfter?.trim() ?? '', now)
  const wait = ms === undefined ? {} : { retryAfterMs: ms }
  if (PAUSE.has(status)) return { do: 'pause', ...wait }
  if (status === TOO_LARGE) return { do: 'split', reason: 'too_large' }
  const cause = CAUSES.get(status)
  // A redirect is a mistake in the address or a proxy in the way, as passing as a 5xx: nothing is lost for it.
  if (cause || status < 400 || status >= 500) {
    return { do: 'retry', cause: cause ?? 'broken', ...wait }
  }
  return { do: 'split', reason: `http_${status}` }
}

/** The name of a status in metrics: `OK`, `Bad Request`. */
export function statusText(status: number): string {
  return STATUS_CODES[status] ?? String(status)
}

function waitOf(text: string, now: number): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
