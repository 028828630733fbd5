// The HTTP API of a node: what it is told by the stages, and its routes, a line for each room that has some. Who may ask is in
// receive/access.ts.
import type { Config } from './config/config.js'
import { recordsRoutes } from './console/records.js'
import { consoleRoutes } from './console/routes.js'
import type { LocalDataway } from './dataway/local.js'
import { liveness, readiness, type Stages } from './health.js'
import { NodeOverview, type OverviewParts } from './overview/overview.js'
import { overviewRoutes } from './overview/routes.js'
import type { Library } from './pipeline/library.js'
import type { Pump } from './pump.js'
import { Api, type ApiSources, type Routes } from './receive/api.js'
import type { FairQueue } from './receive/fair-queue.js'
import { writeRoutes } from './receive/write.js'
import { tapRoutes } from './tap/routes.js'
import type { TapHub } from './tap/tap.js'
import type { Events } from './telemetry/events.js'
import type { Log } from './telemetry/log.js'
import type { Metrics } from './telemetry/metrics.js'
import { systemClock } from './util/clock.js'
import { COMMIT, VERSION } from './version.js'
import { workbenchRoutes } from './workbench/routes.js'
import { Workbench } from './workbench/workbench.js'
import { WriteInput } from './write-input.js'

/** What the API is told by. */
export interface NodeParts extends Stages, Pick<OverviewParts, 'reading' | 'waiting'> {
  readonly config: Config
  readonly metrics: Metrics
  readonly events: Events
  readonly log: Pick<Log, 'warn'>
  readonly hostname: string
  readonly buffer: Stages['buffer'] & OverviewParts['buffer']
  readonly queue: FairQueue
  readonly pump: Pump
  readonly library: Library
  readonly taps: TapHub
  readonly hostTags: () => ReadonlyMap<string, string>
  /** Undefined when records go elsewhere. */
  localDataway(): LocalDataway | undefined
}

export function nodeApi(node: NodeParts): Api {
  const { config, events } = node
  return new Api(config.receive, sourcesOf(node), routesOf(node), { events })
}

function sourcesOf(node: NodeParts): ApiSources {
  const { metrics, queue, pump, hostname: host } = node
  return {
    version: VERSION,
    commit: COMMIT,
    host,
    health: () => liveness(pump),
    readiness: () => readiness(node.reading(), node, systemClock.now()),
    metrics: async () => {
      queue.reportPauses()
      return { type: metrics.registry.contentType, text: await metrics.text() }
    },
  }
}

function routesOf(node: NodeParts): readonly Routes[] {
  const { config, library, taps } = node
  const overview = nodeOverview(node)
  const workbench = workbenchOf(node)
  const scripts = () => library.folder
  const patterns = () => library.patternTexts
  return [
    writeRoutes(new WriteInput(node), config.receive),
    recordsRoutes(() => node.localDataway()),
    tapRoutes(taps),
    overviewRoutes(() => overview.read()),
    workbenchRoutes({ workbench, scripts, patterns }),
    consoleRoutes(),
  ]
}

function workbenchOf({ config, library, log, hostTags }: NodeParts): Workbench {
  const { pipeline, lookup, folders } = config
  return new Workbench({
    pipeline,
    lookup,
    home: folders.home,
    hostTags,
    patterns: () => library.patternTexts,
    failed: (reason) => log.warn({ reason }, 'workbench started anew'),
  })
}

function nodeOverview(node: NodeParts): NodeOverview {
  const { hostname: host, library, events } = node
  return new NodeOverview({
    ...node,
    build: { version: VERSION, commit: COMMIT, host },
    failures: events.scripts.failures,
    scripts: () => library.folder,
  })
}
