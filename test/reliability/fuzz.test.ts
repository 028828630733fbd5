// Fuzzed messages, frames and bodies against the built server. The long run is `npm run bench -- reliability fuzz`.
import { expect, it } from 'vitest'
import { FUZZ_SHORT, fuzz } from '../../bench/reliability/fuzz.js'

it('runs on, serves others and keeps no memory of fuzzed input', { timeout: 60_000 }, async () => {
  expect((await fuzz(FUZZ_SHORT)).broken).toEqual([])
})
