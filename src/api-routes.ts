// The routes of the HTTP API beside health and metrics, a line for each room that has some. What they need of the running
// server is in `RouteParts`; who may ask is in receive/access.ts.
import type { Config } from './config/config.js'
import type { ScriptFolder } from './pipeline/folder.js'
import type { Pump } from './pump.js'
import type { Routes } from './receive/api.js'
import type { FairQueue } from './receive/fair-queue.js'
import { writeRoutes } from './receive/write.js'
import { WriteInput } from './write-input.js'

/** What the routes ask of the running server. */
export interface RouteParts {
  readonly config: Config
  readonly queue: FairQueue
  readonly pump: Pump
  hostTags(): ReadonlyMap<string, string>
  /** The scripts in force. */
  scripts(): ScriptFolder
}

export function apiRoutes(parts: RouteParts): readonly Routes[] {
  const { receive } = parts.config
  return [writeRoutes(new WriteInput(parts), receive)]
}
