// A server with one script, a sidecar that sends lines to it, and taps on real sockets.
import { once } from 'node:events'
import { afterEach } from 'vitest'
import WebSocket from 'ws'
import type { TapLine, TapRecord } from '../../src/tap/shape.js'
import { startServer, type TestServer } from '../support/server.js'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

export function later(cleanUp: () => unknown): void {
  cleanUps.push(cleanUp)
}

export const SCRIPT =
  'grok(_, "^n=%{INT:n:int} %{WORD:status}")\nif n == 13 { drop() }\nif n == 7 { x = 1 + nil }\n'

export async function start(
  scripts: Record<string, string> = { 'app.p': SCRIPT },
  env: Record<string, string> = {},
): Promise<TestServer> {
  const server = await startServer(env, scripts)
  cleanUps.push(() => server.stop())
  return server
}

export interface Sidecar {
  /** Sends lines of a source, each as a message of its own. */
  send(logs: readonly string[], source?: string): void
}

export async function sidecar({ addresses }: TestServer): Promise<Sidecar> {
  const socket = new WebSocket(`ws://${addresses.log[0]}/logfwd`)
  await once(socket, 'open')
  cleanUps.push(() => socket.terminate())
  return {
    send: (logs, source = 'app') => {
      for (const log of logs) socket.send(JSON.stringify({ source, log, tags: { pod: 'p1' } }))
    },
  }
}

export interface OpenTap {
  readonly status: number
  readonly type: string | null
  /** The next line; undefined when the stream has ended. */
  next(): Promise<TapLine | undefined>
  /** The records until the stream ends. */
  records(): Promise<TapRecord[]>
  close(): Promise<void>
}

/** Opens a tap; when this resolves the server shows it what comes from now on. */
export async function openTap({ addresses }: TestServer, query = ''): Promise<OpenTap> {
  const controller = new AbortController()
  cleanUps.push(() => controller.abort())
  const url = `http://${addresses.api}/v1/tap${query}`
  const answer = await fetch(url, { signal: controller.signal })
  const lines = linesOf(answer.body!)
  const next = async () => (await lines.next()).value as TapLine | undefined
  if (answer.status === 200) await next()
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    next,
    records: async () => {
      const records: TapRecord[] = []
      for await (const line of lines) if ('record' in line) records.push(line.record)
      return records
    },
    close: async () => controller.abort(),
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<TapLine> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const piece of body) {
    text += decoder.decode(piece, { stream: true })
    const lines = text.split('\n')
    text = lines.pop()!
    for (const line of lines) yield JSON.parse(line)
  }
}
