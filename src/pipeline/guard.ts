// No line can stall the node. Scripts run on a whole batch inside one V8 watchdog, which interrupts even a
// regular expression in the middle of a match and costs some 60 µs a batch. When time runs out:
//
//   batch over its budget ──▶ the record at hand starts again alone, the rest goes on with a fresh budget
//   alone over its budget ──▶ its script is under watch for lines of that length or longer; the record starts again with the
//                             expression that it was caught in on the linear-time engine, and again while another one is caught
//   caught in none        ──▶ forwarded unparsed
//   under watch           ──▶ batches with a small budget, the expressions that were caught on the linear-time engine
//
// The time that such records cost is charged to their stream (the tags they came with). A stream that has used up its
// allowance passes unparsed until it has grown again, so no sidecar takes the node's time from another.
import type { Point, Snapshot } from '../point/point.js'
import type { Tags } from '../point/tags.js'
import { running, type Switchable } from './grok/running.js'
import type { PipelineOptions } from './options.js'
import type { Outcome, Script } from './script.js'
import { ScriptTimer } from './script-timer.js'
import { inTime } from './watchdog.js'

/** One record and its script. */
export interface Job {
  readonly point: Point
  readonly script: Script
}

/** What the guard tells of: each is counted, none loses a record. */
export interface GuardEvents<J extends Job = Job> {
  /** The script ended; `failure` when it stopped on this record. */
  ran(job: J, outcome: Outcome): void
  /** An answer is on its way: the record is as it came and has to run again when it is there. */
  waits(job: J, answered: Promise<unknown>): void
  /** The record goes on as it came. */
  unparsed(job: J, reason: Unparsed): void
  quarantined(job: J): void
  /** Records of a script in a row have taken so long. */
  spent?(script: Script, ms: number): void
}

/** Why a record goes on as it came: it took too long, or its stream has used up its time. */
export type Unparsed = 'time' | 'allowance'

/** A script under watch. */
interface Watch {
  /** Least length class that is watched: the number of bits of the message's length. */
  lengthClass: number
  /** Milliseconds of the clock when it ends unless something is caught again. */
  until: number
  readonly matchers: Set<Switchable>
}

export class Guard<J extends Job = Job> {
  private readonly watches = new Map<Script, Watch>()
  private readonly allowance: Allowance
  private readonly timer: ScriptTimer

  /** @param clock milliseconds, monotonic */
  constructor(
    private readonly options: PipelineOptions,
    private readonly events: GuardEvents<J>,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.allowance = new Allowance(options.overrunMsPerSecond, clock)
    this.timer = new ScriptTimer(clock, (script, ms) => events.spent?.(script, ms))
  }

  /** Runs every job once. Records that cannot be run in time are left as they were. */
  run(jobs: readonly J[], now: bigint): void {
    const { batchBudgetMs, watchBudgetMs } = this.options
    const plain = this.watches.size === 0 ? jobs : jobs.filter((job) => !this.isWatched(job))
    this.runTogether(plain, now, batchBudgetMs)
    if (plain.length === jobs.length) return
    const watched = jobs.filter((job) => this.isWatched(job) && this.isAllowed(job))
    const known = [...this.watches.values()].flatMap(({ matchers }) => [...matchers])
    inLinearTime(known, () => this.runTogether(watched, now, watchBudgetMs))
  }

  /** Other scripts are in force: the watch over those that went ends. */
  forgetExcept(inForce: (script: Script) => boolean): void {
    for (const script of this.watches.keys()) if (!inForce(script)) this.watches.delete(script)
  }

  private runTogether(jobs: readonly J[], now: bigint, budgetMs: number): void {
    let at = 0
    let kept: Snapshot | undefined
    const rest = () => {
      for (; at < jobs.length; at++) {
        const job = jobs[at]!
        kept = job.point.snapshot()
        this.timer.enter(job.script)
        this.runOne(job, kept, now)
      }
      this.timer.leave()
    }
    while (at < jobs.length) {
      const start = this.clock()
      const done = inTime(budgetMs, rest)
      this.timer.leave()
      if (done || at >= jobs.length) return
      const job = jobs[at++]!
      // Time may have run out between two records: then this one was not begun.
      if (kept?.point === job.point) job.point.restore(kept)
      if (this.watches.has(job.script)) this.allowance.charge(job.point.tags, this.clock() - start)
      this.runAlone(job, now)
    }
  }

