// The only file that knows every stage: builds them from the configuration, joins, starts, drains and stops them.

import type { Buffer as ChunkBuffer } from './buffer/buffer.js'
import { MemoryBuffer } from './buffer/memory.js'
import type { Config } from './config/config.js'
import { LocalDataway } from './dataway/local.js'
import { MessageDecoder } from './decode/message.js'
import { type Diagnostic, formatDiagnostic } from './errors.js'
import { Forwarder } from './forward/forwarder.js'
import { Lookup } from './lookup/lookup.js'
import { type Incoming, Pass } from './pass.js'
import { BatchEvents } from './pass-events.js'
import { functionTable } from './pipeline/functions/index.js'
import { type LoadedScripts, loadScripts } from './pipeline/store.js'
import type { Chunk } from './point/chunk.js'
import { Api, type Health } from './receive/api.js'
import type { Connection, ReceiveEvents } from './receive/events.js'
import { FairQueue } from './receive/fair-queue.js'
import { LogPort } from './receive/log-port.js'
import { globalTags } from './tag/global-tags.js'
import { mergeTags } from './tag/merge.js'
import { nodeIdentity } from './tag/node.js'
import { Events } from './telemetry/events.js'
import { createLog, type Log } from './telemetry/log.js'
import { Metrics } from './telemetry/metrics.js'
import { type Address, formatAddress } from './util/address.js'
import { nowNs, systemClock } from './util/clock.js'
import { maskUrl } from './util/mask.js'
import { COMMIT, VERSION } from './version.js'

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

/** Most bytes of frames that one batch takes. */
const BATCH_BYTES = 1024 * 1024
/** Bytes of frames that are worth a batch at once. */
const FULL_BATCH_BYTES = BATCH_BYTES / 4
/** How often what scripts keep (buckets, caches) is looked through. */
const TICK_MS = 1000

export class App {
  /** Started when no Dataway is configured. */
  localDataway: LocalDataway | undefined
  hostname = ''

  private readonly log: Log
  private readonly metrics = new Metrics({ version: VERSION })
  private readonly events: Events
  private readonly batchEvents: BatchEvents
  private readonly buffer: ChunkBuffer
  private readonly queue: FairQueue
  private readonly pass: Pass
  private readonly lookup: Lookup
  private readonly scripts: LoadedScripts
  private readonly decoders = new WeakMap<Connection, MessageDecoder>()
  private hostTags: ReadonlyMap<string, string> = new Map()
  private ports: LogPort[] = []
  private api: Api | undefined
  private forwarder: Forwarder | undefined
  private timer: NodeJS.Immediate | NodeJS.Timeout | undefined
  private ticker: NodeJS.Timeout | undefined
  /** Chunks that the full buffer did not take; nothing is read while there are any. */
  private held: Chunk[] = []
  private state: 'new' | 'ready' | 'stopping' = 'new'
  private stopping: Promise<StopReport> | undefined

  constructor(
    private readonly config: Config,
    private readonly warnings: readonly Diagnostic[] = [],
  ) {
    this.log = createLog(config.log)
    this.events = new Events(this.metrics, this.log, systemClock)
    this.batchEvents = new BatchEvents(this.events)
    const { folders, lookup } = config
    this.lookup = new Lookup(lookup, folders.home, this.events, systemClock)
    this.scripts = loadScripts(folders.pipelineDir, {
      functions: functionTable,
      services: this.lookup,
      loopSteps: config.pipeline.loopSteps,
    })
    this.buffer = this.makeBuffer()
    this.queue = new FairQueue(config.receive, this.receiveEvents())
    this.queue.onFrames = () => this.schedule()
    this.pass = new Pass({
      options: config.pipeline,
      maxChunkBytes: config.forward.maxRawBody,
      events: this.batchEvents,
      scripts: () => this.scripts.folder,
      hostTags: () => this.hostTags,
    })
    this.pass.parked.onReady = () => this.schedule()
  }

