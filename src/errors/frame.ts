// The line of a source with its faulty part marked below, as people see it in a terminal: tabs are four columns, wide
// characters two, what cannot be seen is shown, and of a long line only the surroundings of the mark.
import { charWidth } from '../util/columns.js'

/** A part of one line of a source. */
export interface Frame {
  /** Number of the line, from 1. */
  readonly line: number
  /** The line without its end. */
  readonly text: string
  /** Where the marked part begins, and its length, both in UTF-16 units of `text`. */
  readonly start: number
  readonly length: number
}

const TAB = '    '
/** Most columns of the line that are shown, where nobody says how many there are. */
const WIDTH = 96
/** Narrower than this a line says nothing. */
const LEAST = 20
/** Columns before the mark that stay when the line is cut. */
const BEFORE = 40

/** The two lines of a frame, with the number of the line in the gutter. */
export function formatFrame(frame: Frame, most: number = WIDTH): string {
  const width = Math.min(WIDTH, Math.max(LEAST, most))
  const { text, start, length } = frame
  const end = Math.min(start + Math.max(length, 1), text.length)
  const rest = firstOf(
    text.slice(start, start + width),
    width - Math.min(BEFORE, Math.floor(width / 2)),
  ).width
  const before = lastOf(text.slice(Math.max(0, start - width), start), width - Math.max(1, rest))
  const marked = firstOf(text.slice(start, Math.min(end, start + width)), width - before.width)
  const room = width - before.width - marked.width
  const after = marked.cut ? NOTHING : firstOf(text.slice(end, end + width + 1), room)
  const gutter = `  ${frame.line} | `
  const line = `${gutter}${before.shown}${marked.shown}${after.shown}`.trimEnd()
  const blank = ' '.repeat(gutter.length + before.width)
  return `${line}\n${blank}${'^'.repeat(Math.max(1, marked.width))}`
}

interface Piece {
  readonly shown: string
  readonly width: number
  /** A part was left out, which is shown as a dot of three. */
  readonly cut: boolean
}

const NOTHING: Piece = { shown: '', width: 0, cut: false }

/** The beginning of a text, in at most so many columns. */
function firstOf(text: string, room: number): Piece {
  let shown = ''
  let width = 0
  for (const cell of cells(text)) {
    if (width + cell.width > room) return { shown: `${shown}…`, width, cut: true }
    shown += cell.shown
    width += cell.width
  }
  return { shown, width, cut: false }
}

/** The end of a text, in at most so many columns. */
function lastOf(text: string, room: number): Piece {
  const all = cells(text)
  const total = all.reduce((sum, each) => sum + each.width, 0)
  const most = total > room ? room - 1 : room
  let width = 0
  let from = all.length
  while (from > 0 && width + all[from - 1]!.width <= most) width += all[--from]!.width
  const shown = shownOf(all.slice(from))
  return from > 0
    ? { shown: `…${shown}`, width: width + 1, cut: true }
    : { shown, width, cut: false }
}

interface Cell {
  readonly shown: string
  readonly width: number
}

function shownOf(all: readonly Cell[]): string {
  return all.map(({ shown }) => shown).join('')
}

function cells(text: string): Cell[] {
  return Array.from(text, cell)
}

const UNSEEN = /^[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]$/u
function cell(char: string): Cell {
  if (char === '\t') return { shown: TAB, width: TAB.length }
  if (char === '\r') return { shown: '', width: 0 }
  if (UNSEEN.test(char)) return { shown: '\ufffd', width: 1 }
  return { shown: char, width: charWidth(char) }
}
