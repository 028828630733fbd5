// What the answer of a Dataway means for the records of the request: a table and nothing else.
import { STATUS_CODES } from 'node:http'

/** What is to be done with a request after its answer. */
export type Verdict =
  /** The records have arrived. */
  | { readonly do: 'accept' }
  /** Keep them and send them again, not before so many milliseconds where the answer says how long. */
  | { readonly do: 'retry'; readonly retryAfterMs?: number }
  /** The token is refused: keep them and leave the endpoint alone for a while. */
  | { readonly do: 'pause' }
  /** Too large or some record is bad: send them in parts; a single record is set aside. */
  | { readonly do: 'split'; readonly reason: string }

const RETRY: ReadonlySet<number> = new Set([408, 425, 429])
const PAUSE: ReadonlySet<number> = new Set([401, 403])
const TOO_LARGE = 413

/**
 * @param retryAfter the header `Retry-After`: seconds, or a date
 * @param now Unix time in milliseconds
 */
export function judge(status: number, retryAfter: string | undefined, now: number): Verdict {
  if (status >= 200 && status < 300) return { do: 'accept' }
  if (PAUSE.has(status)) return { do: 'pause' }
  if (status === TOO_LARGE) return { do: 'split', reason: 'too_large' }
  // A redirect is a mistake in the address or a proxy in the way, as passing as a 5xx: nothing is lost for it.
  if (RETRY.has(status) || status < 400 || status >= 500) return retry(retryAfter, now)
  return { do: 'split', reason: `http_${status}` }
}

/** The name of a status in metrics: `OK`, `Bad Request`. */
export function statusText(status: number): string {
  return STATUS_CODES[status] ?? String(status)
}

function retry(retryAfter: string | undefined, now: number): Verdict {
  const ms = waitOf(retryAfter?.trim() ?? '', now)
  return ms === undefined ? { do: 'retry' } : { do: 'retry', retryAfterMs: ms }
}

function waitOf(text: string, now: number): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
