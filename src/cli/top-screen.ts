// What `top` shows, as lines of text: pure, so that it can be tested and printed once.
import type { DatawayRate, Rates } from '../overview/rates.js'
import type { DatawayOverview, Overview, ScriptOverview } from '../overview/shape.js'
import { cut, shown } from './columns.js'
import { bytesText, countText, durationText, nsText, rateText, shareText } from './figures.js'
import type { Paint } from './paint.js'
import { type Column, tableOf } from './top-table.js'

export interface View {
  readonly overview: Overview
  readonly rates: Rates
  /** Why the server did not answer the last time. */
  readonly trouble?: string
}

export const SORTS = ['rate', 'match', 'cost', 'name'] as const
export type Sort = (typeof SORTS)[number]

export interface ScreenOptions {
  readonly sort: Sort
  readonly paint: Paint
  /** Of the terminal; what is printed elsewhere is of any size. */
  readonly width?: number
  readonly height?: number
  /** Whether keys are read. */
  readonly keys?: boolean
}

export function screen(view: View, options: ScreenOptions): string[] {
  const { width = Number.POSITIVE_INFINITY, height = Number.POSITIVE_INFINITY, paint } = options
  const head = summary(view, paint, width)
  const foot = options.keys ? ['', paint.faint(cut(keysLine(options.sort), width))] : []
  const room = height - head.length - foot.length - 6
  const sources = sourceTable(view, options)
  const scripts = scriptTable(view, options)
  const [sourceRoom, scriptRoom] = shares(room, sources.rows.length, scripts.rows.length)
  return [
    ...head,
    '',
    ...tableOf(sources.columns, sources.rows, { paint, width, height: sourceRoom }),
    '',
    ...tableOf(scripts.columns, scripts.rows, { paint, width, height: scriptRoom }),
    ...foot,
  ]
}

/** Rows for each of two tables: what the one does not need is the other's. */
function shares(room: number, first: number, second: number): [number, number] {
  if (first + second <= room) return [first, second]
  const half = Math.max(1, Math.floor(room / 2))
  if (first <= half) return [first, Math.max(1, room - first)]
  if (second <= half) return [Math.max(1, room - second), second]
  return [half, Math.max(1, room - half)]
}

function summary({ overview, rates, trouble }: View, paint: Paint, width: number): string[] {
  const { version, host, state, uptimeSeconds, now, input, process, reload } = overview
  const lines = [
    paint.strong(
      cut(
        `logfwdserver ${version}  ${shown(host)}  up ${durationText(uptimeSeconds)}  ${state}  ${now.slice(11, 19)} UTC`,
        width,
      ),
    ),
    cut(
      `in      ${rateText(rates.records)} records/s  ${bytesText(rates.bytes)}/s  matched ${shareText(rates.matchRate)}  connections ${countText(input.connections)}  waiting ${bytesText(input.queueBytes + input.unfinishedBytes)}  cpu ${shareText(rates.cpu)}  memory ${bytesText(process.rss)}`,
      width,
    ),
    bufferLine(overview, paint, width),
    ...overview.dataways.map((one) =>
      datawayLine(
        one,
        rates.dataways.find(({ endpoint }) => endpoint === one.endpoint)!,
        paint,
        width,
      ),
    ),
    dropsLine(overview, rates, paint, width),
  ]
  if (!reload.ok || reload.faults.length > 0) {
    const first = reload.faults[0] ?? 'the last reload failed'
    const more = reload.faults.length > 1 ? `  (and ${reload.faults.length - 1} more)` : ''
    lines.push(paint.bad(cut(`faults  ${shown(first)}${more}`, width)))
  }
  if (trouble) lines.push(paint.bad(cut(`no answer: ${shown(trouble)}; numbers are old`, width)))
  return lines
}

function bufferLine({ buffer, input }: Overview, paint: Paint, width: number): string {
  const { bytes, capacity, count, oldestSeconds, full, writable } = buffer
  const share = capacity > 0 ? shareText(bytes / capacity) : '–'
  const paused = input.pausedSeconds.buffer ?? 0
  const text = cut(
    [
      full ? 'buffer  FULL: nothing is read' : 'buffer',
      ...(writable ? [] : ['THE DISK TAKES NOTHING']),
      `${bytesText(bytes)} of ${bytesText(capacity)} (${share})`,
      `${countText(count)} records`,
      `oldest ${durationText(oldestSeconds)}`,
      ...(input.parked > 0 ? [`${countText(input.parked)} wait for an answer`] : []),
      ...(paused > 0 ? [`reading paused ${durationText(paused)} in all`] : []),
    ].join('  '),
    width,
  )
  return full || !writable ? paint.bad(text) : text
}

