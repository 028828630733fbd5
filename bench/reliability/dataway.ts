// A Dataway that counts records by their id instead of keeping them, and fails as it is told. It reads a body at once when
// it is whole, so the order in its ledger is the order in which requests came.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { type Fault, Faults } from '../../src/dataway/faults.js'
import type { WriteRequest } from '../../src/dataway/local.js'
import { Ledger } from './ledger.js'

/** A fault of a Dataway that may have kept the records nevertheless. */
export interface HarnessFault extends Fault {
  readonly keeps?: boolean
}

export class CountingDataway {
  readonly ledger = new Ledger()
  /** Records of accepted requests, whether or not they were new. */
  accepted = 0
  /** Requests, by the status they were answered; `none` for those without an answer. */
  readonly answers = new Map<string, number>()

  private readonly faults = new Faults()
  private server: Server | undefined
  private port = 0

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Listens, on the same port as before. */
  async start(): Promise<void> {
    this.server = createServer((request, response) => this.take(request, response))
    this.server.listen(this.port, '127.0.0.1')
    await once(this.server, 'listening')
    this.port = (this.server.address() as AddressInfo).port
  }

  /** Is not there any more: connections are reset, new ones refused. */
  async stop(): Promise<void> {
    const { server } = this
    if (!server) return
    this.server = undefined
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }

  fail(fault: HarnessFault): void {
    this.faults.add(fault)
  }

  heal(): void {
    this.faults.clear()
  }

  private take(request: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = []
    request.on('error', () => {})
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => this.answer(writeOf(request, Buffer.concat(parts)), response))
  }

  private answer(write: WriteRequest, response: ServerResponse): void {
    const fault: HarnessFault | undefined = this.faults.take(write)
    if (!fault || fault.keeps) this.accepted += this.ledger.read(write.body.toString('latin1'))
    const { status = 200, delayMs = 0, headers = {} } = fault ?? {}
    const isSilent = delayMs === Number.POSITIVE_INFINITY
    this.count(isSilent ? 'none' : String(status))
    if (isSilent) return
    setTimeout(() => {
      if (status === 'reset') response.destroy()
      else response.writeHead(status, headers).end()
    }, delayMs)
  }

  private count(answer: string): void {
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1)
  }
}

function writeOf(request: IncomingMessage, sent: Buffer): WriteRequest {
  const { url = '', headers } = request
  const body = headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
  return { category: 'logging', url, headers, body, sentBytes: sent.length }
}
