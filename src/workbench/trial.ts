// Scripts on records with the guard of the server: what `pipeline` and its JSON lines mode run.
import type { Effect, MadePoint } from '../pipeline/define.js'
import { Guard, type Job } from '../pipeline/guard.js'
import { PIPELINE_DEFAULTS, type PipelineOptions } from '../pipeline/options.js'
import { settle } from '../pipeline/script.js'

/** Generous: a person waits for the answer, and no other record does. */
const OPTIONS: PipelineOptions = {
  ...PIPELINE_DEFAULTS,
  batchBudgetMs: 1000,
  scriptBudgetMs: 1000,
  watchBudgetMs: 1000,
  overrunMsPerSecond: 10_000,
}

/** What became of one record, besides what is in its point. */
export interface Result {
  /** Why the script stopped, with `line:col`. */
  readonly failure?: string
  /** The script did not end within its time: how far it gets is not the same every time. */
  readonly outOfTime?: true
  /** Points that the script made beside the record. */
  readonly made: readonly MadePoint[]
}

export const NOTHING: Result = { made: [] }

export class Trial {
  private results = new Map<Job, Result>()
  private effects = new Map<Job, readonly Effect[]>()
  private away: { readonly job: Job; readonly answered: Promise<unknown> }[] = []
  private readonly guard = new Guard(OPTIONS, {
    ran: (job, { failure, effects }) => {
      if (failure) this.results.set(job, { failure: failure.message, made: [] })
      if (effects) this.effects.set(job, effects)
    },
    waits: (job, answered) => this.away.push({ job, answered }),
    unparsed: (job) => {
      const failure = `${job.script.file}:1:1: the script did not end within its time`
      this.results.set(job, { failure, outOfTime: true, made: [] })
    },
    quarantined: () => {},
  })

  /** Runs every job, waiting for answers from outside; says what became of those that did more than change their point. */
  async run(jobs: readonly Job[], now: bigint): Promise<ReadonlyMap<Job, Result>> {
    this.results = new Map()
    for (let left = jobs; left.length > 0; ) {
      this.guard.run(left, now)
      this.settle()
      const away = this.away.splice(0)
      if (away.length > 0) await Promise.allSettled(away.map(({ answered }) => answered))
      left = away.map(({ job }) => job)
    }
    return this.results
  }

  private settle(): void {
    for (const [job, effects] of this.effects) {
      const made = settle({ effects })
      if (made.length > 0) this.results.set(job, { made })
    }
    this.effects.clear()
  }
}
