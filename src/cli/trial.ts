// Scripts on records with the guard of the server: what `pipeline` and its JSON lines mode run.
import { Guard, type Job } from '../pipeline/guard.js'
import { PIPELINE_DEFAULTS, type PipelineOptions } from '../pipeline/options.js'

/** Generous: a person waits for the answer, and no other record does. */
const OPTIONS: PipelineOptions = {
  ...PIPELINE_DEFAULTS,
  batchBudgetMs: 1000,
  scriptBudgetMs: 1000,
  watchBudgetMs: 1000,
  overrunMsPerSecond: 10_000,
}

export class Trial {
  private failures = new Map<Job, string>()
  private readonly guard = new Guard(OPTIONS, {
    ran: (job, { failure }) => {
      if (failure) this.failures.set(job, failure.message)
    },
    unparsed: (job) => {
      this.failures.set(job, `${job.script.file}:1:1: the script did not end within its time`)
    },
    quarantined: () => {},
  })

  /** Runs every job; returns why one stopped, with `line:col`, for those that did. */
  run(jobs: readonly Job[], now: bigint): ReadonlyMap<Job, string> {
    this.failures = new Map()
    this.guard.run(jobs, now)
    return this.failures
  }
}

/** Now in Unix nanoseconds, to the millisecond. */
export function nowNs(): bigint {
  return BigInt(Date.now()) * 1_000_000n
}
