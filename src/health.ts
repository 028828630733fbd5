// How the program is: whether it lives, which a supervisor restarts it for, and whether it takes logs now, with what a person
// wants to know first. Nothing in here is secret or of a log: other hosts may read it.
import { setImmediate as turn } from 'node:timers/promises'
import { headline } from './errors.js'
import type { Lookup } from './lookup/lookup.js'
import type { Pump } from './pump.js'
import type { Health } from './receive/api.js'
import type { Reload } from './reload/reload.js'
import type { BufferReading, ServerReading } from './telemetry/readings.js'

/** A batch that could run and has not for so long never will. */
const STUCK_MS = 60_000

/** Alive: the event loop turns, and what came in goes through the pipeline. A Dataway that is away is no reason for a restart. */
export async function liveness(pump: Pick<Pump, 'overdueMs'>): Promise<Health> {
  const asked = performance.now()
  await turn()
  const turnMs = Math.round(performance.now() - asked)
  const failed = pump.overdueMs > STUCK_MS ? [{ name: 'pipeline' }] : []
  return { ok: failed.length === 0, failed, detail: { turnMs, failed } }
}

export interface Stages {
  readonly buffer: {
    readonly state: BufferReading
    readonly durable: boolean
    /** How its disk does, where it has one. */
    readonly disk?: object | undefined
  }
  readonly queue: { readonly connections: number }
  readonly pump: Pick<Pump, 'blocked'>
  readonly reloads: Pick<Reload, 'faults' | 'last'>
  readonly lookup: Pick<Lookup, 'state'>
}

/** Ready: sidecars are served. */
export function readiness(reading: ServerReading, stages: Stages, now: number): Health {
  const { state, scripts, endpoints, queueBytes } = reading
  const { queue, reloads, lookup } = stages
  const { last, faults } = reloads
  const detail = {
    state,
    connections: queue.connections,
    queue: { bytes: queueBytes },
    buffer: bufferDetail(stages, now),
    dataways: endpoints,
    scripts,
    // Without the lines of scripts.
    faults: faults.map(headline),
    reload: last && { at: timeText(last.at), ok: last.ok },
    lookups: lookupDetail(lookup.state),
  }
  return { ok: state === 'ready', detail }
}

function bufferDetail({ buffer, pump }: Stages, now: number) {
  const { bytes, count, capacity, oldest } = buffer.state
  const oldestSeconds = oldest === undefined ? 0 : Math.max(0, (now - oldest) / 1000)
  const { durable, disk } = buffer
  return { bytes, count, capacity, full: pump.blocked, oldestSeconds, durable, disk }
}

function lookupDetail({ geoip, tables }: Lookup['state']) {
  if (!tables) return { geoip }
  const { loadedAt, ...rest } = tables
  return { geoip, tables: { ...rest, loaded: loadedAt && timeText(loadedAt) } }
}

function timeText(unixMs: number): string {
  return new Date(unixMs).toISOString()
}
