// The reference tables of scripts, fetched on an interval from a URL or a file. What cannot be fetched or read changes nothing:
// the tables of before stay. A large text is taken over in portions, so that logs go on meanwhile.
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { request } from 'undici'
import type { Cell, Row } from '../pipeline/define.js'
import type { Clock } from '../util/clock.js'
import { maskUrl } from '../util/mask.js'
import { bodyWithin } from './body.js'
import { parseTables, ReferTable } from './refer-table.js'

export interface TableSource {
  /** http or https URL, file URL or path. */
  readonly url: string
  readonly intervalMs: number
  readonly maxBytes: number
}

/** How the tables are. */
export interface TablesState {
  readonly tables: number
  readonly rows: number
  /** Unix milliseconds; undefined when none were taken over yet. */
  readonly loadedAt: number | undefined
  /** Whether they could not be fetched or read the last time. */
  readonly failed: boolean
}

export interface TableEvents {
  tablesLoaded(tables: number, rows: number): void
  /** The tables of before stay in force. */
  tablesRefused(source: string, reason: string): void
}

const TIMEOUT_MS = 30_000
const ROWS_AT_ONCE = 2000

export class ReferTables {
  private tables: ReadonlyMap<string, ReferTable> = new Map()
  private digest = ''
  private now: TablesState = { tables: 0, rows: 0, loadedAt: undefined, failed: false }
  private readonly stopped = new AbortController()
  private cancel: () => void = () => {}

  constructor(
    private readonly source: TableSource,
    private readonly events: TableEvents,
    private readonly clock: Clock,
  ) {}

  /** Fetches for the first time; resolves when that is done, well or not. */
  start(): Promise<void> {
    return this.refresh()
  }

  stop(): void {
    this.stopped.abort()
    this.cancel()
  }

  get state(): TablesState {
    return this.now
  }

  row(table: string, columns: readonly string[], values: readonly Cell[]): Row | undefined {
    return this.tables.get(table)?.find(columns, values)
  }

  private async refresh(): Promise<void> {
    try {
      await this.load(await this.read())
      this.now = { ...this.now, failed: false }
    } catch (error) {
      if (this.stopped.signal.aborted) return
      this.now = { ...this.now, failed: true }
      const reason = error instanceof Error ? error.message : String(error)
      this.events.tablesRefused(this.shown, reason)
    }
    if (this.stopped.signal.aborted) return
    this.cancel = this.clock.after(this.source.intervalMs, () => void this.refresh())
  }

  /** The source without its secrets. */
  private get shown(): string {
    const { url } = this.source
    return /^https?:/i.test(url) ? maskUrl(url) : url
  }

  private async load(text: string): Promise<void> {
    const digest = createHash('sha256').update(text).digest('hex')
    if (digest === this.digest) return
    const tables = new Map<string, ReferTable>()
    let rows = 0
    for (const one of parseTables(text)) {
      const table = new ReferTable(one)
      for (let at = 0; at < one.row_data.length; at += ROWS_AT_ONCE) {
        table.load(at, at + ROWS_AT_ONCE)
        await turn()
      }
      rows += one.row_data.length
      tables.set(one.table_name, table)
    }
    this.tables = tables
    this.digest = digest
    this.now = { tables: tables.size, rows, loadedAt: this.clock.now(), failed: false }
    this.events.tablesLoaded(tables.size, rows)
  }

  private async read(): Promise<string> {
    const { url, maxBytes } = this.source
    if (!/^https?:/i.test(url))
      return readWithin(/^file:/i.test(url) ? fileURLToPath(url) : url, maxBytes)
    const signal = AbortSignal.any([this.stopped.signal, AbortSignal.timeout(TIMEOUT_MS)])
    const { statusCode, body } = await request(url, { signal })
    const bytes = await bodyWithin(body, maxBytes)
    if (statusCode !== 200) throw new Error(`the answer has status ${statusCode}`)
    if (!bytes) throw new Error(`the text is larger than ${maxBytes} bytes`)
    return bytes.toString('utf8')
  }
}

async function readWithin(path: string, maxBytes: number): Promise<string> {
  const { size } = await stat(path)
  if (size > maxBytes) throw new Error(`the text is larger than ${maxBytes} bytes`)
  return readFile(path, 'utf8')
}
