// The built server is killed under load and started again: what was in the buffer arrives. The long run is
// `npm run bench -- reliability kill`.
import { expect, it } from 'vitest'
import { KILL_SHORT, kill } from '../../bench/reliability/kill.js'

it('loses nothing that was in the buffer when it is killed', { timeout: 60_000 }, async () => {
  expect((await kill(KILL_SHORT)).broken).toEqual([])
})
