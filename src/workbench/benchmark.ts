// How fast a script is on one record, in the words of Go's benchmarks, which clients of the original read:
// `   41652	     28456 ns/op`.

import type { Script } from '../pipeline/script.js'
import { inTime } from '../pipeline/watchdog.js'
import type { Snapshot } from '../point/point.js'

/** @param ms how long it runs, about */
export function benchmark(script: Script, record: Snapshot, now: bigint, ms: number): string {
  const { point } = record
  const start = performance.now()
  let rounds = 0
  let spent = 0
  inTime(2 * ms, () => {
    while (spent < ms) {
      point.restore(record)
      script.run(point, now)
      rounds++
      spent = performance.now() - start
    }
  })
  if (rounds === 0) return ''
  const each = (spent * 1e6) / rounds
  const digits = each >= 999.95 ? 0 : 1
  const cost = each.toFixed(digits).padStart(digits === 0 ? 10 : 12)
  return `${String(rounds).padStart(8)}\t${cost} ns/op`
}
