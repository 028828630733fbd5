// The date part of the general parser: a state machine over the code points of the text, one function
// a state, which notes where year, month and day stand. Ambiguous numbers are month first.

import { codePointAt, widthAt } from './byte-string.js'
import { digitStates } from './date-from-digits.js'
import { wordStates } from './date-from-words.js'
import { type DateEnd, fail, type Machine, type StateReaders } from './date-machine.js'
import { type Draft, isDigit, isLetter } from './draft.js'

const states: StateReaders = {
  start(m, code) {
    if (isDigit(code)) m.state = 'digits'
    else if (isLetter(code)) m.state = 'word'
    else fail(m)
  },

  ...digitStates,
  ...wordStates,
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