  private runOne(job: J, kept: Snapshot, now: bigint): void {
    const outcome = job.script.run(job.point, now)
    if (outcome.answered) {
      job.point.restore(kept)
      this.events.waits(job, outcome.answered)
    } else this.events.ran(job, outcome)
  }

  /** Runs the record at hand when the time of a batch was over; it is as it was before. */
  private runAlone(job: J, now: bigint): void {
    caught()
    const watch = this.watches.get(job.script)
    if (watch && !this.isAllowed(job)) return
    let known = watch?.matchers ?? NONE
    for (let tries = 1; !inLinearTime(known, () => this.attempt(job, now)); tries++) {
      const matcher = caught()
      known = this.watch(job, matcher)
      if (!matcher) return void this.events.unparsed(job, 'time')
      if (tries >= FREE_TRIES && !this.isAllowed(job)) return
    }
  }

  /** Whether its stream may still cost time; if not, the record goes on unparsed. */
  private isAllowed(job: J): boolean {
    if (this.allowance.allows(job.point.tags)) return true
    this.events.unparsed(job, 'allowance')
    return false
  }

  /** Runs one job inside a watchdog of its own. False when time ran out: the point is as it was. */
  private attempt(job: J, now: bigint): boolean {
    const kept = job.point.snapshot()
    const start = this.clock()
    const run = () => {
      this.timer.enter(job.script)
      this.runOne(job, kept, now)
      this.timer.leave()
    }
    const done = inTime(this.options.scriptBudgetMs, run)
    this.timer.leave()
    if (done) return true
    job.point.restore(kept)
    this.allowance.charge(job.point.tags, this.clock() - start)
    return false
  }

  private isWatched(job: J): boolean {
    const watch = this.watches.get(job.script)
    if (!watch) return false
    if (this.clock() <= watch.until) return lengthClass(job.point) >= watch.lengthClass
    this.watches.delete(job.script)
    return false
  }

  /** Puts the script under watch for records like this one. Returns the expressions that such records were caught in. */
  private watch(job: J, matcher?: Switchable): ReadonlySet<Switchable> {
    const known = this.watches.get(job.script)
    if (!known) this.events.quarantined(job)
    const watch = known ?? { lengthClass: 32, until: 0, matchers: new Set() }
    watch.lengthClass = Math.min(watch.lengthClass, lengthClass(job.point))
    watch.until = this.clock() + this.options.watchMs
    if (matcher) watch.matchers.add(matcher)
    this.watches.set(job.script, watch)
    return watch.matchers
  }
}

/** So often a record may be tried whatever its stream has left: the expressions of one script are soon known. */
const FREE_TRIES = 3

const NONE: ReadonlySet<Switchable> = new Set()

/** The expression that the watchdog has interrupted, once. */
function caught(): Switchable | undefined {
  const { matcher } = running
  running.matcher = undefined
  return matcher
}

/** Does the work with these expressions on the linear-time engine. */
function inLinearTime<T>(matchers: Iterable<Switchable>, work: () => T): T {
  const switched = [...matchers].filter(({ linear }) => !linear)
  for (const matcher of switched) matcher.linear = true
  try {
    return work()
  } finally {
    for (const matcher of switched) matcher.linear = false
  }
}

function lengthClass(point: Point): number {
  const message = point.get('message')
  return typeof message === 'string' ? 32 - Math.clz32(message.length) : 0
}

interface Account {
  ms: number
  at: number
}

/** Milliseconds that one stream, and all together, may cost beyond their budgets; it grows back with time. */
class Allowance {
  private readonly streams = new WeakMap<Tags, Account>()
  private readonly total: Account = { ms: 0, at: 0 }

  constructor(
    private readonly msPerSecond: number,
    private readonly clock: () => number,
  ) {}

  /** A stream that has cost nothing is always allowed, whatever the others did. */
  allows(stream: Tags): boolean {
    const account = this.streams.get(stream)
    if (!account || this.refill(account) === 0) return true
    return account.ms < this.msPerSecond && this.refill(this.total) < 2 * this.msPerSecond
  }

  charge(stream: Tags, ms: number): void {
    const account = this.streams.get(stream) ?? { ms: 0, at: this.clock() }
    this.streams.set(stream, account)
    account.ms = this.refill(account) + ms
    this.total.ms = this.refill(this.total) + ms
  }

  private refill(account: Account): number {
    const now = this.clock()
    account.ms = Math.max(0, account.ms - ((now - account.at) / 1000) * this.msPerSecond)
    account.at = now
    return account.ms
  }
}
