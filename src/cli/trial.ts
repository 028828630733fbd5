// One script on one record, with the budgets of the server: what `pipeline` and its JSON lines mode run.
import { Guard } from '../pipeline/guard.js'
import { PIPELINE_DEFAULTS, type PipelineOptions } from '../pipeline/options.js'
import type { Script } from '../pipeline/script.js'
import type { Point } from '../point/point.js'

/** Generous: a person waits for the answer, and no other record does. */
const OPTIONS: PipelineOptions = { ...PIPELINE_DEFAULTS, batchBudgetMs: 1000, scriptBudgetMs: 1000 }

export class Trial {
  private failure: string | undefined
  private readonly guard = new Guard(OPTIONS, {
    ran: (_, outcome) => {
      this.failure = outcome.failure?.message
    },
    unparsed: (job) => {
      this.failure = `${job.script.file}:1:1: the script did not end within its time`
    },
    quarantined: () => {},
  })

  /** Runs the script; returns why it stopped, with `line:col`, or undefined. */
  run(script: Script, point: Point, now: bigint): string | undefined {
    this.failure = undefined
    this.guard.run([{ script, point }], now)
    return this.failure
  }
}

/** Now in Unix nanoseconds, to the millisecond. */
export function nowNs(): bigint {
  return BigInt(Date.now()) * 1_000_000n
}
