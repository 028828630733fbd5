// The states of dates that begin with a word: Jun 7, 2023; Wed, 07 Jun 2023; Wednesday, 07-Jun-23.

import { monthNames, weekdayNames } from './calendar.js'
import { again, fail, type Machine, type StateReaders, startTime, stop } from './date-machine.js'
import { isDigit, isLetter } from './draft.js'

/** What is read behind a leading letter. */
export const wordStates: StateReaders = {
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
