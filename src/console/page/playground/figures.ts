// Figures as people read them.

/** A duration: `820 ns`, `3.4 µs`, `12 ms`. */
export function duration(ns: number): string {
  if (ns < 1000) return `${Math.round(ns)} ns`
  if (ns < 1e6) return `${short(ns / 1e3)} µs`
  if (ns < 1e9) return `${short(ns / 1e6)} ms`
  return `${short(ns / 1e9)} s`
}

function short(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value))
}

/** Unix nanoseconds as an instant in UTC, with as many digits as it has. */
export function instant(ns: string): string {
  const value = BigInt(ns)
  const ms = value / 1_000_000n - (value % 1_000_000n < 0n ? 1n : 0n)
  const rest = value - ms * 1_000_000n
  const date = new Date(Number(ms))
  if (Number.isNaN(date.getTime())) return `${ns} ns`
  const digits = rest === 0n ? '' : String(rest).padStart(6, '0').replace(/0+$/, '')
  return date
    .toISOString()
    .replace('T', ' ')
    .replace('.000Z', digits ? '.000Z' : 'Z')
    .replace('Z', `${digits}Z`)
}
