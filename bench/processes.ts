// The built server as a process of its own, a sink for its requests, and a sender that costs little: what the
// end-to-end measurements need. Everything is on loopback and ends with the run.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'

export const PORT = 19531
const API = 19529

export interface ServerProcess {
  readonly child: ChildProcess
  /** CPU seconds of all its threads so far. */
  cpuSeconds(): number
  /** Largest resident memory so far, in bytes. */
  peakMemory(): number
  stop(): Promise<void>
}

/** Starts `run` with these scripts, on one core when `core` is given; resolves when it is ready. */
export async function startServer(
  scripts: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  core?: number,
): Promise<ServerProcess> {
  const home = mkdtempSync(join(tmpdir(), 'logfwdserver-bench-'))
  mkdirSync(join(home, 'conf.d'))
  mkdirSync(join(home, 'pipeline'))
  writeFileSync(
    join(home, 'conf.d/logfwdserver.conf'),
    `[inputs.logfwdserver]\naddress = "127.0.0.1:${PORT}"\n`,
  )
  for (const [name, text] of Object.entries(scripts))
    writeFileSync(join(home, 'pipeline', name), text)
  const command = [process.execPath, resolve('dist/main.js'), 'run', '--home', home]
  const pinned = core === undefined ? command : ['taskset', '-c', String(core), ...command]
  const child = spawn(pinned[0]!, pinned.slice(1), {
    env: {
      PATH: process.env.PATH,
      ENV_HTTP_LISTEN: `127.0.0.1:${API}`,
      ENV_LOG: 'stderr',
      ENV_LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  await ready()
  const pid = child.pid!
  return {
    child,
    cpuSeconds: () => cpuSeconds(pid),
    peakMemory: () =>
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024,
    stop: async () => {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function ready(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`http://127.0.0.1:${API}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((r) => setTimeout(r, 50))
  }
  throw new Error('the server is not ready after 10 s')
}

/** Clock ticks a second in /proc, the same on every Linux of today. */
const TICKS = 100

function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

export interface Sink {
  readonly url: string
  readonly points: number
  /** The first body, decompressed. */
  readonly firstBody: string
  until(points: number): Promise<void>
  stop(): void
}

/** A request as it came, looked into only when the run is over. */
export interface Arrival {
  /** Milliseconds of `performance.now()` when its last byte was there. */
  readonly at: number
  readonly body: Buffer
}

/** Takes requests, counts `X-Points`, keeps the first body, or all of them in `arrivals`. */
export async function startSink(arrivals?: Arrival[]): Promise<Sink> {
  const state = { points: 0, firstBody: '', wanted: Number.POSITIVE_INFINITY, reached: () => {} }
  const server: Server = createServer((request, response) => {
    // The server asks for the time too, which is none of the records.
    if (request.method !== 'POST') return void response.writeHead(404).end()
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => {
      if (arrivals || state.firstBody === '') parts.push(part)
    })
    request.on('end', () => {
      arrivals?.push({ at: performance.now(), body: Buffer.concat(parts) })
      if (!arrivals && parts.length > 0) state.firstBody ||= textOf(Buffer.concat(parts))
      state.points += Number(request.headers['x-points'])
      response.writeHead(200).end()
      if (state.points >= state.wanted) state.reached()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get points() {
      return state.points
    },
    get firstBody() {
      return state.firstBody
    },
    until(points) {
      state.wanted = points
      if (state.points >= points) return Promise.resolve()
      return new Promise((done) => {
        state.reached = done
      })
    },
    stop: () => server.close(),
  }
}

/** A request body as text. */
export function textOf(body: Buffer): string {
  return gunzipSync(body).toString()
}

/** A masked text frame. */
export function frame(text: string): Buffer {
  const payload = Buffer.from(text)
  const mask = randomBytes(4)
  const head = headOf(payload.length)
  const masked = Buffer.from(payload)
  for (let i = 0; i < masked.length; i++) masked[i] = masked[i]! ^ mask[i & 3]!
  return Buffer.concat([head, mask, masked])
}

function headOf(length: number): Buffer {
  if (length < 126) return Buffer.from([0x81, 0x80 | length])
  if (length < 65536) return Buffer.from([0x81, 0x80 | 126, length >> 8, length & 255])
  const head = Buffer.alloc(10)
  head[0] = 0x81
  head[1] = 0x80 | 127
  head.writeBigUInt64BE(BigInt(length), 2)
  return head
}

/** A connection that has done its upgrade and only writes from now on. */
export async function sidecar(): Promise<Socket> {
  const socket = connect(PORT, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(
    `GET /logfwd HTTP/1.1\r\nHost: 127.0.0.1:${PORT}\r\nUser-Agent: Go-http-client/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  )
  const [answer] = (await once(socket, 'data')) as [Buffer]
  if (!answer.toString().startsWith('HTTP/1.1 101')) throw new Error(`no upgrade: ${answer}`)
  return socket
}

/** Writes and waits while the other side is slow. */
export async function write(socket: Socket, bytes: Buffer): Promise<void> {
  if (!socket.write(bytes)) await once(socket, 'drain')
}
