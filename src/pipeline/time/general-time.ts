// The time part of the general parser: a state machine over the bytes behind the date, which notes hour,
// minute, second, fraction, offset, zone word and a year at the end.

import { type Draft, isDigit, isLetter } from './draft.js'

type TimeState =
  | 'clock'
  | 'offset' // directly behind the clock
  | 'offset:'
  | 'blank'
  | 'half?' // A or P: half of a day or a zone
  | 'word'
  | 'word offset'
  | 'word offset blank'
  | 'word offset year'
  | 'word offset extra'
  | 'word blank'
  | 'blank offset'
  | 'blank offset blank'
  | 'blank offset:'
  | 'year'
  | 'fraction'
  | 'fraction offset'
  | 'fraction offset:'
  | 'fraction blank'
  | 'fraction blank offset'
  | 'fraction blank offset:'
  | 'fraction blank offset word'
  | 'fraction blank offset: word'
  | 'done' // the rest is compared with itself

interface Machine {
  readonly draft: Draft
  /** The text as it was at the start: what the draft cuts off is read on. */
  readonly text: string
  state: TimeState
  at: number
  stopped: boolean
  /** Length to cut to at the end, 0 for none. */
  extra: number
  /** Start over with a point for the comma here. */
  comma: boolean
}

/**
 * Reads the time part behind the byte at `from`. Gives another text if reading has to start over with
 * that one.
 */
export function readTime(draft: Draft, from: number): string | undefined {
  const text = draft.text
  let at = from < text.length ? from + 1 : from
  while (text[at] === ' ') at++
  const m: Machine = { draft, text, state: 'clock', at, stopped: false, extra: 0, comma: false }
  for (; m.at < text.length; m.at++) {
    const code = text.charCodeAt(m.at)
    states[m.state]?.(m, text[m.at]!, code)
    if (m.comma) return `${text.slice(0, m.at)}.${text.slice(m.at + 1)}`
    if (m.stopped) break
  }
  ends[m.state]?.(m)
  draft.putClock(m.at)
  return undefined
}

function nextIs(m: Machine, characters: string): boolean {
  const next = m.text[m.at + 1]
  return next !== undefined && characters.includes(next)
}

/** Minute or second, whichever came last, ends here. */
function endClock({ draft, at }: Machine): void {
  if (draft.second === 0) draft.minuteLength = at - draft.minute
  else draft.secondLength = at - draft.second
}

type StateReader = (m: Machine, c: string, code: number) => void

const states: Readonly<Partial<Record<TimeState, StateReader>>> = {
  clock: readClock,

  offset(m, c) {
    if (c === ':') m.state = 'offset:'
  },

  blank(m, c, code) {
    const { draft } = m
    if (c === 'A' || c === 'P') {
      draft.zoneWord = m.at
      m.state = 'half?'
    } else if (c === '+' || c === '-') {
      draft.offset = m.at
      m.state = 'blank offset'
    } else if (isLetter(code)) {
      draft.zoneWord = m.at
      m.state = 'word'
    } else if (isDigit(code)) {
      draft.year = m.at
      m.state = 'year'
    }
  },

  'half?'(m, c) {
    if (c !== 'M') {
      m.state = 'word'
      return
    }
    const { draft } = m
    draft.put(m.at - 1, 'PM')
    if (draft.hourLength === 2) draft.put(draft.hour, '03')
    else if (draft.hourLength === 1) draft.put(draft.hour, '3')
    m.state = 'done'
  },

  word(m, c) {
    if (c !== '+' && c !== '-' && c !== ' ') return
    const { draft } = m
    const length = m.at - draft.zoneWord
    if (length === 4) draft.put(draft.zoneWord, ' MST')
    else if (length === 3) draft.put(draft.zoneWord, 'MST')
    if (c === ' ') {
      draft.year = m.at + 1
      m.state = 'word blank'
    } else {
      draft.offset = m.at
      m.state = 'word offset'
    }
  },

  'word offset'(m, c) {
    if (c !== ' ') return
    m.draft.put(m.draft.offset, '-0700')
    m.draft.year ||= m.at + 1
    m.state = 'word offset blank'
  },

  'word offset blank'(m, _, code) {
    if (isDigit(code)) m.state = 'word offset year'
    else {
      m.extra = m.at - 1
      m.state = 'word offset extra'
    }
  },

  'word offset year': (m, _, code) => readYearDigit(m, code),

  'blank offset'(m, c) {
    if (c === ':') m.state = 'blank offset:'
    else if (c === ' ') {
      m.draft.put(m.draft.offset, '-0700')
      m.draft.year = m.at + 1
      m.state = 'blank offset blank'
    }
  },

  'blank offset blank'(m, c, code) {
    if (c === '=') cutMonotonic(m)
    else if (c === '+' || c === '-') {
      m.draft.cut(m.at - 1)
      m.state = 'blank offset'
    } else readYearDigit(m, code)
  },

  'blank offset:'(m, _, code) {
    if (isLetter(code)) stop(m)
  },

  fraction(m, c, code) {
    if (c === ' ') stopFraction(m, 'fraction blank')
    else if (c === '+' || c === '-') {
      m.draft.offset = m.at
      stopFraction(m, 'fraction offset')
    } else if (isLetter(code)) stopFraction(m, 'done')
  },

  'fraction offset'(m, c) {
    if (c === ':') m.state = 'fraction offset:'
  },

  'fraction offset:'(m, c) {
    if (c !== ' ') return
    m.draft.put(m.draft.offset, '-07:00')
    m.draft.zoneWord = m.at + 1
    m.state = 'done'
  },

  'fraction blank'(m, c, code) {
    const { draft } = m
    draft.offset ||= m.at
    if (c === '+' || c === '-') {
      draft.fractionLength = m.at - 1 - draft.fraction
      m.state = 'fraction blank offset'
    } else if (isLetter(code)) stop(m)
  },

  'fraction blank offset'(m, c, code) {
    if (c === ':') m.state = 'fraction blank offset:'
    else if (c === ' ') m.draft.put(m.draft.offset, '-0700')
    else if (c === '+' || c === '-') m.draft.cut(m.at - 1)
    else if (isLetter(code)) m.state = 'fraction blank offset word'
  },

  'fraction blank offset word'(m, c) {
    if (c === '=') cutMonotonic(m)
  },

  'fraction blank offset:'(m, c, code) {
    if (c === ' ') m.draft.put(m.draft.offset, '-07:00')
    else if (isLetter(code)) {
      m.draft.zoneWord = m.at
      m.state = 'fraction blank offset: word'
    }
  },
}

