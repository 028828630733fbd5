// The HTTP API of a node: what it is told by the stages, and the routes of the rooms.
import { apiRoutes } from './api-routes.js'
import type { Config } from './config/config.js'
import type { LocalDataway } from './dataway/local.js'
import { liveness, readiness, type Stages } from './health.js'
import { NodeOverview, type OverviewParts } from './overview/overview.js'
import type { Library } from './pipeline/library.js'
import type { Pump } from './pump.js'
import { Api, type ApiSources } from './receive/api.js'
import type { FairQueue } from './receive/fair-queue.js'
import type { TapHub } from './tap/tap.js'
import type { Events } from './telemetry/events.js'
import type { Log } from './telemetry/log.js'
import type { Metrics } from './telemetry/metrics.js'
import { systemClock } from './util/clock.js'
import { COMMIT, VERSION } from './version.js'

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
  hostTags(): ReadonlyMap<string, string>
  /** Undefined when records go elsewhere. */
  localDataway(): LocalDataway | undefined
}

export function nodeApi(node: NodeParts): Api {
  const { config, queue, pump, library, log, taps, events } = node
  const overview = nodeOverview(node)
  const routes = apiRoutes({
    config,
    queue,
    pump,
    hostTags: () => node.hostTags(),
    scripts: () => library.folder,
    patterns: () => library.patternTexts,
    workbenchFailed: (reason) => log.warn({ reason }, 'workbench started anew'),
    records: () => node.localDataway(),
    taps,
    overview: () => overview.read(),
  })
  return new Api(config.receive, sourcesOf(node), routes, undefined, events)
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

function nodeOverview(node: NodeParts): NodeOverview {
  const { hostname: host, library, events } = node
  return new NodeOverview({
    ...node,
    build: { version: VERSION, commit: COMMIT, host },
    failures: events.failures,
    scripts: () => library.folder,
  })
}
