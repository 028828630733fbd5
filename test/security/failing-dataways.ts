// Dataways that fail, each in another way, and tell what they were asked in every place where an answer can.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'

const pem = (name: string) =>
  readFileSync(new URL(`../receive/certs/${name}`, import.meta.url), 'utf8')

export interface FailingDataways {
  /** Roots of them, without a query. */
  readonly urls: readonly string[]
  stop(): Promise<void>
}

export async function failingDataways(): Promise<FailingDataways> {
  const echo = (status: number) =>
    createServer((request, response) => void tellBack(status, request, response))
  const plain = [401, 403, 302, 500].map(echo)
  const unknownAuthority = createSecureServer(
    { cert: pem('server.pem'), key: pem('server.key') },
    (_request, response) => response.end(),
  )
  const servers = [...plain, unknownAuthority]
  for (const server of servers)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  const urls = ports.map((port, i) => `${i < plain.length ? 'http' : 'https'}://127.0.0.1:${port}`)
  return {
    // Port 1 refuses, and names under .invalid do not exist.
    urls: [...urls, 'http://127.0.0.1:1', 'http://dataway.invalid'],
    async stop() {
      for (const server of servers) server.closeAllConnections()
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

function tellBack(status: number, request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  const url = `http://127.0.0.1:1${request.url}`
  response.writeHead(status, { Location: url, 'X-Asked': url })
  response.end(JSON.stringify({ error_code: 'token.refused', message: `no ${url}` }))
}
