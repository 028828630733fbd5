// One batch on its way: frame → point → script → filter → time correction → line. One synchronous pass, pure but for the
// counters it reports to: no waiting, no files, no clock (now is an argument). Records that wait for an answer from outside
// are parked and join a later batch; points that scripts make beside their record leave with the batch.
import type { Decoded, DecodeFault, Template } from './decode/message.js'
import { makePoint } from './decode/record.js'
import { Encoder } from './encode/encoder.js'
import type { Filters } from './filter/filters.js'
import type { Effect, Emit, MadePoint } from './pipeline/define.js'
import type { ScriptFolder } from './pipeline/folder.js'
import { Guard, type GuardEvents, type Job, type Unparsed } from './pipeline/guard.js'
import type { PipelineOptions } from './pipeline/options.js'
import { Parked } from './pipeline/parked.js'
import { isLeaving, type Outcome, type Script } from './pipeline/script.js'
import { selectScript } from './pipeline/select.js'
import { TracedScript } from './pipeline/traced-script.js'
import type { Adjustment } from './point/adjustment.js'
import type { PointCategory } from './point/category.js'
import type { Chunk, Encoding } from './point/chunk.js'
import type { Point } from './point/point.js'
import type { Frame } from './receive/lane.js'
import type { Seen } from './tap/seen.js'

/** Reads the frames of one connection; what they are is known to who made the connection. */
export interface Decoder {
  /** What records that come this way are counted under; without it, under their source. */
  readonly feed?: string
  decode(frame: Frame): Decoded | DecodeFault
  /** Forgets what it knows, so that changed tags are merged anew. */
  forget(): void
}

/** A frame and the decoder of the connection that it came on. */
export interface Incoming {
  readonly frame: Frame
  readonly decoder: Decoder
}

/** A record with its script, where it came from, and what became of it. */
export interface PassJob extends Job {
  readonly template: Template
  readonly decoder: Decoder
  /** Undefined until the script has ended. */
  outcome: Outcome | undefined
  unparsed: Unparsed | undefined
}

export interface PassEvents extends Omit<GuardEvents<PassJob>, 'waits'> {
  /** A message of so many bytes was made a point. */
  decoded(message: Decoded, decoder: Decoder, bytes: number): void
  /** The script is done with the record, or the record goes on without it. */
  ended(job: PassJob): void
  /** A message was not understood and is dropped. */
  faulty(fault: DecodeFault): void
  /** A script dropped the record. */
  dropped(point: Point, script: Script): void
  /** A record is sent otherwise than it came; once for each reason. */
  adjusted(reason: Adjustment): void
  /** A filter leaves the record out. */
  filtered(point: Point, category: PointCategory): void
  /** A script made a point beside its record. */
  made(made: MadePoint): void
}

/** Looks at records as they leave. */
export interface PassTap {
  /** Whether anybody looks: asked once a batch. */
  readonly listening: boolean
  offer(records: readonly Seen[]): void
}

export interface PassSettings {
  readonly options: PipelineOptions
  /** Largest chunk in bytes. */
  readonly maxChunkBytes: number
  readonly encoding: Encoding
  readonly events: PassEvents
  /** Which records are left out. */
  readonly filters?: Filters
  readonly tap?: PassTap
  /** The scripts in force; asked once a batch. */
  scripts(): ScriptFolder
  /** Tags of this node, for points that scripts make. */
  hostTags(): ReadonlyMap<string, string>
}

export class Pass {
  /** Records that wait for an answer. */
  readonly parked = new Parked<PassJob>()
  private readonly guard: Guard<PassJob>
  private readonly encoder: Encoder
  /** Nanoseconds that the time of a point may be away from now; undefined when times stay. */
  private readonly tolerance: bigint | undefined
  private folder: ScriptFolder | undefined
  /** Script of each template, so that the choice is made once and not once a record. */
  private chosen = new WeakMap<Template, Choice>()
  private last: Choice | undefined
  /** Points of this batch that are parked. */
  private away = new Set<Point>()
  /** What scripts want done beyond their records; by record, so that one that runs again says it once. */
  private readonly effects = new Map<Job, readonly Effect[]>()

