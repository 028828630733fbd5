// The lines of a tap, one JSON object each. Types only, so that the page can import them.
import type { RecordJson } from '../point/record-json.js'

/**
 * ```
 * {"record":{…}}        a record
 * {"skipped":12}        so many were left out since this was said last: beyond the rate, or the reader was slow
 * {"heartbeat":"…"}     the time, now and then, and as the first line
 * {"end":"count"}       the last line: all that were asked for, or the server stops
 * ```
 */
export type TapLine =
  | { readonly record: TapRecord }
  | { readonly skipped: number }
  | { readonly heartbeat: string }
  | { readonly end: TapEnd }

export type TapEnd = 'count' | 'stopping'

/** A record as it leaves for the buffer, or would. */
export interface TapRecord extends RecordJson {
  /** The source that it came with, where a script has given it another. */
  readonly from?: string
  /** The script that it went through; absent when it has none. */
  readonly script?: string
  /** Whether the script ended well and, where it called groks, one of them matched; absent when it has none. */
  readonly matched?: boolean
  /** Why the script stopped on it: `nginx.p:3:1: …`. */
  readonly failure?: string
  /** It went on unparsed: its line took too long, or lines of its stream had. */
  readonly unparsed?: 'time' | 'allowance'
  /** It is not sent: its script dropped it, or a filter left it out. */
  readonly dropped?: 'script' | 'filter'
  /** For a point that a script made beside its record: what for, and with which function. */
  readonly made?: { readonly category: string; readonly by: string }
  /** Texts of it are shortened here, and end with `…`. */
  readonly cut?: true
}

/** What to show of what goes through; what is absent does not matter. */
export interface TapQuery {
  /** Sources, as they came or as they are sent. */
  readonly source?: readonly string[]
  /** Scripts, with or without `.p`. */
  readonly script?: readonly string[]
  /** Values of `status`, in any case. */
  readonly status?: readonly string[]
  readonly host?: readonly string[]
  /** Records that have a script only. */
  readonly matched?: boolean
  /** Part of the message, or of another tag or field, in any case. */
  readonly text?: string
  /** Ends after so many records. */
  readonly count?: number
  /** Most records a second. */
  readonly rate?: number
}

export const TAP_LIMITS = {
  /** Taps at a time. */
  taps: 16,
  /** Records a second of one tap, unless it asks for more. */
  rate: 100,
  mostRate: 1000,
  longestText: 1000,
} as const
