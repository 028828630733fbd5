// The built server as a process that is killed, stopped and started again on the same home folder and the same ports.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DOCUMENT_SCRIPT } from '../corpus.js'
import { freePort } from '../free-port.js'

/** That of `npm run build`. */
const ENTRY = resolve('dist/main.js')

export interface ServerOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly scripts?: Readonly<Record<string, string>>
  /** Flags of Node itself. */
  readonly nodeFlags?: readonly string[]
}

export interface Readiness {
  readonly buffer: { readonly count: number; readonly bytes: number; readonly full: boolean }
  readonly connections: number
}

export interface Stopped {
  readonly ms: number
  readonly code: number | null
}

const PATIENCE_MS = 20_000

export class ServerUnderTest {
  readonly home = mkdtempSync(join(tmpdir(), 'logfwdserver-reliability-'))
  child: ChildProcess | undefined

  private constructor(
    readonly port: number,
    private readonly api: number,
    private readonly options: ServerOptions,
  ) {}

  static async make(options: ServerOptions): Promise<ServerUnderTest> {
    const server = new ServerUnderTest(await freePort(), await freePort(), options)
    for (const folder of ['conf.d', 'pipeline', 'buffer'])
      mkdirSync(join(server.home, folder), { recursive: true })
    server.write(
      'conf.d/logfwdserver.conf',
      `[inputs.logfwdserver]\naddress = "127.0.0.1:${server.port}"\n`,
    )
    const scripts = { 'pod-logging-demo.p': DOCUMENT_SCRIPT, ...options.scripts }
    for (const [name, text] of Object.entries(scripts)) server.write(`pipeline/${name}`, text)
    return server
  }

  /** A file in the home folder. */
  write(path: string, text: string): void {
    writeFileSync(join(this.home, path), text)
  }

  /** Folder of the disk buffer. */
  get bufferFolder(): string {
    return this.options.env?.ENV_DATAWAY_WAL_PATH ?? join(this.home, 'buffer')
  }

  get pid(): number {
    return this.child!.pid!
  }

  /** Starts it; resolves when it listens, with the milliseconds that took. */
  async start(): Promise<number> {
    const log = openSync(join(this.home, 'server.log'), 'a')
    const begin = performance.now()
    const flags = this.options.nodeFlags ?? []
    this.child = spawn(process.execPath, [...flags, ENTRY, 'run', '--home', this.home], {
      env: this.environment(),
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    await this.until(() => listens(this.port))
    return performance.now() - begin
  }

  /** What it wrote to its log. */
  said(): string {
    return readFileSync(join(this.home, 'server.log'), 'utf8')
  }

  /** Ends it as the kernel does when memory is out; resolves when it is gone. */
  async kill(): Promise<void> {
    await this.end('SIGKILL')
  }

  /** Stops it as Kubernetes does. */
  async terminate(): Promise<Stopped> {
    const begin = performance.now()
    const code = await this.end('SIGTERM')
    return { ms: performance.now() - begin, code }
  }

  signal(name: NodeJS.Signals): void {
    this.child?.kill(name)
  }

  get running(): boolean {
    return (
      this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null
    )
  }

  async remove(): Promise<void> {
    if (this.running) await this.kill()
    rmSync(this.home, { recursive: true, force: true })
  }

  async readiness(): Promise<Readiness> {
    const answer = await fetch(`http://127.0.0.1:${this.api}/readyz`)
    return (await answer.json()) as Readiness
  }

  /** The sum of all series of a metric. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${this.api}/metrics`)).text()
    const series = text.split('\n').filter((line) => new RegExp(`^${name}[{ ]`).test(line))
    return series.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0)
  }

  /** Posts line protocol; true when all of it is in the buffer. */
  async post(body: string): Promise<boolean> {
    const url = `http://127.0.0.1:${this.api}/v1/write/logging`
    const answer = await fetch(url, { method: 'POST', body }).catch(() => undefined)
    await answer?.arrayBuffer().catch(() => undefined)
    return answer?.status === 200
  }

  get apiPort(): number {
    return this.api
  }

  /** Resolves when the buffer is empty, or rejects after a time. */
  async drained(patienceMs = 60_000): Promise<void> {
    const drained = async () => (await this.readiness()).buffer.count === 0
    await this.until(drained, patienceMs)
  }

  /** Open files of the process. */
  get openFiles(): number {
    return readdirSync(`/proc/${this.pid}/fd`).length
  }

  get residentBytes(): number {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024
  }

  async until(reached: () => Promise<boolean>, patienceMs = PATIENCE_MS): Promise<void> {
    for (const end = performance.now() + patienceMs; performance.now() < end; ) {
      if (!this.running) throw new Error(`the server ended by itself:\n${this.said().slice(-2000)}`)
      if (await reached().catch(() => false)) return
      await new Promise((done) => setTimeout(done, 5))
    }
    throw new Error(`not reached in ${patienceMs} ms:\n${this.said().slice(-2000)}`)
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this
    if (!child || !this.running) return child?.exitCode ?? null
    const exit = once(child, 'exit')
    child.kill(signal)
    const [code] = (await exit) as [number | null]
    return code
  }

  private environment(): Record<string, string> {
    return {
      PATH: process.env.PATH ?? '',
      ENV_HTTP_LISTEN: `127.0.0.1:${this.api}`,
      ENV_HOSTNAME: 'node-1',
      ENV_DATAWAY_WAL_PATH: this.bufferFolder,
      ENV_DATAWAY_DISABLE_NTP: 'true',
      ENV_IO_FLUSH_INTERVAL: '1s',
      ENV_LOG: 'stderr',
      ENV_LOG_LEVEL: 'warn',
      ...this.options.env,
    }
  }
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } finally {
    socket.destroy()
  }
}
