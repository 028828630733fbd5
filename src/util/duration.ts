// Durations in Go's syntax: an optional sign, then numbers with units, such as `1m30s`, `300ms` or `-1.5h`.

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}
const DURATION = /^([+-]?)(0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[nuµμm]s|[smh]))+)$/
const PART = /(\d*)\.?(\d*)([nuµμm]s|[smh])/g
const BOUND = 2n ** 63n
/** Of a number within the bound. */
const MOST_DIGITS = 19
const MS_IN_NS = 1e6

/** Nanoseconds, what is below one cut off; nothing when the text is no duration of 64 bits. */
export function parseDuration(text: string): bigint | undefined {
  const match = DURATION.exec(text)
  if (match === null) return undefined
  let size = 0n
  for (const [, whole, fraction, unit] of match[2]!.matchAll(PART)) {
    const count = whole!.replace(/^0+/, '')
    if (count.length > MOST_DIGITS || size > BOUND) return undefined
    const one = NANOSECONDS[unit!]!
    size += BigInt(count) * one + partOf(one, fraction!)
  }
  const value = match[1] === '-' ? -size : size
  return value >= -BOUND && value < BOUND ? value : undefined
}

/** A fraction of a unit, as Go calculates it: the digits that fit an int, times a double. */
function partOf(unit: bigint, digits: string): bigint {
  let size = 0n
  let scale = 1
  for (const digit of digits) {
    const longer = size * 10n + BigInt(digit)
    if (longer > BOUND) break
    size = longer
    scale *= 10
  }
  return BigInt(Math.trunc(Number(size) * (Number(unit) / scale)))
}

/** Milliseconds, rounded up; nothing when the text is no duration. */
export function parseMilliseconds(text: string): number | undefined {
  const value = parseDuration(text)
  return value === undefined ? undefined : Math.ceil(Number(value) / MS_IN_NS)
}

/** `1h30m`, `10s`, `250ms`: the largest units that give a whole number. */
export function formatMilliseconds(ms: number): string {
  const parts: string[] = []
  let rest = ms
  for (const [unit, size] of [
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
    ['ms', 1],
  ] as const) {
    const count = Math.floor(rest / size)
    if (count > 0) parts.push(`${count}${unit}`)
    rest -= count * size
  }
  return parts.join('') || '0s'
}
