// A sidecar as the demo and the benchmarks need one: sends log texts over a real websocket, in the messages of a logfwd client.
import { once } from 'node:events'
import WebSocket from 'ws'

/** What the configuration of a sidecar says about one log file. */
export interface Logging {
  readonly source: string
  readonly pipeline: string
  readonly tags: Readonly<Record<string, string>>
  readonly filepath: string
}

/** The message of one log text; `line` counts from 1 for each file. */
export function sidecarMessage(logging: Logging, log: string, line: number): string {
  const { source, pipeline, tags, filepath } = logging
  return JSON.stringify({
    type: '1',
    source,
    pipeline,
    tags: { filename: filepath, ...tags },
    fields: { filepath, log_read_lines: line, status: 'info' },
    log,
  })
}

/** Sends log texts over one connection until it is closed. */
export class Sidecar {
  private line = 0

  private constructor(
    private readonly socket: WebSocket,
    private readonly logging: Logging,
  ) {}

  /** @param address `host:port` of the log port */
  static async connect(address: string, logging: Logging): Promise<Sidecar> {
    const socket = new WebSocket(`ws://${address}/logfwd`, { perMessageDeflate: false })
    await once(socket, 'open')
    return new Sidecar(socket, logging)
  }

  send(logs: readonly string[]): void {
    for (const log of logs) this.socket.send(sidecarMessage(this.logging, log, ++this.line))
  }

  async close(): Promise<void> {
    this.socket.close()
    await once(this.socket, 'close')
  }
}
