// The only file that knows every stage: builds them from the configuration, joins, starts, drains and stops them.
import type { Buffer as ChunkBuffer } from './buffer/buffer.js'
import type { Config } from './config/config.js'
import type { Loaded } from './config/load.js'
import { LocalDataway } from './dataway/local.js'
import { DeadLetters } from './dead-letters/dead-letters.js'
import { deadLetterFolder } from './dead-letters/options.js'
import { MessageDecoder } from './decode/message.js'
import { type Diagnostic, formatDiagnostic } from './errors.js'
import { Filters } from './filter/filters.js'
import { DatawayClock } from './forward/dataway-clock.js'
import { Forwarder } from './forward/forwarder.js'
import { Lookup } from './lookup/lookup.js'
import { nodeApi } from './node-api.js'
import { LOCAL, type NodeBuffer, nodeBuffer } from './node-buffer.js'
import { Pass } from './pass.js'
import { BatchEvents } from './pass-events.js'
import { functionTable } from './pipeline/functions/index.js'
import { Library } from './pipeline/library.js'
import { Pump } from './pump.js'
import type { Api } from './receive/api.js'
import type { Connection } from './receive/events.js'
import { FairQueue } from './receive/fair-queue.js'
import { LogPorts } from './receive/log-ports.js'
import type { Listener } from './receive/options.js'
import { receiveEvents } from './receive-events.js'
import { Reload } from './reload/reload.js'
import { Settings } from './reload/settings.js'
import { globalTags } from './tag/global-tags.js'
import { fillLabels } from './tag/label-tags.js'
import { mergeTags } from './tag/merge.js'
import { nodeIdentity } from './tag/node.js'
import { clusterOf, nodeLabels } from './tag/node-labels.js'
import { TapHub } from './tap/tap.js'
import { Events } from './telemetry/events.js'
import { createLog, type Log } from './telemetry/log.js'
import { Metrics } from './telemetry/metrics.js'
import type { ServerReading } from './telemetry/readings.js'
import { formatAddress } from './util/address.js'
import { nowNs, systemClock } from './util/clock.js'
import { maskUrl } from './util/mask.js'
import { VERSION } from './version.js'

/** Where the server listens, `host:port`. */
export interface Addresses {
  readonly log: readonly string[]
  readonly api: string
  /** URL of the local Dataway, when there is one. */
  readonly dataway: string | undefined
}

/** What a stop leaves behind. */
export interface StopReport {
  /** Records that could not be delivered in time. */
  readonly undelivered: number
}

export class App {
  /** Started when no Dataway is configured. */
  localDataway: LocalDataway | undefined
  hostname = ''

  private readonly log: Log
  private readonly metrics = new Metrics({ version: VERSION })
  private readonly events: Events
  private readonly batchEvents: BatchEvents
  readonly buffer: ChunkBuffer
  private readonly waiting: NodeBuffer['waiting']
  readonly queue: FairQueue
  private readonly pass: Pass
  readonly pump: Pump
  readonly lookup: Lookup
  private readonly taps = new TapHub()
  private readonly library: Library
  private readonly ports: LogPorts
  readonly reloads: Reload
  private hostTags: ReadonlyMap<string, string> = new Map()
  private api: Api | undefined
  private forwarder: Forwarder | undefined
  private readonly deadLetters: DeadLetters
  private clock: DatawayClock | undefined
  private state: 'new' | 'ready' | 'stopping' = 'new'
  private starting: Promise<Addresses> | undefined
  private stopping: Promise<StopReport> | undefined

  /** @param read reads the configuration again; without it, it stays as it is */
  constructor(
    private readonly config: Config,
    private readonly warnings: readonly Diagnostic[] = [],
    read?: () => Loaded,
  ) {
    this.log = createLog(config.log)
    this.events = new Events(this.metrics, this.log, systemClock)
    this.batchEvents = new BatchEvents(this.events)
    const { folders, lookup } = config
    this.lookup = new Lookup(lookup, folders.home, this.events.scripts, systemClock)
    this.library = new Library(folders.pipelineDir, {
      functions: functionTable,
      services: this.lookup,
      loopSteps: config.pipeline.loopSteps,
    })
    const { buffer, waiting } = nodeBuffer(config, this.events)
    this.buffer = buffer
    this.waiting = waiting
    const lettersFolder = deadLetterFolder(config.deadLetters, folders.cacheDir)
    const letterTools = { events: this.events, clock: systemClock }
    this.deadLetters = new DeadLetters(lettersFolder, config.deadLetters, letterTools)
    const received = receiveEvents(this.events)
    this.queue = new FairQueue(config.receive, received)
    this.ports = new LogPorts(config.receive, this.queue, received)
    this.reloads = this.makeReload(read)
    this.pass = new Pass({
      options: config.pipeline,
      maxChunkBytes: config.forward.maxRawBody,
      encoding: config.forward.encoding,
      events: this.batchEvents,
      filters: new Filters(config.filter),
      tap: this.taps,
      scripts: () => this.library.folder,
      hostTags: () => this.hostTags,
    })
    this.pump = new Pump({
      queue: this.queue,
      pass: this.pass,
      events: this.batchEvents,
      buffer: this.buffer,
      batchRecords: config.receive.batchRecords,
      batchDelayMs: config.receive.batchDelayMs,
      now: () => nowNs() + (this.clock?.offsetNs ?? 0n),
      decoder: (connection) => this.makeDecoder(connection),
    })
    this.metrics.watch(() => this.reading())
    this.metrics.watchProcess()
  }

  /** Starts every stage, the last of the path first; resolves when sidecars are served. Idempotent. */
  start(): Promise<Addresses> {
    this.starting ??= this.begin()
    return this.starting
  }

