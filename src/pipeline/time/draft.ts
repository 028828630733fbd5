// A time text and the layout that is being made from it: a copy of the text in which what is recognised
// is overwritten by layout tokens. What is not recognised stays and is later compared with itself.

/** Text, layout copy, and where the parts of the time were found; all positions count bytes. */
export class Draft {
  /** Byte string, shortened by `cut`. */
  text: string
  year = 0
  yearLength = 0
  month = 0
  monthLength = 0
  day = 0
  dayLength = 0
  hour = 0
  hourLength = 0
  minute = 0
  minuteLength = 0
  second = 0
  secondLength = 0
  fraction = 0
  fractionLength = 0
  offset = 0
  zoneWord = 0
  /** The text names UTC in a way that overrules the zone argument. */
  utc = false
  /** A time of day follows the date. */
  timeFollows = false
  /** A full month name at the front. */
  fullMonth = ''
  /** Bytes at the front (a weekday) that are left out at the end. */
  skip = 0
  #layout: Buffer

  constructor(text: string) {
    this.text = text
    this.#layout = Buffer.from(text, 'latin1')
  }

  get layout(): string {
    return this.#layout.toString('latin1')
  }

  /** Overwrites the layout from `at`; nothing happens if it is too short. */
  put(at: number, token: string): void {
    if (at + token.length > this.#layout.length) return
    for (let i = 0; i < token.length; i++) this.#layout[at + i] = token.charCodeAt(i)
  }

  /** Puts a two-digit token for two bytes, a one-digit token for one, else nothing. */
  putDay(): void {
    this.#putSized(this.day, this.dayLength, '02', '2')
  }

  putMonth(): void {
    this.#putSized(this.month, this.monthLength, '01', '1')
  }

  putYear(): void {
    if (this.yearLength === 4) this.put(this.year, '2006')
    else if (this.yearLength === 2) this.put(this.year, '06')
  }

  /** A day that reaches up to `end`. */
  endDay(end: number): void {
    this.dayLength = end - this.day
    this.putDay()
  }

  endMonth(end: number): void {
    this.monthLength = end - this.month
    this.putMonth()
  }

  /** A month in letters. */
  endMonthName(end: number): void {
    this.monthLength = end - this.month
    this.put(this.month, 'Jan')
  }

  endYear(end: number): void {
    this.yearLength = end - this.year
    this.putYear()
  }

  /** Puts the tokens of the time of day; parts whose length is unknown reach up to `end`. */
  putClock(end: number): void {
    if (this.hour > 0) this.#putSized(this.hour, this.hourLength, '15', '3')
    if (this.minute > 0) {
      this.minuteLength ||= end - this.minute
      this.put(this.minute, this.minuteLength === 2 ? '04' : '4')
    }
    if (this.second > 0) {
      this.secondLength ||= end - this.second
      this.put(this.second, this.secondLength === 2 ? '05' : '5')
    }
    if (this.fraction > 0 && this.fractionLength > 0) {
      this.#layout.fill('0', this.fraction, this.fraction + this.fractionLength)
    }
  }

  /** Shortens text and layout to `length` bytes. */
  cut(length: number): void {
    if (length <= 0 || length >= this.text.length) return
    this.text = this.text.slice(0, length)
    this.#layout = this.#layout.subarray(0, length)
  }

  #putSized(at: number, length: number, two: string, one: string): void {
    if (length === 2) this.put(at, two)
    else if (length === 1) this.put(at, one)
  }
}

/** Whether a code point is a letter of any script. */
export function isLetter(code: number): boolean {
  if (code < 0x80) return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
  return /^\p{L}$/u.test(String.fromCodePoint(code))
}

/** Whether a code point is a decimal digit of any script. */
export function isDigit(code: number): boolean {
  if (code < 0x80) return code >= 0x30 && code <= 0x39
  return /^\p{Nd}$/u.test(String.fromCodePoint(code))
}