  /** Starts every stage, the last of the path first; resolves when sidecars are served. */
  async start(): Promise<Addresses> {
    for (const warning of [...this.warnings, ...this.lookup.faults, ...this.scripts.faults]) {
      this.log.warn(formatDiagnostic(warning))
    }
    const node = await nodeIdentity(this.config.tag)
    this.hostname = node.hostname
    this.hostTags = globalTags(this.config.tag, node)
    await Promise.all([this.buffer.start(), this.lookup.start()])
    await this.startForwarder()
    this.api = this.makeApi()
    const api = formatAddress(await this.api.start())
    const log = (await this.startPorts()).map(formatAddress)
    this.ticker = setInterval(() => this.tick(), TICK_MS)
    this.state = 'ready'
    this.log.info({ sidecars: log, api, scripts: this.scripts.folder.names().length }, 'ready')
    return { log, api, dataway: this.localDataway?.url }
  }

  /** Stops in the order of the path and delivers what it can in the grace time. Idempotent. */
  stop(): Promise<StopReport> {
    this.stopping ??= this.end()
    return this.stopping
  }

  private async startForwarder(): Promise<void> {
    let { endpoints } = this.config.forward
    if (endpoints.length === 0) {
      this.localDataway = new LocalDataway()
      await this.localDataway.start()
      endpoints = [{ url: this.localDataway.url }]
      this.log.info(
        `ENV_DATAWAY is not set: records stay on this machine, see ${this.localDataway.url}/records`,
      )
    }
    const { events, hostname } = this
    const tools = { hostname, clock: systemClock, random: Math.random, events }
    this.forwarder = new Forwarder(this.buffer, { ...this.config.forward, endpoints }, tools)
    await this.forwarder.start()
    this.log.info({ dataway: endpoints.map(({ url }) => maskUrl(url)) }, 'forwarding')
  }

  private async startPorts(): Promise<Address[]> {
    const { listeners } = this.config.receive
    this.ports = listeners.map(
      (listener) => new LogPort(listener, this.config.receive, this.queue, this.receiveEvents()),
    )
    return Promise.all(this.ports.map((port) => port.start()))
  }

  private makeBuffer(): ChunkBuffer {
    const buffer = new MemoryBuffer({
      ...this.config.buffer,
      clock: systemClock,
      onDrop: (count, reason) => this.events.dropped(count, reason),
    })
    buffer.onRoom = () => this.release()
    this.metrics.watchBuffer(() => buffer.state, systemClock.now)
    return buffer
  }

  private makeApi(): Api {
    return new Api(this.config.receive, {
      version: VERSION,
      commit: COMMIT,
      host: this.hostname,
      health: () => ({ ok: true, detail: {} }),
      readiness: () => this.readiness(),
      metrics: async () => {
        this.queue.reportPauses()
        return { type: this.metrics.registry.contentType, text: await this.metrics.text() }
      },
    })
  }

  private readiness(): Health {
    const { bytes, count, capacity } = this.buffer.state
    const detail = {
      state: this.state,
      connections: this.queue.connections,
      buffer: { bytes, count, capacity, full: this.held.length > 0 },
      dataways: this.forwarder?.status ?? [],
      scripts: this.scripts.folder.names().length,
      faults: this.scripts.faults.map(formatDiagnostic),
    }
    return { ok: this.state === 'ready', detail }
  }

  /**
   * A batch runs a moment after its first frame, so that others can join it: the watchdog costs a batch, not a record. When
   * a batch's worth is there it runs after the sockets have had their turn.
   */
  private schedule(): void {
    if (this.timer || this.held.length > 0 || this.state === 'stopping') return
    const pump = () => this.pump()
    if (this.queue.bytes >= FULL_BATCH_BYTES) this.timer = setImmediate(pump)
    else this.timer = setTimeout(pump, this.config.receive.batchDelayMs)
  }

  private pump(): void {
    this.timer = undefined
    if (this.held.length > 0) return
    this.runBatch()
    if (this.hasWork) this.schedule()
  }

  private get hasWork(): boolean {
    return !this.queue.empty || this.pass.parked.hasReady
  }

