// Moves a time by whole hours to the current hour: for clocks that were read in the wrong zone.

const HOUR = 3_600_000_000_000n
const SLACK = 120_000_000_000n

/**
 * The time nearest to now that has the same minute of the hour: at most two minutes ahead, less than
 * 58 minutes behind. All int64 nanoseconds.
 */
export function toCurrentHour(time: bigint, now: bigint): bigint {
  let moved = time - (time / HOUR - now / HOUR) * HOUR
  if (moved - now > SLACK) moved -= HOUR
  else if (moved - now <= SLACK - HOUR) moved += HOUR
  return BigInt.asIntN(64, moved)
}
