// A record of a tap as one line for people: time, status, source, script, whether it matched, and the line or its fields.
import type { TapRecord } from '../tap/shape.js'
import { widthOf } from '../util/columns.js'
import { cut, left, shown } from './columns.js'
import type { Paint } from './paint.js'

export interface TextOptions {
  readonly paint: Paint
  /** Columns of the terminal; undefined where lines may be of any length. */
  readonly width?: number | undefined
  /** The fields in place of the line. */
  readonly fields?: boolean | undefined
}

/** Longest name that others are filled up to. */
const WIDEST = 24
const STATUS_WIDTH = 8
/** Columns of a note on a narrow terminal. */
const LEAST_ROOM = 10
const SEVERE = /^(?:emerg|alert|crit|err|fatal)/i
const WARNING = /^warn/i

export class TapText {
  /** Names are as wide as the widest so far. */
  private widths = { source: 0, script: 0 }

  constructor(private readonly options: TextOptions) {}

  line(record: TapRecord): string {
    const { paint, width } = this.options
    const { source, script = '' } = record
    const head = [
      paint.faint(timeText(record.time)),
      this.status(record),
      paint.strong(this.name('source', shown(source))),
      this.name('script', shown(script)),
      mark(record, paint),
    ].join(' ')
    const room = width === undefined ? Number.POSITIVE_INFINITY : width - widthOf(bare(head)) - 1
    const note = cut(noteOf(record), Math.max(LEAST_ROOM, room))
    const left = note === '' ? room : room - widthOf(note) - 1
    const body = cut(this.body(record), left)
    return [head, note && paint.bad(note), body].filter(Boolean).join(' ')
  }

  private status({ fields, tags }: TapRecord): string {
    const status = shown(String(fields.status ?? tags.status ?? ''))
    const text = left(status, STATUS_WIDTH)
    const { paint } = this.options
    if (SEVERE.test(status)) return paint.bad(text)
    return WARNING.test(status) ? paint.strong(text) : text
  }

  private name(column: 'source' | 'script', text: string): string {
    const width = Math.min(WIDEST, Math.max(this.widths[column], widthOf(text)))
    this.widths[column] = width
    return text + ' '.repeat(Math.max(0, width - widthOf(text)))
  }

  private body({ fields, tags }: TapRecord): string {
    const { message } = fields
    if (!this.options.fields && typeof message === 'string' && message !== '') return shown(message)
    const { message: _line, status: _status, ...own } = fields
    const shownFields = Object.keys(own).length > 0 ? own : tags
    return Object.entries(shownFields)
      .map(([key, value]) => `${shown(key)}=${valueText(value)}`)
      .join(' ')
  }
}

/** The time of day here. */
function timeText(time: string): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return time
  const part = (value: number, digits = 2) => String(value).padStart(digits, '0')
  const seconds = `${part(date.getSeconds())}.${part(date.getMilliseconds(), 3)}`
  return `${part(date.getHours())}:${part(date.getMinutes())}:${seconds}`
}

function mark({ matched, dropped }: TapRecord, paint: Paint): string {
  if (dropped) return paint.faint('⊘')
  if (matched === undefined) return paint.faint('·')
  return matched ? paint.good('✓') : paint.bad('✗')
}

const UNPARSED = {
  time: 'unparsed: its script took too long',
  allowance: 'unparsed: lines like it took too long',
}
const DROPPED = { script: 'dropped by its script', filter: 'left out by a filter' }

/** What became of it, where that is not the usual. */
function noteOf({ failure, unparsed, dropped, made }: TapRecord): string {
  const notes = [
    failure && shown(failure),
    unparsed && UNPARSED[unparsed],
    dropped && DROPPED[dropped],
    made && `made by ${shown(made.by)} for ${shown(made.category)}`,
  ].filter(Boolean)
  return notes.length === 0 ? '' : `[${notes.join('; ')}]`
}

function valueText(value: unknown): string {
  if (typeof value !== 'string') return shown(JSON.stringify(value))
  const text = shown(value)
  return text === '' || /[\s"]/.test(text) ? JSON.stringify(text) : text
}

/** Without colours. */
function bare(text: string): string {
  return text.replace(/\u001b\[\d+m/g, '')
}
