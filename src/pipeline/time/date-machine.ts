// The machine that reads the date part of a text: what it knows at a code point, and how it ends.

import type { Draft } from './draft.js'

/** The states: what has been read so far, `-` and `/` as they stand in the text. */
export type DateState =
  | 'start'
  | 'digits' // 2023…
  | 'year-'
  | 'year-month-'
  | 'year-letters'
  | 'digits-'
  | 'digits-letters'
  | 'day-month-'
  | '/'
  | ':'
  | '.'
  | '..'
  | 'day' // 07 …
  | 'day month'
  | 'day longmonth'
  | 'chinese'
  | 'chinese blank'
  | 'word'
  | 'word blank'
  | 'word word'
  | 'word day'
  | 'word day year'
  | 'word day,'
  | 'word day, year'
  | 'word day, year end'
  | 'month' // a full name, little behind it
  | 'month more' // a full name, more behind it
  | 'month day year'
  | 'suffix' // the letters of 1st
  | 'word.'
  | 'weekday,' // a full name
  | 'wkd,'

/** How reading the date part ended. */
export type DateEnd =
  | {
      readonly kind: 'read'
      readonly state: DateState
      readonly end: number
      readonly first: number
    }
  | { readonly kind: 'fail' }
  /** Start over with another text. */
  | { readonly kind: 'again'; readonly text: string }

/** What a state may do beside noting things in the draft. */
export interface Machine {
  readonly draft: Draft
  readonly text: string
  state: DateState
  /** The last byte of the current code point. */
  at: number
  /** Where the first number ended. */
  first: number
  stopped: boolean
  end: DateEnd | undefined
}

/** What a state does with a code point, whose last byte is `c`. */
type StateReader = (m: Machine, code: number, c: string) => void

/** The states of one way to begin. */
export type StateReaders = Readonly<Partial<Record<DateState, StateReader>>>

/** Reading the date part ends here. */
export function stop(m: Machine): void {
  m.stopped = true
}

/** A time of day follows. */
export function startTime(m: Machine): void {
  m.draft.timeFollows = true
  m.stopped = true
}

/** The text is no time. */
export function fail(m: Machine): void {
  m.end = { kind: 'fail' }
}

/** Reading starts over with another text. */
export function again(m: Machine, text: string): void {
  m.end = { kind: 'again', text }
}
