// What came of a replay, and how it is said.
import { maskUrl } from '../util/mask.js'
import type { ReplayOptions } from './replay.js'

/** Records by what came of them. */
export interface Report {
  files: number
  letters: number
  sent: number
  /** By the reason that the Dataway gives now. */
  readonly refused: Map<string, number>
  /** Not sent as the Dataway takes nothing, by its status. */
  readonly unsent: Map<string, number>
  /** Of other reasons than asked for. */
  skipped: number
  /** Refused by a Dataway that is not configured any more. */
  strange: number
  /** Lines that are no letters. */
  unreadable: number
  /** What was found, by Dataway and reason. */
  readonly found: Map<string, number>
}

export function newReport(): Report {
  return {
    files: 0,
    letters: 0,
    sent: 0,
    refused: new Map(),
    unsent: new Map(),
    skipped: 0,
    strange: 0,
    unreadable: 0,
    found: new Map(),
  }
}

export function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count)
}

/** Whether everything that was asked for has arrived. */
export function isDone({ refused, unsent, strange, unreadable }: Report): boolean {
  return refused.size + unsent.size + strange + unreadable === 0
}

type Row = readonly [name: string, count: number, note: string]

/** Lines for people. */
export function summary(
  report: Report,
  { dryRun, endpoints }: Pick<ReplayOptions, 'dryRun' | 'endpoints'>,
): string {
  const sent: Row = ['sent', report.sent, endpoints.map(({ url }) => maskUrl(url)).join(' ')]
  const rows: Row[] = [
    ['files', report.files, ''],
    ['records', report.letters, ''],
    ...(dryRun ? rowsOf('found', report.found) : [sent]),
    ...rowsOf('refused again', report.refused),
    ...rowsOf('not sent', report.unsent),
    ...rowOf('not sent', report.strange, 'their Dataway is not configured, give --dataway'),
    ...rowOf('skipped', report.skipped, 'of other reasons'),
    ...rowOf('unreadable', report.unreadable, 'lines that are no letters'),
  ]
  const lines = rows.map(([name, count, note]) => {
    return `${name.padEnd(14)}${String(count).padStart(8)}  ${note}`.trimEnd()
  })
  return `${lines.join('\n')}\n`
}

function rowsOf(name: string, counts: ReadonlyMap<string, number>): Row[] {
  return [...counts].map(([key, count]) => [name, count, key])
}

function rowOf(name: string, count: number, note: string): Row[] {
  return count > 0 ? [[name, count, note]] : []
}
