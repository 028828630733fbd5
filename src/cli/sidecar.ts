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

/**
 * Sends the texts and closes.
 * @param address `host:port` of the log port
 */
export async function sendLogs(
  address: string,
  logging: Logging,
  logs: readonly string[],
): Promise<void> {
  const socket = new WebSocket(`ws://${address}/logfwd`, { perMessageDeflate: false })
  await once(socket, 'open')
  for (const [i, log] of logs.entries()) socket.send(sidecarMessage(logging, log, i + 1))
  socket.close()
  await once(socket, 'close')
}
