// What a pass tells, gathered over a batch and handed to the counters once: a counter costs more than a record may.

import { LineGaps } from './decode/line-gaps.js'
import type { Decoded, DecodeFault, Template } from './decode/message.js'
import { type Decoder, hasMatched, type PassEvents, type PassJob } from './pass.js'
import type { MadePoint } from './pipeline/define.js'
import type { Job } from './pipeline/guard.js'
import type { Outcome, Script } from './pipeline/script.js'
import type { Adjustment } from './point/adjustment.js'
import type { Point } from './point/point.js'
import type { Events } from './telemetry/events.js'
import type { ScriptLabels } from './telemetry/script-metrics.js'

interface Feed {
  readonly name: string
  readonly index: string
  points: number
  bytes: number
  matched: number
  missed: number
}

interface Work {
  points: number
  matched: number
  missed: number
  ms: number
  dropped: number
  failed: number
  failure: string
  /** Records that went on unparsed, by reason. */
  readonly unparsed: Map<string, number>
}

const SEPARATOR = '\u0000'

export class BatchEvents implements PassEvents {
  private readonly feeds = new Map<string, Feed>()
  private readonly work = new Map<Script, Work>()
  private readonly gaps = new WeakMap<Decoder, LineGaps>()
  /** Records that filters left out, by category, measurement and storage index. */
  private readonly leftOut = new Map<string, number>()
  private readonly changed = new Map<Adjustment, number>()
  private last: Last = {}
  /** Lines that never arrived, by source. */
  private readonly lost = new Map<string, number>()
  private accepted = 0

  constructor(private readonly events: Events) {}

  decoded({ template, lines }: Decoded, decoder: Decoder, bytes: number): void {
    this.accepted++
    const feed = this.feedOf(template, decoder)
    feed.points++
    feed.bytes += bytes
    if (lines !== undefined && template.filepath !== undefined) {
      const missing = this.gapsOf(decoder).missing(template.filepath, lines)
      if (missing > 0) add(this.lost, template.source, missing)
    }
  }

  ended(job: PassJob): void {
    const feed = this.feedOf(job.template, job.decoder)
    const work = this.workOf(job.script)
    if (hasMatched(job)) {
      feed.matched++
      work.matched++
    } else {
      feed.missed++
      work.missed++
    }
  }

  spent(script: Script, ms: number): void {
    this.workOf(script).ms += ms
  }

  faulty(fault: DecodeFault): void {
    this.events.messageRefused(fault.reason)
  }

  ran(job: Job, outcome: Outcome): void {
    const work = this.workOf(job.script)
    work.points++
    if (!outcome.failure) return
    work.failed++
    work.failure = outcome.failure.message
  }

  dropped(_point: Point, script: Script): void {
    this.workOf(script).dropped++
  }

  adjusted(reason: Adjustment): void {
    this.changed.set(reason, (this.changed.get(reason) ?? 0) + 1)
  }

  filtered({ name, storageIndex }: Point, category: string): void {
    add(this.leftOut, [category, name, storageIndex].join(SEPARATOR), 1)
  }

  made({ category, by }: MadePoint): void {
    this.events.metrics.scripts.made(category, by)
  }

  unparsed(job: Job, reason: string): void {
    add(this.workOf(job.script).unparsed, reason, 1)
  }

  quarantined(job: Job): void {
    this.events.scripts.quarantined(job.script.file)
  }

  /** Ends a batch: everything gathered goes to the counters. */
  flush(bytes: number, seconds: number): void {
    const { metrics } = this.events
    metrics.batch(bytes, seconds)
    if (this.accepted > 0) metrics.message('accepted', this.accepted)
    for (const [source, lines] of this.lost) this.events.linesLost(source, lines)
    for (const feed of this.feeds.values()) metrics.fed(feed.name, feed.index, 'logging', feed)
    for (const [script, work] of this.work) this.report(script, work)
    this.reportFiltered()
    for (const [reason, points] of this.changed) this.events.adjusted(reason, points)
    this.changed.clear()
    this.feeds.clear()
    this.work.clear()
    this.last = {}
    this.accepted = 0
    this.lost.clear()
  }

  private report(script: Script, work: Work): void {
    const labels: ScriptLabels = { script: script.file, namespace: 'default', category: 'logging' }
    const { failed, unparsed, ms } = work
    const { scripts: events, metrics } = this.events
    const { scripts } = metrics
    scripts.ran({ ...labels, ...work, seconds: ms / 1000 })
    const groks = script.takeGroks()
    if (groks.matched > 0) scripts.grok(script.file, 'match', groks.matched)
    if (groks.missed > 0) scripts.grok(script.file, 'miss', groks.missed)
    if (failed > 0) events.failed(labels, failed, work.failure)
    for (const [reason, count] of unparsed) events.unparsed(script.file, reason, count)
  }

  private reportFiltered(): void {
    for (const [key, points] of this.leftOut) {
      const [category = '', name = '', index = ''] = key.split(SEPARATOR)
      this.events.metrics.filtered(`logfwd.${name}`, index, category, points)
    }
    this.leftOut.clear()
  }

  /** Records of one kind come in a row, so the last answer of each look-up is kept. */
  private feedOf(template: Template, decoder: Decoder): Feed {
    if (template === this.last.template) return this.last.feed!
    const { source, storageIndex } = template
    const name = decoder.feed ?? `logfwd.${source}`
    const key = name + SEPARATOR + storageIndex
    const feed = this.feeds.get(key) ?? {
      name,
      index: storageIndex,
      points: 0,
      bytes: 0,
      matched: 0,
      missed: 0,
    }
    this.feeds.set(key, feed)
    this.last.template = template
    this.last.feed = feed
    return feed
  }

  private workOf(script: Script): Work {
    if (script === this.last.script) return this.last.work!
    const work = this.work.get(script) ?? {
      points: 0,
      matched: 0,
      missed: 0,
      ms: 0,
      dropped: 0,
      failed: 0,
      failure: '',
      unparsed: new Map<string, number>(),
    }
    this.work.set(script, work)
    this.last.script = script
    this.last.work = work
    return work
  }

  private gapsOf(decoder: Decoder): LineGaps {
    if (decoder === this.last.decoder) return this.last.gaps!
    const gaps = this.gaps.get(decoder) ?? new LineGaps()
    this.gaps.set(decoder, gaps)
    this.last.decoder = decoder
    this.last.gaps = gaps
    return gaps
  }
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count)
}

/** What was looked up last. */
interface Last {
  template?: Template
  feed?: Feed
  script?: Script
  work?: Work
  decoder?: Decoder
  gaps?: LineGaps
}
