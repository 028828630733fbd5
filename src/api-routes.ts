// The routes of the HTTP API beside health and metrics, a line for each room that has some. What they need of the running
// server is in `RouteParts`; who may ask is in receive/access.ts.
import type { Config } from './config/config.js'
import { type RecordStore, recordsRoutes } from './console/records.js'
import { consoleRoutes } from './console/routes.js'
import { overviewRoutes } from './overview/routes.js'
import type { Overview } from './overview/shape.js'
import type { ScriptFolder } from './pipeline/folder.js'
import type { Pump } from './pump.js'
import type { Routes } from './receive/api.js'
import type { FairQueue } from './receive/fair-queue.js'
import { writeRoutes } from './receive/write.js'
import { tapRoutes } from './tap/routes.js'
import type { TapHub } from './tap/tap.js'
import { workbenchRoutes } from './workbench/routes.js'
import { Workbench } from './workbench/workbench.js'
import { WriteInput } from './write-input.js'

/** What the routes ask of the running server. */
export interface RouteParts {
  readonly config: Config
  readonly queue: FairQueue
  readonly pump: Pump
  hostTags(): ReadonlyMap<string, string>
  /** The scripts in force. */
  scripts(): ScriptFolder
  /** Texts of the pattern files in force by name; another map when they change. */
  patterns(): ReadonlyMap<string, string>
  /** A worker of the workbench was ended. */
  workbenchFailed(reason: string): void
  /** What keeps the newest records here; undefined when they go to a Dataway elsewhere. */
  records(): RecordStore | undefined
  readonly taps: TapHub
  overview(): Promise<Overview>
}

export function apiRoutes(parts: RouteParts): readonly Routes[] {
  const { receive } = parts.config
  return [
    writeRoutes(new WriteInput(parts), receive),
    recordsRoutes(() => parts.records()),
    tapRoutes(parts.taps),
    overviewRoutes(() => parts.overview()),
    workbenchRoutes({ ...parts, workbench: workbenchOf(parts) }),
    consoleRoutes(),
  ]
}

function workbenchOf(parts: RouteParts): Workbench {
  const { pipeline, lookup, folders } = parts.config
  const { workbenchFailed: failed } = parts
  return new Workbench({ ...parts, pipeline, lookup, home: folders.home, failed })
}
