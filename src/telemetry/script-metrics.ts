// What is counted of scripts: what they did to records, and how they fared themselves.
import { folding } from './fold.js'
import { MOST_NAMES } from './labels.js'
import type { Series } from './series.js'

/** A script as its series name it. */
export interface ScriptLabels {
  readonly script: string
  readonly namespace: string
  readonly category: string
}

/** Records that went through a script, by whether it matched. */
export interface Judged {
  readonly matched: number
  readonly missed: number
}

/** What one script did to one batch. */
export interface ScriptWork extends ScriptLabels, Judged {
  readonly points: number
  readonly dropped: number
  readonly seconds: number
}

export class ScriptMetrics {
  private readonly name = folding(MOST_NAMES)

  constructor(private readonly series: Series) {}

  ran(work: ScriptWork): void {
    const labels = this.labels(work)
    this.series.scriptPoints.inc(labels, work.points)
    this.series.scriptRuns.inc(labels, work.points)
    this.series.scriptSeconds.inc(labels, work.seconds)
    if (work.dropped > 0) this.series.scriptDrops.inc(labels, work.dropped)
    this.judged(labels.name, work)
  }

  failed(script: ScriptLabels, points: number): void {
    this.series.scriptErrors.inc(this.labels(script), points)
  }

  /** @param seconds Unix time */
  loaded(script: ScriptLabels, seconds: number): void {
    this.series.scriptUpdated.set(this.labels(script), seconds)
  }

  grok(script: string, result: string, calls: number): void {
    this.series.groks.inc({ script: this.name(script), result }, calls)
  }

  requested(result: string): void {
    this.series.scriptRequests.inc({ result })
  }

  made(category: string, by: string): void {
    this.series.madePoints.inc({ category, function: by })
  }

  unparsed(script: string, reason: string, points: number): void {
    this.series.unparsedPoints.inc({ script: this.name(script), reason }, points)
  }

  quarantined(script: string): void {
    this.series.quarantines.inc({ script: this.name(script) })
  }

  private judged(script: string, { matched, missed }: Judged): void {
    const { scriptResults } = this.series
    if (matched > 0) scriptResults.inc({ script, result: 'match' }, matched)
    if (missed > 0) scriptResults.inc({ script, result: 'miss' }, missed)
  }

  private labels({ script, category, namespace }: ScriptLabels) {
    return { category, name: this.name(script), namespace }
  }
}
