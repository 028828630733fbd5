// The newest rows, oldest first, bounded in number and in text. Arrays are replaced, not changed: components compare them.
import { keyOf, type Row } from './row.js'

export const MAX_ROWS = 5000
/** Characters of all rows together: a record may have a quarter of a million of them. */
export const MAX_TEXT = 16 * 1024 * 1024

export function appended(held: readonly Row[], arrived: readonly Row[]): readonly Row[] {
  if (arrived.length === 0) return held
  return newest([...held, ...arrived])
}

/**
 * Joins what is held with what the local Dataway has: records that came before the page was opened, or while it was
 * disconnected. What is held stays as it is; the others go where the Dataway has them.
 *
 *   held     [a b   x]       x came over the present connection
 *   earlier    [b c x y]
 *   joined   [a b c x y]
 *
 * @param connection number of the present one
 */
export function joined(
  held: readonly Row[],
  earlier: readonly Row[],
  connection: number,
): readonly Row[] {
  const known = new Map(held.map((row) => [keyOf(row), row]))
  const before = new Map<Row | undefined, Row[]>()
  let last: Row | undefined
  let missing: Row[] = []
  for (const row of earlier) {
    const found = known.get(keyOf(row))
    if (!found) missing.push(row)
    else {
      before.set(found, missing)
      missing = []
      last = found
    }
  }
  if (missing.length === 0 && !last) return held
  const next = last
    ? held[held.indexOf(last) + 1]
    : held.find((row) => row.connection === connection)
  before.set(next, [...(before.get(next) ?? []), ...missing])
  const all = held.flatMap((row) => [...(before.get(row) ?? []), row])
  return newest([...all, ...(before.get(undefined) ?? [])])
}

/** As many of the newest as there is room for. */
function newest(rows: readonly Row[]): readonly Row[] {
  let text = 0
  let from = rows.length
  while (from > 0 && rows.length - from < MAX_ROWS) {
    text += rows[from - 1]!.searched.length
    if (text > MAX_TEXT) break
    from--
  }
  return rows.slice(from)
}
