// The newest rows, oldest first, never more than MAX_ROWS. Arrays are replaced, not changed: components compare them.
import { keyOf, type Row } from './row.js'

export const MAX_ROWS = 5000

export function appended(held: readonly Row[], arrived: readonly Row[]): readonly Row[] {
  if (arrived.length === 0) return held
  return [...held, ...arrived].slice(-MAX_ROWS)
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
  return [...all, ...(before.get(undefined) ?? [])].slice(-MAX_ROWS)
}
