// What scripts may ask of the world beyond their record, as one thing with a life: databases are opened and tables fetched
// at start, requests ended at stop.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Diagnostic } from '../errors.js'
import type { Cell, GeoPlace, HttpAnswer, HttpRequest, Row, Services } from '../pipeline/define.js'
import type { Point } from '../point/point.js'
import type { Clock } from '../util/clock.js'
import { GeoDatabase } from './geo-database.js'
import { HttpRequests, type RequestEvents } from './http-requests.js'
import type { LookupOptions } from './options.js'
import { ReferTables, type TableEvents, type TablesState } from './refer-tables.js'

const LONGEST_START_MS = 5000

export type LookupEvents = TableEvents & RequestEvents

export class Lookup implements Services {
  /** What could not be opened; the rest works without it. */
  readonly faults: readonly Diagnostic[]
  private readonly geo: GeoDatabase | undefined
  private readonly tables: ReferTables | undefined
  private readonly requests: HttpRequests

  /** @param home its `data/ipdb` is where databases stand when none are named */
  constructor(
    options: LookupOptions,
    home: string,
    events: LookupEvents,
    clock: Clock,
    readonly random: () => number = Math.random,
  ) {
    const { database, faults } = GeoDatabase.open(geoPaths(options, home))
    this.geo = database
    this.faults = faults
    const { referTableUrl: url, referTableIntervalMs, referTableMaxBytes } = options
    const source = { intervalMs: referTableIntervalMs, maxBytes: referTableMaxBytes }
    if (url !== undefined) this.tables = new ReferTables({ url, ...source }, events, clock)
    this.requests = new HttpRequests(options, events)
  }

  /** What there is to look up in; undefined for what is not configured. */
  get state(): { readonly geoip: boolean; readonly tables: TablesState | undefined } {
    return { geoip: this.geo !== undefined, tables: this.tables?.state }
  }

  /** Resolves when the tables were fetched or could not be, or after some seconds: logs do not wait for them longer. */
  async start(): Promise<void> {
    if (!this.tables) return
    const patience = new AbortController()
    const waited = sleep(LONGEST_START_MS, undefined, { signal: patience.signal }).catch(() => {})
    await Promise.race([this.tables.start(), waited])
    patience.abort()
  }

  /** Records that wait for an answer get none. */
  async stop(): Promise<void> {
    this.tables?.stop()
    await this.requests.stop()
  }

  place(address: string): GeoPlace | undefined {
    return this.geo?.place(address)
  }

  row(table: string, columns: readonly string[], values: readonly Cell[]): Row | undefined {
    return this.tables?.row(table, columns, values)
  }

  request(point: Point, wanted: HttpRequest): HttpAnswer | null {
    return this.requests.request(point, wanted)
  }
}

function geoPaths({ geoipPaths }: LookupOptions, home: string): readonly string[] {
  if (geoipPaths.length > 0) return geoipPaths
  const usual = join(home, 'data', 'ipdb')
  return existsSync(usual) ? [usual] : []
}
