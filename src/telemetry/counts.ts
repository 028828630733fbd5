// What the counters say, as data: the same numbers that `/metrics` has, read from the same series.
import type { Counter } from 'prom-client'
import type { Series } from './series.js'

/** Records by where they came from. */
export interface FeedCounts {
  readonly name: string
  readonly records: number
  readonly bytes: number
  readonly matched: number
  readonly missed: number
}

export interface ScriptCounts {
  readonly script: string
  readonly matched: number
  readonly missed: number
  readonly failed: number
  readonly unparsed: number
  readonly dropped: number
  readonly quarantines: number
  readonly seconds: number
  /** When it was loaded last, Unix seconds. */
  readonly loaded: number
}

export interface EndpointCounts {
  readonly endpoint: string
  /** Requests by answer. */
  readonly answers: Readonly<Record<string, number>>
  readonly seconds: number
}

export interface Counts {
  readonly feeds: readonly FeedCounts[]
  readonly scripts: readonly ScriptCounts[]
  readonly endpoints: readonly EndpointCounts[]
  /** Records by the reason for which they were given up. */
  readonly drops: Readonly<Record<string, number>>
  /** Refused records that are kept in the folder of dead letters, by reason. */
  readonly deadLetters: Readonly<Record<string, number>>
  /** Messages by what came of them. */
  readonly messages: Readonly<Record<string, number>>
  /** Seconds in which sockets were not read, by reason. */
  readonly paused: Readonly<Record<string, number>>
  readonly receivedBytes: number
}

export async function readCounts(series: Series): Promise<Counts> {
  const [feeds, scripts, endpoints] = await Promise.all([
    readFeeds(series),
    readScripts(series),
    readEndpoints(series),
  ])
  const [drops, deadLetters, messages, paused] = await Promise.all([
    sums(series.drops, 'reason'),
    sums(series.letters, 'reason'),
    sums(series.messages, 'result'),
    sums(series.paused, 'reason'),
  ])
  const received = await sums(series.messageBytes)
  return {
    feeds,
    scripts,
    endpoints,
    drops: record(drops),
    deadLetters: record(deadLetters),
    messages: record(messages),
    paused: record(paused),
    receivedBytes: received.get('') ?? 0,
  }
}

async function readFeeds(series: Series): Promise<FeedCounts[]> {
  const [records, bytes, results] = await Promise.all([
    sums(series.feedPoints, 'name'),
    sums(series.feedBytes, 'name'),
    sums(series.feedResults, 'name', 'result'),
  ])
  return [...records].map(([name, count]) => ({
    name,
    records: count,
    bytes: bytes.get(name) ?? 0,
    matched: results.get(keyOf(name, 'match')) ?? 0,
    missed: results.get(keyOf(name, 'miss')) ?? 0,
  }))
}

async function readScripts(series: Series): Promise<ScriptCounts[]> {
  const [results, failed, unparsed, dropped, quarantines, seconds, loaded] = await Promise.all([
    sums(series.scriptResults, 'script', 'result'),
    sums(series.scriptErrors, 'name'),
    sums(series.unparsedPoints, 'script'),
    sums(series.scriptDrops, 'name'),
    sums(series.quarantines, 'script'),
    sums(series.scriptSeconds, 'name'),
    sums(series.scriptUpdated, 'name'),
  ])
  return [...new Set([...loaded.keys(), ...seconds.keys()])].map((script) => ({
    script,
    matched: results.get(keyOf(script, 'match')) ?? 0,
    missed: results.get(keyOf(script, 'miss')) ?? 0,
    failed: failed.get(script) ?? 0,
    unparsed: unparsed.get(script) ?? 0,
    dropped: dropped.get(script) ?? 0,
    quarantines: quarantines.get(script) ?? 0,
    seconds: seconds.get(script) ?? 0,
    loaded: loaded.get(script) ?? 0,
  }))
}

async function readEndpoints(series: Series): Promise<EndpointCounts[]> {
  const [requests, seconds] = await Promise.all([
    sums(series.endpointRequests, 'endpoint', 'status'),
    sums(series.endpointSeconds, 'endpoint'),
  ])
  return [...seconds].map(([endpoint, spent]) => {
    const own = [...requests].filter(([key]) => key.startsWith(keyOf(endpoint, '')))
    const answers = own.map(([key, count]) => [key.slice(endpoint.length + 1), count] as const)
    return { endpoint, answers: Object.fromEntries(answers), seconds: spent }
  })
}

const SEPARATOR = '\u0000'

function keyOf(...labels: readonly string[]): string {
  return labels.join(SEPARATOR)
}

/** The values of a series added up by some of its labels. */
async function sums(
  metric: Pick<Counter, 'get'>,
  ...by: readonly string[]
): Promise<Map<string, number>> {
  const sums = new Map<string, number>()
  for (const { labels, value } of (await metric.get()).values) {
    const key = keyOf(...by.map((label) => String(labels[label] ?? '')))
    sums.set(key, (sums.get(key) ?? 0) + value)
  }
  return sums
}

function record(sums: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries(sums)
}
