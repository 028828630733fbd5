// Durations in Go's syntax: a sign, then numbers with units, such as `-1h2m3.5s`.

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}
const WHOLE = /^([+-]?)(0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/
const PART = /(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g
const LIMIT = 2n ** 63n

/** Nanoseconds, what is below one cut off; undefined when the text is no duration of 64 bits. */
export function parseDuration(text: string): bigint | undefined {
  const [, sign, parts] = WHOLE.exec(text) ?? []
  if (parts === undefined) return undefined
  let size = 0n
  for (const [, whole = '', fraction = '', unit = ''] of parts.matchAll(PART)) {
    const scale = UNITS[unit] as bigint
    size +=
      BigInt(whole || 0) * scale + (BigInt(fraction || 0) * scale) / 10n ** BigInt(fraction.length)
  }
  if (sign === '-') return size <= LIMIT ? -size : undefined
  return size < LIMIT ? size : undefined
}