  /** Reads scripts, patterns and configuration again; resolves when what can be used of them is in force. */
  reload(): Promise<void> {
    return this.state === 'ready' ? this.reloads.now() : Promise.resolve()
  }

  /** Stops in the order of the path and delivers what it can in the grace time. Idempotent. */
  stop(): Promise<StopReport> {
    this.stopping ??= this.end()
    return this.stopping
  }

  private async begin(): Promise<Addresses> {
    await this.reloads.load()
    for (const warning of [...this.warnings, ...this.lookup.faults, ...this.reloads.faults]) {
      this.log.warn(formatDiagnostic(warning))
    }
    await this.knowNode()
    await Promise.all([this.buffer.start(), this.lookup.start()])
    await this.startForwarder()
    this.api = this.makeApi()
    const api = formatAddress(await this.api.start())
    const { listeners } = this.config.receive
    for (const { address } of listeners) this.metrics.listening(address)
    const log = (await this.ports.start(listeners)).map(formatAddress)
    this.pump.start()
    await this.reloads.follow()
    this.state = 'ready'
    this.log.info({ sidecars: log, api, scripts: this.library.folder.names().length }, 'ready')
    return { log, api, dataway: this.localDataway?.url }
  }

  /** Who this node is, and the tags of it. */
  private async knowNode(): Promise<void> {
    const { tag } = this.config
    const node = await nodeIdentity(tag)
    const name = tag.nodeName ?? node.hostname
    const read = async () => nodeLabels(clusterOf(process.env), name)
    const { tags: globalHostTags, faults } = await fillLabels(tag.globalHostTags, read)
    for (const fault of faults) this.log.warn(formatDiagnostic(fault))
    this.hostname = node.hostname
    this.hostTags = globalTags({ ...tag, globalHostTags }, node)
  }

  private async startForwarder(): Promise<void> {
    let { endpoints } = this.config.forward
    if (endpoints.length === 0) {
      this.localDataway = new LocalDataway()
      await this.localDataway.start()
      endpoints = [{ ...LOCAL, url: this.localDataway.url }]
      this.log.info(
        `ENV_DATAWAY is not set: records stay on this machine, see ${this.localDataway.url}/records`,
      )
    }
    const { events, hostname, deadLetters } = this
    const tools = { hostname, clock: systemClock, random: Math.random, events, deadLetters }
    this.forwarder = new Forwarder(this.buffer, { ...this.config.forward, endpoints }, tools)
    await this.forwarder.start()
    await this.startClock()
    this.log.info({ dataway: endpoints.map(({ url }) => maskUrl(url)) }, 'forwarding')
  }

  private makeReload(read: (() => Loaded) | undefined): Reload {
    const { config, library, events } = this
    const changeListeners = async (listeners: readonly Listener[]) => {
      const faults = await this.ports.change(listeners)
      this.pump.renewTags()
      return faults
    }
    const settings = read && new Settings(config, this.warnings, { read, changeListeners })
    return new Reload({ folders: config.folders, library, settings, events, clock: systemClock })
  }

  /** The clock of the first Dataway, as the original has it; the local one has this node's. */
  private async startClock(): Promise<void> {
    const { endpoints, ntp } = this.config.forward
    if (!ntp || endpoints.length === 0) return
    const { hostname, events } = this
    const tools = { hostname, events, clock: systemClock, wall: Date.now }
    this.clock = new DatawayClock(endpoints[0]!.url, this.config.forward, tools)
    await this.clock.start()
  }

  private makeApi(): Api {
    const { config, metrics, events, log, hostname, waiting } = this
    const { buffer, queue, pump, lookup, library, reloads, taps } = this
    const stages = { buffer, queue, pump, lookup, library, reloads, taps }
    return nodeApi({
      ...stages,
      config,
      metrics,
      events,
      log,
      hostname,
      waiting,
      hostTags: () => this.hostTags,
      localDataway: () => this.localDataway,
      reading: () => this.reading(),
    })
  }

  /** What the stages hold, for the metrics. */
  private reading(): ServerReading {
    return {
      state: this.state,
      queueBytes: this.queue.bytes,
      unfinishedBytes: this.ports.unfinishedBytes,
      parkedPoints: this.pass.parked.size,
      scripts: this.library.folder.names().length,
      endpoints: this.forwarder?.status ?? [],
    }
  }

  private makeDecoder(connection: Connection): MessageDecoder {
    return new MessageDecoder((tags, hasField) => {
      const inputTags = new Map(Object.entries(connection.listener.tags))
      return mergeTags(tags, inputTags, this.hostTags, hasField)
    })
  }

  private async end(): Promise<StopReport> {
    // A stage that is stopped before it was started would be started after it; what the start waits for ends now.
    if (this.state === 'new') await this.lookup.stop()
    await this.starting?.catch(() => {})
    this.state = 'stopping'
    this.reloads.stop()
    this.taps.close()
    this.pump.stop()
    await this.ports.stop()
    const { graceMs } = this.config.forward
    const deadline = systemClock.now() + graceMs
    await this.pump.drain(deadline, deadline - graceMs / 2, () => this.lookup.stop())
    await this.clock?.stop()
    const report = await this.forwarder?.stop(Math.max(0, deadline - systemClock.now()))
    await this.deadLetters.stop()
    await this.buffer.stop()
    await this.api?.stop()
    await this.localDataway?.stop()
    const { heldCount } = this.pump
    if (heldCount > 0) this.events.dropped(heldCount, 'stopped')
    const kept = this.buffer.durable ? (report?.count ?? 0) : 0
    const undelivered = (report?.count ?? 0) + heldCount
    const level = undelivered === 0 ? 'info' : undelivered === kept ? 'warn' : 'error'
    this.log[level]({ undelivered, kept }, 'stopped')
    return { undelivered }
  }
}