  constructor(private readonly settings: PassSettings) {
    this.guard = new Guard(settings.options, this.guardEvents())
    this.encoder = new Encoder(settings.maxChunkBytes, settings.encoding, (reason) =>
      settings.events.adjusted(reason),
    )
    const { timestampCorrection, timestampToleranceMs } = settings.options
    this.tolerance = timestampCorrection ? BigInt(timestampToleranceMs) * 1_000_000n : undefined
  }

  /** @param now time of arrival, Unix nanoseconds */
  run(batch: readonly Incoming[], now: bigint): Chunk[] {
    this.useScripts(now)
    const returned = this.parked.take()
    const points = returned.map(({ point }) => point)
    const jobs = returned.flatMap((job) => this.renewed(job))
    for (const { frame, decoder } of batch) {
      const decoded = decoder.decode(frame)
      if (decoded.template === undefined) {
        this.settings.events.faulty(decoded)
        continue
      }
      const { template } = decoded
      this.settings.events.decoded(decoded, decoder, frame.length)
      this.tellAdjusted(decoded)
      const point = makePoint(template, decoded.log, decoded.lines, decoded.time ?? now)
      points.push(point)
      const script = this.scriptOf(template)
      if (script) jobs.push(newJob(point, script, template, decoder))
    }
    const away = this.runScripts(jobs, now)
    const here = away.size === 0 ? points : points.filter((point) => !away.has(point))
    const out = this.encode(here, now)
    if (this.settings.tap?.listening) this.settings.tap.offer(seen(here, jobs, out))
    return this.encoder.finish()
  }

  /**
   * Lets go of what scripts keep between records, as far as it is due.
   * @param last the scripts go: everything
   */
  tick(now: bigint, last = false): Chunk[] {
    this.useScripts(now)
    this.folder?.states.tick(now, this.emitAt(now), last)
    return this.encoder.finish()
  }

  /** Runs every job; returns the points that are parked. */
  private runScripts(jobs: readonly PassJob[], now: bigint): ReadonlySet<Point> {
    const { events } = this.settings
    this.away = new Set()
    this.guard.run(jobs, now)
    for (const job of jobs) {
      if (job.point.dropped) events.dropped(job.point, job.script)
      if (this.away.size === 0 || !this.away.has(job.point)) events.ended(job)
    }
    this.runEffects(now)
    return this.away
  }

  private guardEvents(): GuardEvents<PassJob> {
    const { events } = this.settings
    return {
      ran: (job, outcome) => {
        job.outcome = outcome
        if (outcome.effects) this.effects.set(job, outcome.effects)
        events.ran(job, outcome)
      },
      waits: (job, answered) => {
        this.away.add(job.point)
        this.parked.add(job, answered)
      },
      unparsed: (job, reason) => {
        job.unparsed = reason
        events.unparsed(job, reason)
      },
      quarantined: (job) => events.quarantined(job),
      spent: (script, ms) => events.spent?.(script, ms),
    }
  }

  private runEffects(now: bigint): void {
    if (this.effects.size === 0) return
    const emit = this.emitAt(now)
    for (const effects of this.effects.values()) for (const effect of effects) effect(emit)
    this.effects.clear()
  }

  private emitAt(now: bigint): Emit {
    return (made) => this.send(made, now)
  }

  private send(made: MadePoint, now: bigint): void {
    if (!isLeaving(made)) return
    const { point, category } = made
    for (const [key, value] of this.settings.hostTags())
      if (!point.has(key)) point.setTag(key, value)
    const { events, tap } = this.settings
    events.made(made)
    const isOut = this.leftOut([point], category).has(point)
    if (!isOut) {
      this.correctTime(point, now)
      this.encoder.add(point, category)
    }
    if (tap?.listening) tap.offer([seenMade(made, isOut)])
  }

