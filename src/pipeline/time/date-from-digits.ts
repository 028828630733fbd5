// The states of dates that begin with digits: 2023-06-07, 06/07/2023, 07-Jun-2023, 7 June 2023.

import { fail, type Machine, type StateReaders, startTime, stop } from './date-machine.js'
import { type Draft, isLetter } from './draft.js'

/** What is read behind leading digits. */
export const digitStates: StateReaders = {
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