  private tick(last = false): void {
    for (const chunk of this.pass.tick(nowNs(), last)) this.keep(chunk)
  }

  private runBatch(): void {
    const { portions } = this.queue.take(this.config.receive.batchRecords, BATCH_BYTES)
    const batch: Incoming[] = []
    let bytes = 0
    for (const { connection, frames } of portions) {
      const decoder = this.decoderOf(connection)
      for (const frame of frames) {
        bytes += frame.length
        batch.push({ frame, decoder })
      }
    }
    const start = performance.now()
    const chunks = this.pass.run(batch, nowNs())
    this.batchEvents.flush(bytes, (performance.now() - start) / 1000)
    for (const chunk of chunks) this.keep(chunk)
  }

  private keep(chunk: Chunk): void {
    if (this.held.length === 0 && this.buffer.append(chunk)) return
    if (this.held.push(chunk) === 1) this.queue.pauseAll()
  }

  /** The buffer has room again: first what was held, then the sockets. */
  private release(): void {
    while (this.held.length > 0 && this.buffer.append(this.held[0]!)) this.held.shift()
    if (this.held.length > 0) return
    this.queue.resumeAll()
    if (this.hasWork) this.schedule()
  }

  private decoderOf(connection: Connection): MessageDecoder {
    let decoder = this.decoders.get(connection)
    if (!decoder) {
      const inputTags = new Map(Object.entries(connection.listener.tags))
      decoder = new MessageDecoder((tags, hasField) =>
        mergeTags(tags, inputTags, this.hostTags, hasField),
      )
      this.decoders.set(connection, decoder)
    }
    return decoder
  }

  private receiveEvents(): ReceiveEvents {
    const count = () => this.metrics.connectionsOpen(this.queue.connections)
    return {
      connectionOpened: count,
      connectionClosed: (_, reason) => {
        count()
        if (reason === 'too_large') this.events.messageRefused(reason, 0)
      },
      connectionRefused: (reason) =>
        this.events.warn('connection_refused', 'a connection was refused', { reason }),
      frame: () => {},
      pauseChanged: (reason, waiting) => {
        if (reason === 'buffer' && waiting) this.events.readPaused()
      },
      paused: (reason, seconds) => {
        if (reason === 'buffer') this.events.readResumed(seconds)
        else this.metrics.readPaused(seconds)
      },
    }
  }

  private async end(): Promise<StopReport> {
    this.state = 'stopping'
    await Promise.all(this.ports.map((port) => port.stop()))
    clearTimeout(this.timer as NodeJS.Timeout)
    clearImmediate(this.timer as NodeJS.Immediate)
    clearInterval(this.ticker)
    const deadline = systemClock.now() + this.config.forward.graceMs
    await this.drainQueue(deadline)
    this.tick(true)
    const report = await this.forwarder?.stop(Math.max(0, deadline - systemClock.now()))
    await this.buffer.stop()
    await this.api?.stop()
    await this.localDataway?.stop()
    const undelivered = (report?.count ?? 0) + this.heldCount()
    const level = undelivered === 0 ? 'info' : 'error'
    this.log[level]({ undelivered }, 'stopped')
    return { undelivered }
  }

  /**
   * Runs what was queued. A full buffer may make room in the grace time; what it does not take by then stays held. Answers that
   * scripts wait for may come in half of it; then their records go on without.
   */
  private async drainQueue(deadline: number): Promise<void> {
    const patience = deadline - this.config.forward.graceMs / 2
    while (this.hasWork || this.pass.parked.size > 0 || this.held.length > 0) {
      if (this.held.length === 0 && this.hasWork) this.runBatch()
      else if (systemClock.now() >= (this.held.length > 0 ? deadline : patience)) break
      else await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await this.lookup.stop()
    // Past the deadline everything is still counted, so that the report is true.
    while (this.hasWork) this.runBatch()
  }

  private heldCount(): number {
    return this.held.reduce((sum, chunk) => sum + chunk.count, 0)
  }
}
