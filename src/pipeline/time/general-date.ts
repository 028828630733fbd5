// The date part of the general parser: a state machine over the code points of the text, one function
// a state, which notes where year, month and day stand. Ambiguous numbers are month first.

import { codePointAt, widthAt } from './byte-string.js'
import { monthNames, weekdayNames } from './calendar.js'
import { type Draft, isDigit, isLetter } from './draft.js'

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
interface Machine {
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

/** Reads the date part of the draft's text. */
export function readDate(draft: Draft): DateEnd {
  const text = draft.text
  const m: Machine = {
    draft,
    text,
    state: 'start',
    at: 0,
    first: 0,
    stopped: false,
    end: undefined,
  }
  for (; m.at < text.length; m.at++) {
    const code = codePointAt(text, m.at)
    m.at += code < 0x80 ? 0 : widthAt(text, m.at) - 1
    states[m.state]?.(m, code, text[m.at]!)
    if (m.end !== undefined) return m.end
    if (m.stopped) break
  }
  closeDate(draft, m.at)
  return { kind: 'read', state: m.state, end: m.at, first: m.first }
}

/** Parts that began and did not end reach up to where reading stopped. */
function closeDate(draft: Draft, end: number): void {
  if (draft.year > 0) {
    draft.yearLength ||= end - draft.year
    draft.putYear()
  }
  if (draft.month > 0 && draft.monthLength === 0) draft.endMonth(end)
  if (draft.day > 0 && draft.dayLength === 0) draft.endDay(end)
}

function stop(m: Machine): void {
  m.stopped = true
}

function startTime(m: Machine): void {
  m.draft.timeFollows = true
  m.stopped = true
}

function fail(m: Machine): void {
  m.end = { kind: 'fail' }
}

function again(m: Machine, text: string): void {
  m.end = { kind: 'again', text }
}

type StateReader = (m: Machine, code: number, c: string) => void

const states: Readonly<Partial<Record<DateState, StateReader>>> = {
  start(m, code) {
    if (isDigit(code)) m.state = 'digits'
    else if (isLetter(code)) m.state = 'word'
    else fail(m)
  },

  digits(m, code, c) {
    if (c === ',') return fail(m)
    if (c === '-' || code === MINUS) firstDash(m)
    else if (c === '/' || c === ':' || c === '.') firstMark(m, c)
    else if (c === ' ') {
      m.state = 'day'
      m.draft.dayLength = m.at
    } else if (code === CHINESE_YEAR) m.state = 'chinese'
    else return
    m.first = m.at
  },

  'year-'(m, code, c) {
    if (c === '-') {
      m.draft.endMonth(m.at)
      m.draft.day = m.at + 1
      m.state = 'year-month-'
    } else if (isLetter(code)) m.state = 'year-letters'
  },

  'year-month-'(m, _, c) {
    if (c !== ' ' && c !== 'T') return
    m.draft.endDay(m.at)
    startTime(m)
  },

  'year-letters'(m, _, c) {
    if (c !== '-') return
    m.draft.endMonthName(m.at)
    m.draft.day = m.at + 1
  },

  'digits-'(m, code) {
    if (!isLetter(code)) return fail(m)
    m.state = 'digits-letters'
    m.draft.month = m.at
  },

  'digits-letters'(m, _, c) {
    if (c !== '-') return
    m.draft.endMonthName(m.at)
    m.draft.year = m.at + 1
    m.state = 'day-month-'
  },

  'day-month-'(m, _, c) {
    if (c !== ' ') return
    setDayMonthYear(m.draft, m.at, m.first)
    startTime(m)
  },

  '/': (m, _, c) => marked(m, c, '/'),
  ':': (m, _, c) => marked(m, c, ':'),

  '.'(m, _, c) {
    if (c !== '.') return
    if (m.draft.month === 0) {
      m.draft.endDay(m.at)
      m.draft.year = m.at + 1
    } else {
      m.draft.endMonth(m.at)
      m.draft.day = m.at + 1
    }
    m.state = '..'
  },

  '..': () => {},

  day(m, _, c) {
    if (c !== ' ') return
    const { draft } = m
    draft.year = m.at + 1
    draft.day = 0
    draft.dayLength = m.first
    draft.putDay()
    draft.timeFollows = true
    if (m.at > draft.dayLength + ' Sep'.length) {
      m.state = 'day longmonth'
      return
    }
    draft.month = draft.dayLength + 1
    draft.endMonthName(m.at)
    m.state = 'day month'
  },

  'day month'(m, _, c) {
    if (c !== ',' && c !== ' ') return
    m.draft.endYear(m.at)
    if (c === ',') m.at++
    startTime(m)
  },

  'day longmonth': () => {},

  chinese(m, _, c) {
    if (c === ' ') m.state = 'chinese blank'
  },
  'chinese blank': stop,

  word(m, _, c) {
    if (c === ' ') firstWord(m)
    else if (c === ',') weekdayComma(m)
    else if (c === '.') abbreviation(m)
  },

  'word blank'(m, code) {
    if (isLetter(code)) {
      m.draft.put(0, 'Mon')
      m.draft.put(m.at, 'Jan')
      m.state = 'word word'
    } else if (isDigit(code)) {
      m.draft.put(0, 'Jan')
      m.draft.day = m.at
      m.state = 'word day'
    }
  },
  'word word': stop,

  'word day'(m, code, c) {
    if (c === ',') {
      m.draft.endDay(m.at)
      m.state = 'word day,'
    } else if (c === ' ') {
      m.draft.endDay(m.at)
      m.draft.year = m.at + 1
      m.draft.timeFollows = true
      m.state = 'word day year'
    } else if (isLetter(code)) {
      m.at--
      m.state = 'suffix'
    }
  },

  'word day year'(m, _, c) {
    if (c === ':') {
      // It was the hour, not a year.
      m.at -= 3
      m.draft.year = 0
      m.state = 'word day'
      stop(m)
    } else if (c === ' ') {
      m.draft.endYear(m.at)
      stop(m)
    }
  },

  'word day,'(m, _, c) {
    if (c !== ' ') return
    m.draft.year = m.at + 1
    m.state = 'word day, year'
  },

  'word day, year'(m, _, c) {
    if (c === "'") m.draft.year = m.at + 1
    else if (c === ' ' || c === ',') {
      m.draft.endYear(m.at)
      m.state = 'word day, year end'
      startTime(m)
    }
  },

  month(m, _, c) {
    const { draft } = m
    if (c === ' ' || c === ',') {
      if (draft.dayLength === 0) draft.endDay(m.at)
    } else if (/[srtn]/i.test(c)) {
      m.at--
      m.state = 'suffix'
    } else if (draft.dayLength > 0 && draft.year === 0) draft.year = m.at
  },

  'month more'(m, code, c) {
    const { draft } = m
    if (c === ',') {
      if (m.text[m.at + 1] !== ' ') return
      draft.endDay(m.at)
      draft.year = m.at + 2
      m.at++
      m.state = 'month day year'
    } else if (c === ' ') {
      draft.endDay(m.at)
      draft.year = m.at + 1
      m.state = 'month day year'
    } else if (isLetter(code)) {
      draft.endDay(m.at)
      m.at--
      m.state = 'suffix'
    }
  },

  'month day year'(m, _, c) {
    if (c !== ',' && c !== ' ') return
    m.draft.endYear(m.at)
    if (c === ',') m.at++
    startTime(m)
  },

  suffix(m) {
    const { text, at } = m
    if (!/^(?:th|nd|st|rd)$/i.test(text.slice(at, at + 2)) || text.length <= at + 2) return
    again(m, text.slice(0, at) + text.slice(at + 2))
  },

  'word.'(m, code, c) {
    if (c === ' ') return
    if (!isDigit(code)) return fail(m)
    m.draft.day = m.at
    m.state = 'word day'
  },

  'weekday,'(m, _, c) {
    const { draft } = m
    if (draft.day === 0) draft.day = m.at
    if (c !== ' ' && c !== '-') return
    if (draft.month === 0) {
      draft.month = m.at + 1
      draft.endDay(m.at)
    } else if (draft.year === 0) {
      draft.year = m.at + 1
      draft.endMonthName(m.at)
    } else startTime(m)
  },

  'wkd,'(m, _, c) {
    const { draft } = m
    if (c !== ' ' && c !== '-') return
    if (draft.day === 0) draft.day = m.at + 1
    else if (draft.month === 0) {
      draft.endDay(m.at)
      draft.month = m.at + 1
    } else if (draft.year === 0) {
      draft.endMonthName(m.at)
      draft.year = m.at + 1
    } else {
      draft.endYear(m.at)
      startTime(m)
    }
  },
}

function firstDash(m: Machine): void {
  if (m.at !== 4) {
    m.state = 'digits-'
    return
  }
  m.state = 'year-'
  m.draft.yearLength = 4
  m.draft.putYear()
  m.draft.month = 5
}

function firstMark(m: Machine, mark: '/' | ':' | '.'): void {
  const { draft, at } = m
  m.state = mark
  if (at === 4) {
    draft.yearLength = 4
    draft.putYear()
    draft.month = 5
  } else {
    draft.endMonth(at)
    draft.day = at + 1
  }
}

function marked(m: Machine, c: string, mark: string): void {
  const { draft } = m
  if (c === ' ') {
    if (draft.yearLength === 0) draft.endYear(m.at)
    else if (draft.dayLength === 0) draft.endDay(m.at)
    startTime(m)
  } else if (c !== mark) return
  else if (draft.yearLength > 0) {
    if (draft.monthLength > 0) return
    draft.endMonth(m.at)
    draft.day = m.at + 1
  } else if (draft.dayLength === 0) {
    draft.endDay(m.at)
    draft.year = m.at + 1
  }
}

function firstWord(m: Machine): void {
  const word = m.text.slice(0, m.at).toLowerCase()
  if (m.at > 3) {
    if (!monthNames.some((name) => name.toLowerCase() === word)) return
    m.draft.fullMonth = word
    m.draft.day = m.at + 1
    m.state = m.text.length - m.at < ' 31, 2018'.length + 1 ? 'month' : 'month more'
  } else if (weekdayNames.some((name) => name.slice(0, 3).toLowerCase() === word)) {
    again(m, m.text.slice(m.at + 1))
  } else m.state = 'word blank'
}

function weekdayComma(m: Machine): void {
  if (m.at === 3) {
    m.draft.put(0, 'Mon')
    m.state = 'wkd,'
  } else {
    m.draft.skip = m.at + 2
    m.at++
    m.state = 'weekday,'
  }
}

function abbreviation(m: Machine): void {
  if (m.at === 3) {
    m.draft.put(0, 'Jan')
    m.state = 'word.'
  } else if (m.at === 4) again(m, m.text.slice(0, 3) + m.text.slice(4))
  else fail(m)
}

/** The year of `07-Jun-2023` if it has two or four bytes, and then the day in front. */
export function setDayMonthYear(draft: Draft, end: number, first: number): void {
  const length = end - (draft.month + draft.monthLength + 1)
  if (length !== 4 && length !== 2) return
  draft.yearLength = length
  draft.putYear()
  draft.day = 0
  draft.dayLength = first
  draft.putDay()
}

const MINUS = 0x2212
const CHINESE_YEAR = 0x5e74
