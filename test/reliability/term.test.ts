// The built server is stopped under load and another one takes its place. The long run is
// `npm run bench -- reliability term`.
import { expect, it } from 'vitest'
import { TERM_SHORT, term } from '../../bench/reliability/term.js'

it('loses nothing that was handed over when it is told to stop', { timeout: 60_000 }, async () => {
  expect((await term(TERM_SHORT)).broken).toEqual([])
})
