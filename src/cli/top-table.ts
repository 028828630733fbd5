// A table in the columns of a terminal: the first column takes what the others leave, numbers stand to the right.
import { widthOf } from '../util/columns.js'
import { cut, left, right } from './columns.js'
import type { Paint } from './paint.js'

export interface Column {
  readonly title: string
  /** Text that may be cut at the end of the line. */
  readonly last?: true
}

export interface TableSize {
  readonly paint: Paint
  readonly width: number
  /** Most rows. */
  readonly height: number
}

const GAP = '  '
const WIDEST_NAME = 40

export function tableOf(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { paint, width, height }: TableSize,
): string[] {
  const shownRows = rows.slice(0, Math.max(0, height))
  const widths = columns.map(({ title }, i) =>
    Math.max(widthOf(title), ...shownRows.map((row) => widthOf(row[i] ?? ''))),
  )
  widths[0] = Math.min(WIDEST_NAME, widths[0]!)
  const line = (cells: readonly string[]) =>
    cut(
      cells
        .map((cell, i) => {
          if (columns[i]!.last) return cell
          return i === 0 ? left(cell, widths[i]!) : right(cell, widths[i]!)
        })
        .join(GAP),
      width,
    )
  const hidden = rows.length - shownRows.length
  const more = hidden > 0 ? [paint.faint(cut(`… ${hidden} more`, width))] : []
  const empty = rows.length === 0 ? [paint.faint('none yet')] : []
  const header = paint.faint(line(columns.map(({ title }) => title)))
  return [header, ...shownRows.map(line), ...more, ...empty]
}
