// A Dataway that answers badly in every way, one after the other. The long run is `npm run bench -- reliability answers`.
import { expect, it } from 'vitest'
import { ANSWERS_SHORT, answers } from '../../bench/reliability/answers.js'

it('loses nothing but what no Dataway takes', { timeout: 60_000 }, async () => {
  expect((await answers(ANSWERS_SHORT)).broken).toEqual([])
})
