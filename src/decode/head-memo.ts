// What a connection sends is the same text again and again but for two tokens. A known message is those constant pieces:
//
//   {"type":"1", … "fields":{…,"log_read_lines": | 17 | ,"status":"info"},"log": | "the line" | }
//   └──────────────────── head ─────────────────┘       └──────── middle ───────┘            └ tail
//
// A frame with the same pieces, a plain number and one JSON string between them parses to the same message with these
// two values in place, because each stands for a whole token. Every other frame is left to the full parser.
import { ownText } from '../util/own-text.js'
import type { Member } from './json-text.js'
import type { Message } from './read-message.js'
import { lineNumber, type Template } from './template.js'
import { wellFormed } from './well-formed.js'

/** A decoded frame: what it shares with others, and its own log text and line number. */
export interface Decoded {
  readonly template: Template
  readonly log: string
  readonly lines: number | undefined
  /** Unix nanoseconds; without it, the record is of now. */
  readonly time?: bigint | undefined
  /** Whether it has half of a pair, which became U+FFFD. */
  readonly replaced?: boolean
}

/** Larger constant pieces are not worth keeping. */
const MAX_PIECES = 16 * 1024
/** More digits might not be an exact float. */
const MAX_DIGITS = 15

export class KnownMessage {
  private constructor(
    private readonly template: Template,
    /** The line number where it is part of the constant text. */
    private readonly lines: number | undefined,
    /** Text before the line number; undefined when that does not vary. */
    private readonly head: string | undefined,
    /** Text before the log, from the line number on. */
    private readonly middle: string,
    private readonly tail: string,
  ) {}

  /** Keeps the pieces of a message; undefined when more than the two tokens may decide what it means. */
  static learn(text: string, message: Message, template: Template): KnownMessage | undefined {
    const [log] = message.logAt
    if (!log || message.logAt.length !== 1 || message.jsonAsFields || text[log.start] !== '"')
      return undefined
    const tail = text.slice(log.end)
    if (log.start + tail.length > MAX_PIECES) return undefined
    const slot = linesSlot(text, message, log)
    const fixed = slot ? undefined : lineNumber(message)
    // Texts of their own do not keep the frame they were cut from in memory.
    const head = slot && ownText(text.slice(0, slot.start))
    const middle = ownText(text.slice(slot ? slot.end : 0, log.start))
    return new KnownMessage(template, fixed, head, middle, ownText(tail))
  }

  match(text: string): Decoded | undefined {
    let at = 0
    let { lines } = this
    if (this.head !== undefined) {
      if (text.slice(0, this.head.length) !== this.head) return undefined
      at = digitsEnd(text, this.head.length)
      if (at === this.head.length) return undefined
      lines = Number(text.slice(this.head.length, at))
    }
    const start = at + this.middle.length
    if (text.slice(at, start) !== this.middle || !text.endsWith(this.tail)) return undefined
    const token = stringToken(text, start, text.length - this.tail.length)
    if (token === undefined) return undefined
    const log = wellFormed(token)
    return { template: this.template, log, lines, replaced: log !== token }
  }
}

/** The token of the line number, when it is the only one, a plain number, and stands before the log. */
function linesSlot(text: string, message: Message, log: Member): Member | undefined {
  const [lines] = message.linesAt
  if (!lines || message.linesAt.length > 1 || lines.end > log.start) return undefined
  const plain = digitsEnd(text, lines.start) === lines.end
  return plain && lineNumber(message) !== undefined ? lines : undefined
}

/** End of a whole number without a leading zero at `at`; `at` itself when there is none. */
function digitsEnd(text: string, at: number): number {
  let end = at
  while (isDigit(text.charCodeAt(end))) end++
  const zero = text[at] === '0' && end > at + 1
  return zero || end > at + MAX_DIGITS ? at : end
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

/** The string whose token fills this part of the text exactly; undefined when it is not one string. */
function stringToken(text: string, start: number, end: number): string | undefined {
  if (text[start] !== '"' || end <= start) return undefined
  try {
    return JSON.parse(text.slice(start, end)) as string
  } catch {
    return undefined
  }
}
