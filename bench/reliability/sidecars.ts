// Sidecars that write at a paced rate, one connection and one source each, and know what they handed to the kernel. After
// a broken connection they connect again in a second, as logfwd does, and go on behind the last record that the kernel took.
//
//   made ──socket.write──▶ [its callback: handed to the kernel] ──▶ server ──▶ buffer
//              └─ connection broke first: made again on the next connection
import type { Socket } from 'node:net'
import { logLines } from '../corpus.js'
import { frame } from '../processes.js'
import { upgrade } from './connection.js'
import { type Range, recordId } from './ledger.js'

const RECONNECT_MS = 1000
const TICK_MS = 10
/** Bytes that a sidecar has written and the kernel has not taken, beyond which it waits. */
const MOST_WAITING = 256 * 1024
/** Groups of which it is remembered when they were handed over. */
const REMEMBERED = 2048

/** What one connection took. */
export interface Life extends Range {
  /** When each of the newest groups was written: its last number and the time. */
  readonly times: readonly { readonly last: number; readonly at: number }[]
  /** When it was over. */
  readonly ended: number
}

class Sidecar {
  /** Connections that have ended or go on, the newest last. */
  readonly lives: Life[] = []
  /** The last number that the kernel took. */
  handed = -1

  private next = 0
  private socket: Socket | undefined
  private first = 0
  private times: { last: number; at: number }[] = []
  private stopped = false
  private retry: NodeJS.Timeout | undefined
  private readonly lines: readonly string[]

  constructor(
    readonly source: number,
    private readonly port: number,
    private readonly padding = '',
  ) {
    this.lines = logLines(64, source + 1, Date.now() - 600_000)
  }

  get connected(): boolean {
    return this.socket !== undefined
  }

  /** Connects now or, when nobody listens, as soon as somebody does. */
  async start(): Promise<void> {
    if (this.stopped || this.socket) return
    try {
      const socket = await upgrade(this.port)
      if (this.stopped) socket.destroy()
      else this.follow(socket)
    } catch {
      this.again()
    }
  }

  /** Writes records when it can; returns how many. */
  write(count: number): number {
    const { socket } = this
    if (!socket || socket.writableLength > MOST_WAITING) return 0
    const from = this.next
    this.next += count
    const last = this.next - 1
    const at = performance.now()
    const frames = Array.from({ length: count }, (_, i) => frame(this.message(from + i)))
    socket.write(Buffer.concat(frames), (error) => {
      if (!error && socket === this.socket) this.took(last, at)
    })
    return count
  }

  /** Ends the connection when everything is written. */
  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.retry)
    const { socket } = this
    if (!socket) return
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.end()
    await closed
  }

  private follow(socket: Socket): void {
    this.socket = socket
    this.first = this.next = this.handed + 1
    this.times = []
    socket.on('error', () => {})
    socket.on('close', () => this.broke())
  }

  private took(last: number, at: number): void {
    this.handed = last
    this.times.push({ last, at })
    if (this.times.length > 2 * REMEMBERED) this.times = this.times.slice(-REMEMBERED)
  }

  private broke(): void {
    this.socket = undefined
    const { source, first: from, handed: to, times } = this
    if (to >= from) this.lives.push({ source, from, to, times, ended: performance.now() })
    this.again()
  }

  private again(): void {
    if (this.stopped) return
    this.retry = setTimeout(() => void this.start(), RECONNECT_MS)
  }

  private message(sequence: number): string {
    const line = this.lines[sequence % this.lines.length]!
    return JSON.stringify({
      type: '1',
      source: `source_${this.source}`,
      pipeline: 'pod-logging-demo.p',
      tags: {
        filename: '/var/log/log.log',
        pod_name: `pod-${this.source}`,
        service: 'reliability',
      },
      fields: { filepath: '/var/log/log.log', log_read_lines: sequence + 1, status: 'info' },
      log: `${line} ${recordId(this.source, sequence)}${this.padding}`,
    })
  }
}

/** Several sidecars that write so many lines a second together. */
export class Load {
  readonly sidecars: readonly Sidecar[]
  private timer: NodeJS.Timeout | undefined
  private since = 0
  private written = 0

  constructor(
    port: number,
    private linesPerSecond: number,
    sources = 10,
    first = 0,
  ) {
    this.sidecars = Array.from({ length: sources }, (_, i) => new Sidecar(first + i, port))
  }

  /** Records that the kernel took. */
  get handed(): number {
    return this.sidecars.reduce((sum, { handed }) => sum + handed + 1, 0)
  }

  async start(): Promise<void> {
    await Promise.all(this.sidecars.map((sidecar) => sidecar.start()))
    this.pace(this.linesPerSecond)
    this.timer = setInterval(() => this.tick(), TICK_MS)
  }

  /** Goes on at another rate. */
  pace(linesPerSecond: number): void {
    this.linesPerSecond = linesPerSecond
    this.since = performance.now()
    this.written = 0
  }

  /** Waits until all of them are connected. */
  async connected(): Promise<void> {
    while (!this.sidecars.every(({ connected }) => connected))
      await new Promise((resolve) => setTimeout(resolve, 20))
    this.pace(this.linesPerSecond)
  }

  /** Writes no more; the connections stay. */
  pause(): void {
    clearInterval(this.timer)
  }

  async stop(): Promise<void> {
    this.pause()
    await Promise.all(this.sidecars.map((sidecar) => sidecar.stop()))
  }

  /** What is due since the last turn, in equal shares. What could not be written then is not made up for. */
  private tick(): void {
    const due = ((performance.now() - this.since) / 1000) * this.linesPerSecond - this.written
    const share = Math.floor(due / this.sidecars.length)
    if (share < 1) return
    for (const sidecar of this.sidecars) sidecar.write(Math.min(share, 1000))
    this.written += share * this.sidecars.length
  }
}
