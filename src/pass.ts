// One batch on its way: frame → point → script → time correction → line. One synchronous pass, pure but for the counters it
// reports to: no waiting, no files, no clock (now is an argument).
import type { DecodeFault, MessageDecoder, Template } from './decode/message.js'
import { makePoint } from './decode/record.js'
import { Encoder } from './encode/encoder.js'
import type { ScriptFolder } from './pipeline/folder.js'
import { Guard, type GuardEvents, type Job } from './pipeline/guard.js'
import type { PipelineOptions } from './pipeline/options.js'
import type { Script } from './pipeline/script.js'
import { selectScript } from './pipeline/select.js'
import { TracedScript } from './pipeline/traced-script.js'
import type { Chunk } from './point/chunk.js'
import type { Point } from './point/point.js'

/** A frame and the decoder of the connection that it came on. */
export interface Incoming {
  readonly frame: Buffer
  readonly decoder: MessageDecoder
}

export interface PassEvents extends GuardEvents {
  /** A message was made a point. */
  decoded(template: Template, lines: number | undefined, decoder: MessageDecoder): void
  /** A message was not understood and is dropped. */
  faulty(fault: DecodeFault): void
  /** A script dropped the record. */
  dropped(point: Point, script: Script): void
}

export interface PassSettings {
  readonly options: PipelineOptions
  /** Largest chunk in bytes. */
  readonly maxChunkBytes: number
  readonly events: PassEvents
  /** The scripts in force; asked once a batch. */
  scripts(): ScriptFolder
}

export class Pass {
  private readonly guard: Guard
  private readonly encoder: Encoder
  private folder: ScriptFolder | undefined
  /** Script of each template, so that the choice is made once and not once a record. */
  private chosen = new WeakMap<Template, Choice>()
  private last: Choice | undefined

  constructor(private readonly settings: PassSettings) {
    this.guard = new Guard(settings.options, settings.events)
    this.encoder = new Encoder(settings.maxChunkBytes)
  }

  /** @param now time of arrival, Unix nanoseconds */
  run(batch: readonly Incoming[], now: bigint): Chunk[] {
    this.useScripts(this.settings.scripts())
    const points: Point[] = []
    const jobs: Job[] = []
    for (const { frame, decoder } of batch) {
      const decoded = decoder.decode(frame)
      if (decoded.template === undefined) {
        this.settings.events.faulty(decoded)
        continue
      }
      this.settings.events.decoded(decoded.template, decoded.lines, decoder)
      const point = makePoint(decoded.template, decoded.log, decoded.lines, now)
      points.push(point)
      const script = this.scriptOf(decoded.template)
      if (script) jobs.push({ point, script })
    }
    this.guard.run(jobs, now)
    for (const { point, script } of jobs)
      if (point.dropped) this.settings.events.dropped(point, script)
    return this.encode(points, now)
  }

  private encode(points: readonly Point[], now: bigint): Chunk[] {
    const { timestampCorrection, timestampToleranceMs } = this.settings.options
    const tolerance = BigInt(timestampToleranceMs) * 1_000_000n
    for (const point of points) {
      if (point.dropped) continue
      if (timestampCorrection && point.time !== now) correctTime(point, now, tolerance)
      this.encoder.add(point)
    }
    return this.encoder.finish()
  }

  private useScripts(folder: ScriptFolder): void {
    if (folder === this.folder) return
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
    const { defaultScript = '', debugFields } = this.settings.options
    const script = selectScript(this.folder!, source, pipeline, defaultScript)
    return { template, script: script && debugFields ? new TracedScript(script) : script }
  }
}

interface Choice {
  readonly template: Template
  readonly script: Script | undefined
}

/** A record too far from now gets the time of now and keeps its own in `__orig_time`. */
function correctTime(point: Point, now: bigint, tolerance: bigint): void {
  const distance = point.time > now ? point.time - now : now - point.time
  if (distance <= tolerance) return
  point.set('__orig_time', point.time)
  point.time = now
}
