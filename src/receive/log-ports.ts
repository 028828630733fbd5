// All ports that sidecars connect to. They can be changed while they serve: a port that stays keeps its connections and takes
// over its new tags; one that goes keeps them until their peers end them.
import type { Address } from '../util/address.js'
import type { ReceiveEvents } from './events.js'
import type { FairQueue } from './fair-queue.js'
import { LogPort, type LogPortOptions } from './log-port.js'
import type { Listener } from './options.js'
import { Unfinished } from './unfinished.js'

/** A listener that cannot be opened. */
export interface PortFault {
  readonly listener: Listener
  readonly reason: string
}

/** How the ports in use become those of other listeners. */
interface Plan {
  readonly kept: ReadonlyMap<LogPort, Listener>
  readonly gone: readonly LogPort[]
  readonly added: readonly Listener[]
}

export class LogPorts {
  private ports: LogPort[] = []
  private readonly unfinished: Unfinished
  private readonly leaving = new Set<LogPort>()
  private stopped = false

  constructor(
    private readonly options: LogPortOptions,
    private readonly queue: FairQueue,
    private readonly events: ReceiveEvents,
  ) {
    this.unfinished = new Unfinished(options.unfinishedBytes, options.unfinishedMs)
  }

  /** Bytes of messages that have not come whole. */
  get unfinishedBytes(): number {
    return this.unfinished.bytes
  }

  /** @throws when one of them cannot be opened */
  async start(listeners: readonly Listener[]): Promise<Address[]> {
    this.ports = listeners.map((listener) => this.make(listener))
    return Promise.all(this.ports.map((port) => port.start()))
  }

  /** Changes to other listeners. When one of them cannot be opened, everything stays as it is. */
  async change(listeners: readonly Listener[]): Promise<readonly PortFault[]> {
    if (this.stopped) return []
    const { kept, gone, added } = this.plan(listeners)
    const inTheWay = gone.filter((port) => added.some((one) => port.isInTheWayOf(one)))
    for (const port of inTheWay) port.pause()
    const { opened, faults } = await this.open(added)
    if (faults.length > 0 || this.stopped) {
      await Promise.all(opened.map((port) => port.stop()))
      return this.stopped ? faults : [...faults, ...(await this.reopen(inTheWay))]
    }
    for (const [port, listener] of kept) port.retag(listener)
    this.ports = [...kept.keys(), ...opened]
    for (const port of gone) this.retire(port)
    return []
  }

  async stop(): Promise<void> {
    this.stopped = true
    await Promise.all([...this.ports, ...this.leaving].map((port) => port.stop()))
  }

  private plan(listeners: readonly Listener[]): Plan {
    const gone = new Set(this.ports)
    const kept = new Map<LogPort, Listener>()
    const added: Listener[] = []
    for (const listener of listeners) {
      const port = [...gone].find((one) => one.fits(listener))
      if (port) kept.set(port, listener)
      else added.push(listener)
      if (port) gone.delete(port)
    }
    return { kept, gone: [...gone], added }
  }

  private async open(listeners: readonly Listener[]) {
    const opened: LogPort[] = []
    const faults: PortFault[] = []
    for (const listener of listeners) {
      try {
        const port = this.make(listener)
        opened.push(port)
        await port.start()
      } catch (error) {
        faults.push({ listener, reason: (error as Error).message })
      }
    }
    return { opened, faults }
  }

  /** Takes connections again where others were to be served. A port whose place is taken is given up; the next change opens it anew. */
  private async reopen(ports: readonly LogPort[]): Promise<PortFault[]> {
    const faults: PortFault[] = []
    for (const port of ports) {
      try {
        await port.resume()
      } catch (error) {
        faults.push({ listener: port.serves, reason: (error as Error).message })
        this.ports = this.ports.filter((one) => one !== port)
        this.retire(port)
      }
    }
    return faults
  }

  private make(listener: Listener): LogPort {
    return new LogPort(listener, this.options, this.queue, this.events, this.unfinished)
  }

  private retire(port: LogPort): void {
    this.leaving.add(port)
    void port.retire().finally(() => this.leaving.delete(port))
  }
}
