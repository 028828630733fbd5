// Records through one script under the guard of the server, with its budgets: a record that takes too long is a result with a
// failure, the others go on. All of them together have a time, too; those that it does not suffice for are left out.
import type { Position, RunFailure } from '../errors.js'
import type { Effect, MadePoint } from '../pipeline/define.js'
import { Guard, type GuardEvents, type Job } from '../pipeline/guard.js'
import type { PipelineOptions } from '../pipeline/options.js'
import { settleAll } from '../pipeline/script.js'
import type { Point } from '../point/point.js'
import type { MeasuredScript } from './measured-script.js'

export interface Failure {
  readonly message: string
  readonly position?: Position
  /** The script that it stands in. */
  readonly file: string
}

/** What became of a record besides what is in its point. */
export interface Ran {
  readonly failure?: Failure
  /** Points that the script made beside the record, also those that were dropped. */
  readonly made: readonly MadePoint[]
  readonly costNs: number
}

/** Records between two looks at the clock. */
const BATCH = 32

export class Runner {
  private readonly results = new Map<Point, Ran>()
  private readonly effects = new Map<Point, readonly Effect[]>()
  private away: Promise<unknown>[] = []
  private parked: Job[] = []
  private readonly guard: Guard

  /** @param deadline time of `performance.now()` at which no further record is begun */
  constructor(
    private readonly script: MeasuredScript,
    private readonly options: PipelineOptions,
    private readonly deadline: number,
  ) {
    this.guard = new Guard(options, this.events())
  }

  /** What became of each record, in order; fewer when the time was over. */
  async run(points: readonly Point[], now: bigint): Promise<Ran[]> {
    const ran: Ran[] = []
    for (let at = 0; at < points.length && this.inTime(); at += BATCH) {
      const batch = points.slice(at, at + BATCH)
      await this.runBatch(batch, now)
      for (const point of batch) {
        const result = this.results.get(point)
        if (!result) return ran
        ran.push(result)
      }
      this.results.clear()
    }
    return ran
  }

  private inTime(): boolean {
    return performance.now() < this.deadline
  }

  private async runBatch(batch: readonly Point[], now: bigint): Promise<void> {
    const { script } = this
    let jobs: readonly Job[] = batch.map((point) => ({ point, script }))
    while (jobs.length > 0 && this.inTime()) {
      this.guard.run(jobs, now)
      this.settle()
      if (this.away.length > 0) await Promise.race([Promise.allSettled(this.away), this.late()])
      jobs = this.parked.splice(0)
      this.away = []
    }
  }

  /** Effects are done when the records have run, as with the server. */
  private settle(): void {
    for (const [point, effects] of this.effects) {
      const made = settleAll({ effects })
      if (made.length > 0) this.results.set(point, { ...this.results.get(point)!, made })
    }
    this.effects.clear()
  }

  private late(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.deadline - performance.now()))
  }

  private events(): GuardEvents {
    const { script, options } = this
    return {
      ran: ({ point }, { failure, effects }) => {
        const failed = failure ? { failure: failureOf(failure) } : {}
        this.results.set(point, { ...failed, made: [], costNs: script.costNs })
        if (effects) this.effects.set(point, effects)
      },
      waits: (job, answered) => {
        this.parked.push(job)
        this.away.push(answered)
      },
      unparsed: ({ point }, reason) => {
        const message =
          reason === 'time'
            ? `the script did not end within its time (${options.scriptBudgetMs} ms)`
            : 'not run: records before it have used up the time that may be lost'
        const costNs = reason === 'time' ? options.scriptBudgetMs * 1e6 : 0
        this.results.set(point, { failure: { message, file: script.file }, made: [], costNs })
      },
      quarantined: () => {},
    }
  }
}

/** A failure without its place in the text. */
function failureOf({ message, file, position }: RunFailure): Failure {
  const place = `${file}:${position.line}:${position.column}: `
  return { message: message.slice(place.length), file, position }
}