function readClock(m: Machine, c: string): void {
  const { draft } = m
  draft.hour ||= m.at
  if (c === ',') m.comma = true
  else if (c === '+' || c === '-') {
    endClock(m)
    draft.offset = m.at
    m.state = 'offset'
  } else if (c === '.') {
    draft.secondLength = m.at - draft.second
    draft.fraction = m.at + 1
    m.state = 'fraction'
  } else if (c === 'Z') {
    endClock(m)
    draft.utc = true
    m.state = 'done'
  } else if (c === ' ') {
    draft.putClock(m.at)
    m.state = 'blank'
  } else if (c === ':') readColon(m)
  else if ('aApP'.includes(c)) readHalf(m, c)
}

function readColon({ draft, at }: Machine): void {
  if (draft.minute === 0) {
    draft.minute = at + 1
    draft.hourLength = at - draft.hour
  } else if (draft.second === 0) {
    draft.second = at + 1
    draft.minuteLength = at - draft.minute
  }
}

/** `am`, `PM`, or the word `at`. `AM` is read by the token of `PM`; `am` is no token, so it stays text. */
function readHalf(m: Machine, c: string): void {
  const { draft } = m
  if ((c === 'a' || c === 'A') && nextIs(m, 'tT')) {
    m.at++
    if (!nextIs(m, ' ')) return
    m.at++
    draft.hour = 0
  } else if (nextIs(m, c < 'a' ? 'M' : 'm')) {
    draft.putClock(m.at)
    draft.put(m.at, c === 'A' ? 'PM' : `${c}${c < 'a' ? 'M' : 'm'}`)
  }
}

function readYearDigit(m: Machine, code: number): void {
  if (!isDigit(code)) return
  m.draft.yearLength = m.at - m.draft.year + 1
  if (m.draft.yearLength === 4) m.draft.putYear()
}

/** Go's clocks print ` m=+0.1` at the end. */
function cutMonotonic(m: Machine): void {
  if (m.text[m.at - 1] === 'm') m.draft.cut(m.at - 2)
}

function stopFraction(m: Machine, next: TimeState): void {
  m.draft.fractionLength = m.at - m.draft.fraction
  m.state = next
}

function stop(m: Machine): void {
  m.state = 'done'
  m.stopped = true
}

/** What is put when the text ends in a state. */
const ends: Readonly<Partial<Record<TimeState, (m: Machine) => void>>> = {
  'word blank': endYear,
  year: endYear,
  'word offset extra': (m) => m.draft.cut(m.extra),
  'word offset': (m) => m.draft.put(m.draft.offset, m.at - m.draft.offset < 4 ? '-07' : '-0700'),
  fraction: (m) => {
    m.draft.fractionLength = m.at - m.draft.fraction
  },
  offset: putOffset,
  'blank offset': putOffset,
  'fraction offset': putOffset,
  'fraction blank offset': putOffset,
  'offset:': putColonOffset,
  'blank offset:': putColonOffset,
  'fraction offset:': putColonOffset,
  'fraction blank offset: word': ({ draft, at }) => {
    if (at - draft.zoneWord === 3) draft.put(draft.zoneWord, 'MST')
    else if (at - draft.zoneWord === 4) draft.put(draft.zoneWord, 'MST ')
  },
}

function endYear(m: Machine): void {
  m.draft.endYear(m.at)
}

function putOffset({ draft }: Machine): void {
  draft.put(draft.offset, '-0700')
}

function putColonOffset({ draft }: Machine): void {
  draft.put(draft.offset, '-07:00')
}
