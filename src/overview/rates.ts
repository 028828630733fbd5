// What happened between two overviews of a node. Pure, for the terminal and for the page.
import type { DatawayOverview, Overview, ScriptOverview, SourceOverview } from './shape.js'

/** Rates are by second; a share is from 0 to 1, and absent where nothing happened that it could be of. */
export interface Rates {
  /** Time between the two. */
  readonly seconds: number
  readonly records: number
  readonly bytes: number
  readonly matchRate?: number
  /** Of one core. */
  readonly cpu: number
  /** Records given up. */
  readonly dropped: number
  readonly sources: readonly SourceRate[]
  readonly scripts: readonly ScriptRate[]
  readonly drops: readonly DropRate[]
  readonly dataways: readonly DatawayRate[]
}

export interface SourceRate {
  readonly name: string
  readonly records: number
  readonly bytes: number
  readonly matchRate?: number
}

export interface ScriptRate {
  readonly name: string
  readonly records: number
  readonly matchRate?: number
  readonly failed: number
  readonly unparsed: number
  readonly nsPerRecord?: number
  /** Of the time of all scripts. */
  readonly share?: number
  /** Of one core. */
  readonly core: number
}

export interface DropRate {
  readonly reason: string
  readonly records: number
}

export interface DatawayRate {
  readonly endpoint: string
  readonly requests: number
  /** Of the requests, those that were answered `OK`. */
  readonly okRate?: number
  /** Mean time of a request. */
  readonly latencyMs?: number
  readonly answers: Readonly<Record<string, number>>
}

/**
 * Everything that happened from one overview to the next. Without one before, or when the process was started anew since, that is
 * everything since its start.
 */
export function rates(before: Overview | undefined, after: Overview): Rates {
  const same = before?.startedAt === after.startedAt ? before : undefined
  const seconds = Math.max(0.001, after.uptimeSeconds - (same?.uptimeSeconds ?? 0))
  const sources = after.sources.map((source) => {
    const earlier = same?.sources.find(({ name }) => name === source.name)
    return { now: source, seen: judged(earlier, source), was: earlier }
  })
  const drops = perSecond(same?.drops, after.drops, seconds)
  return {
    seconds,
    records: total(sources.map(({ now, was }) => grown(was?.records, now.records))) / seconds,
    bytes: grown(same?.receivedBytes, after.receivedBytes) / seconds,
    ...matchRate(addUp(sources.map(({ seen }) => seen))),
    cpu: grown(same?.process.cpuSeconds, after.process.cpuSeconds) / seconds,
    dropped: total(Object.values(drops)),
    sources: sources.map(({ now, was, seen }) => sourceRate(was, now, seen, seconds)),
    scripts: scriptRates(same?.scripts ?? [], after.scripts, seconds),
    drops: Object.entries(drops).map(([reason, records]) => ({ reason, records })),
    dataways: after.dataways.map((dataway) => {
      const earlier = same?.dataways.find(({ endpoint }) => endpoint === dataway.endpoint)
      return datawayRate(earlier, dataway, seconds)
    }),
  }
}

interface Judged {
  readonly matched: number
  readonly missed: number
}

function sourceRate(
  was: SourceOverview | undefined,
  { name, records, bytes }: SourceOverview,
  seen: Judged,
  seconds: number,
): SourceRate {
  return {
    name,
    records: grown(was?.records, records) / seconds,
    bytes: grown(was?.bytes, bytes) / seconds,
    ...matchRate(seen),
  }
}

function scriptRates(
  before: readonly ScriptOverview[],
  after: readonly ScriptOverview[],
  seconds: number,
): ScriptRate[] {
  const pairs = after.map((now) => ({ now, was: before.find(({ name }) => name === now.name) }))
  const all = total(pairs.map(({ now, was }) => grown(was?.ns, now.ns)))
  return pairs.map(({ now, was }) => {
    const ns = grown(was?.ns, now.ns)
    const records = grown(was?.records, now.records)
    return {
      name: now.name,
      records: records / seconds,
      ...matchRate(judged(was, now)),
      failed: grown(was?.failed, now.failed) / seconds,
      unparsed: grown(was?.unparsed, now.unparsed) / seconds,
      ...(records > 0 ? { nsPerRecord: ns / records } : {}),
      ...(all > 0 ? { share: ns / all } : {}),
      core: ns / 1e9 / seconds,
    }
  })
}

function datawayRate(
  was: DatawayOverview | undefined,
  { endpoint, answers, seconds: spent }: DatawayOverview,
  seconds: number,
): DatawayRate {
  const own = perSecond(was?.answers, answers, seconds)
  const requests = total(Object.values(own))
  const latency = (grown(was?.seconds, spent) * 1000) / (requests * seconds)
  const some = requests > 0 ? { okRate: (own.OK ?? 0) / requests, latencyMs: latency } : {}
  return { endpoint, requests, ...some, answers: own }
}

function perSecond(
  before: Readonly<Record<string, number>> | undefined,
  after: Readonly<Record<string, number>>,
  seconds: number,
): Record<string, number> {
  const entries = Object.entries(after).map(
    ([key, value]) => [key, grown(before?.[key], value) / seconds] as const,
  )
  return Object.fromEntries(entries)
}

function judged(was: Judged | undefined, now: Judged): Judged {
  return { matched: grown(was?.matched, now.matched), missed: grown(was?.missed, now.missed) }
}

function addUp(all: readonly Judged[]): Judged {
  return {
    matched: total(all.map(({ matched }) => matched)),
    missed: total(all.map(({ missed }) => missed)),
  }
}

function matchRate({ matched, missed }: Judged): { matchRate?: number } {
  return matched + missed === 0 ? {} : { matchRate: matched / (matched + missed) }
}

/** Counters only grow. */
function grown(before: number | undefined, after: number): number {
  return Math.max(0, after - (before ?? 0))
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
