// timestamp: the clock that the run is given, in each unit.
import { expect, test } from 'vitest'
import { runScript } from '../support/run-script.js'

test.each([
  ['', 1_700_000_000_000_000_000n],
  ['"ns"', 1_700_000_000_000_000_000n],
  ['"us"', 1_700_000_000_000_000n],
  ['"ms"', 1_700_000_000_000n],
  ['"s"', 1_700_000_000n],
  ['"S"', 1_700_000_000_000_000_000n],
  ['5', 1_700_000_000_000_000_000n],
  ['precision="s"', 1_700_000_000n],
])('timestamp(%s) is the time of the run', (argument, time) => {
  const { point } = runScript(`add_key(now, timestamp(${argument}))`, { message: '' })
  expect(point.get('now')).toBe(time)
})
