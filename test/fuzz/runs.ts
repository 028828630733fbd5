// How much the fuzz tests do: little and always the same in CI, more and otherwise by hand. See README.md.

/** The seed of all random choices. Fixed, so that a failure in CI comes back; FUZZ_SEED gives another. */
export const seed = Number(process.env.FUZZ_SEED ?? 20231114)

const wanted = process.env.FUZZ_RUNS

/** Rounds of one property: `inCi`, or what FUZZ_RUNS says. */
export function runs(inCi: number): number {
  return wanted === undefined ? inCi : Number(wanted)
}

/** A run by hand may take its time. */
export const timeout = wanted === undefined ? 60_000 : 12 * 3_600_000

/** What `fc.assert` is given. */
export function assertion(inCi: number) {
  return { numRuns: runs(inCi), seed }
}