function datawayLine(
  { endpoint, state, last, waiting }: DatawayOverview,
  rate: DatawayRate,
  paint: Paint,
  width: number,
): string {
  const latency = rate.latencyMs === undefined ? '' : `  ${nsText(rate.latencyMs * 1e6)}`
  const { OK: _ok, ...others } = rate.answers
  const failures = Object.entries(others)
    .filter(([, perSecond]) => perSecond > 0)
    .map(([answer, perSecond]) => `  ${answer} ${rateText(perSecond)}/s`)
    .join('')
  const text = `dataway ${shown(endpoint)}  ${state}  ${last === '' ? 'not asked yet' : shown(last)}  ${rateText(rate.requests)} requests/s${latency}${failures}  waiting ${countText(waiting.count)} records, ${bytesText(waiting.bytes)}`
  return state === 'ok' ? cut(text, width) : paint.bad(cut(text, width))
}

function dropsLine(
  { drops, deadLetters, scripts }: Overview,
  rates: Rates,
  paint: Paint,
  width: number,
) {
  const parts = Object.entries(drops)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => {
      const perSecond = rates.drops.find((one) => one.reason === reason)?.records ?? 0
      return `${reason} ${countText(count)}${perSecond > 0 ? ` (${rateText(perSecond)}/s)` : ''}`
    })
  const byScripts = scripts.reduce((sum, { dropped }) => sum + dropped, 0)
  if (byScripts > 0) parts.push(`by scripts ${countText(byScripts)}`)
  const letters = Object.values(deadLetters).reduce((sum, count) => sum + count, 0)
  if (letters > 0) parts.push(`dead letters ${countText(letters)}`)
  const text = cut(`drops   ${parts.length === 0 ? 'none' : parts.join('  ')}`, width)
  return rates.drops.some(({ reason, records }) => records > 0 && reason !== 'filtered')
    ? paint.bad(text)
    : text
}

interface Table {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
}

function sourceTable({ overview, rates }: View, { sort }: ScreenOptions): Table {
  const totals = new Map(overview.sources.map((source) => [source.name, source]))
  const rows = rates.sources.toSorted(
    byColumn(sort === 'cost' ? 'rate' : sort, { cost: ({ bytes }) => bytes }),
  )
  return {
    columns: [
      { title: 'SOURCE' },
      { title: 'REC/S' },
      { title: 'BYTES/S' },
      { title: 'MATCH' },
      { title: 'RECORDS' },
      { title: 'BYTES' },
    ],
    rows: rows.map(({ name, records, bytes, matchRate }) => {
      const total = totals.get(name)
      return [
        shown(name),
        rateText(records),
        bytesText(bytes),
        shareText(matchRate),
        countText(total?.records ?? 0),
        bytesText(total?.bytes ?? 0),
      ]
    }),
  }
}

function scriptTable({ overview, rates }: View, { sort }: ScreenOptions): Table {
  const about = new Map(overview.scripts.map((script) => [script.name, script]))
  const rows = rates.scripts.toSorted(byColumn(sort, { cost: ({ core }) => core }))
  return {
    columns: [
      { title: 'SCRIPT' },
      { title: 'REC/S' },
      { title: 'MATCH' },
      { title: 'COST/REC' },
      { title: 'CORE' },
      { title: 'SHARE' },
      { title: 'FAILED' },
      { title: 'UNPARSED' },
      { title: 'STATE', last: true },
    ],
    rows: rows.map(({ name, records, matchRate, nsPerRecord, core, share }) => {
      const script = about.get(name)
      return [
        shown(name),
        rateText(records),
        shareText(matchRate),
        nsText(nsPerRecord),
        shareText(core),
        shareText(share),
        countText(script?.failed ?? 0),
        countText(script?.unparsed ?? 0),
        script ? stateText(script) : '',
      ]
    }),
  }
}

function stateText({ state, error, quarantines }: ScriptOverview): string {
  const slow = quarantines > 0 ? `too slow ${countText(quarantines)} times; ` : ''
  if (!error) return slow + state
  const { file, position, message } = error
  const place = position ? `${file}:${position.line}:${position.column}: ` : ''
  return `${slow}${state === 'ok' ? '' : `${state}: `}${shown(place + message)}`
}

interface Row {
  readonly name: string
  readonly records: number
  readonly matchRate?: number
}

/** Most first; the match rate least first, since what does not match is looked for; equal ones by name. */
function byColumn<T extends Row>(
  sort: Sort,
  { cost }: { cost: (row: T) => number },
): (a: T, b: T) => number {
  const value: Record<Sort, (row: T) => number> = {
    rate: ({ records }) => -records,
    match: ({ matchRate = 2 }) => matchRate,
    cost: (row) => -cost(row),
    name: () => 0,
  }
  return (a, b) => value[sort](a) - value[sort](b) || (a.name < b.name ? -1 : 1)
}

function keysLine(sort: Sort): string {
  return `sorted by ${sort}   r rate  m match  c cost  n name   q quit`
}