  /** @returns the points that filters left out */
  private encode(points: readonly Point[], now: bigint): ReadonlySet<Point> {
    const out = this.leftOut(points, 'logging')
    for (const point of points) {
      if (point.dropped || (out.size > 0 && out.has(point))) continue
      if (point.time !== now) this.correctTime(point, now)
      this.encoder.add(point)
    }
    return out
  }

  /** A point too far from now gets the time of now and keeps its own in `__orig_time`. */
  private correctTime(point: Point, now: bigint): void {
    if (this.tolerance === undefined) return
    const distance = point.time > now ? point.time - now : now - point.time
    if (distance <= this.tolerance) return
    if (!point.has('__orig_time')) point.setField('__orig_time', point.time)
    point.time = now
  }

  private tellAdjusted({ template, replaced }: Decoded): void {
    const { events } = this.settings
    if (template.adjusted) for (const reason of template.adjusted) events.adjusted(reason)
    if (replaced) events.adjusted('bad_utf8')
  }

  private leftOut(points: readonly Point[], category: PointCategory): ReadonlySet<Point> {
    const { filters, events } = this.settings
    const out = filters?.leftOut(points, category) ?? NONE
    for (const point of out) events.filtered(point, category)
    return out
  }

  private useScripts(now: bigint): void {
    const folder = this.settings.scripts()
    if (folder === this.folder) return
    folder.takeOver(now, this.emitAt(now))
    this.guard.forgetExcept((script) => folder.get(script.file) === script)
    this.folder = folder
    this.chosen = new WeakMap()
    this.last = undefined
  }

  private scriptOf(template: Template): Script | undefined {
    if (this.last?.template === template) return this.last.script
    const choice = this.chosen.get(template) ?? this.choose(template)
    this.chosen.set(template, choice)
    this.last = choice
    return choice.script
  }

  private choose(template: Template): Choice {
    const { source, pipeline } = template
    const { defaultScript = '' } = this.settings.options
    const script = selectScript(this.folder!, source, pipeline, defaultScript)
    return { template, script: script && this.traced(script) }
  }

  private traced(script: Script): Script {
    return this.settings.options.debugFields ? new TracedScript(script) : script
  }

  /** A record that waited begins again, with its script as it is now; where that is gone it goes on as it came. */
  private renewed({ point, script, template, decoder }: PassJob): PassJob[] {
    const inForce = this.folder!.get(script.file)
    return inForce ? [newJob(point, this.traced(inForce), template, decoder)] : []
  }
}

const NONE: ReadonlySet<Point> = new Set()

interface Choice {
  readonly template: Template
  readonly script: Script | undefined
}

/** With all that it will have: what is added to an object later costs a second one. */
function newJob(point: Point, script: Script, template: Template, decoder: Decoder): PassJob {
  return { point, script, template, decoder, outcome: undefined, unparsed: undefined }
}

/** Whether a script did what it is for: it ended well, and where it called groks, one matched. */
export function hasMatched({ outcome }: PassJob): boolean {
  return outcome !== undefined && !outcome.failure && !outcome.missed
}

/** What there is to see of a batch. */
function seen(points: readonly Point[], jobs: readonly PassJob[], out: ReadonlySet<Point>): Seen[] {
  const byPoint = new Map(jobs.map((job) => [job.point, job]))
  return points.map((point) => {
    const job = byPoint.get(point)
    return {
      point,
      filtered: out.has(point),
      came: job?.template.source ?? point.name,
      ...(job && ran(job)),
    }
  })
}

function ran(job: PassJob): Partial<Seen> {
  const { script, outcome, unparsed } = job
  const matched = hasMatched(job)
  return { script: script.file, matched, failure: outcome?.failure?.message, unparsed }
}

function seenMade({ point, category, by }: MadePoint, filtered: boolean): Seen {
  return { point, filtered, came: point.name, made: { category, by } }
}
