// Whatever arrives, memory stays under what is configured: many connections send for as long as they are read, while the Dataway
// is away and the buffer is full. What counts is bytes that are held; no time is measured.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { frame, openSidecar } from '../receive/raw-client.js'
import { WeighedServer } from './server.js'

const MIB = 1024 * 1024
const LIMITS = { buffer: 8 * MIB, total: 8 * MIB, connection: MIB, unfinished: 4 * MIB }
const CONNECTIONS = 64
/** What each connection would send if it were read: far more in all than may be held. */
const OFFERED = 4 * MIB

/** What is held beside the limits, all of it bounded too: the first piece of each message, one batch, requests on their way. */
const FIRST_PIECES = CONNECTIONS * 64 * 1024
const BATCH = 2 * MIB
const REQUESTS = 8 * MIB
/** Code that is compiled, series, templates and sockets. */
const SLACK = 12 * MIB
const MOST_HELD =
  LIMITS.buffer + LIMITS.total + LIMITS.unfinished + FIRST_PIECES + BATCH + REQUESTS + SLACK
/** An allocator keeps some of what is free, that of Node 24 more than that of 20. */
const MOST_RESIDENT = 3 * MOST_HELD

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function start(): Promise<WeighedServer> {
  const home = mkdtempSync(join(tmpdir(), 'logfwdserver-flood-'))
  for (const folder of ['conf.d', 'pipeline']) mkdirSync(join(home, folder))
  const conf = '[inputs.logfwdserver]\naddress = "127.0.0.1:0"\n'
  writeFileSync(join(home, 'conf.d/logfwdserver.conf'), conf)
  const server = await WeighedServer.start(home, {
    // Nobody listens there.
    ENV_DATAWAY: 'http://127.0.0.1:1?token=tkn_0123456789abcdef0123456789abcdef',
    ENV_DATAWAY_DISABLE_NTP: 'true',
    ENV_HTTP_LISTEN: '127.0.0.1:0',
    ENV_LOGFWDSERVER_BUFFER: 'memory',
    ENV_LOGFWDSERVER_BUFFER_BYTES: `${LIMITS.buffer}`,
    ENV_LOGFWDSERVER_TOTAL_BYTES_IN_FLIGHT: `${LIMITS.total}`,
    ENV_LOGFWDSERVER_CONNECTION_BYTES_IN_FLIGHT: `${LIMITS.connection}`,
    ENV_LOGFWDSERVER_UNFINISHED_BYTES: `${LIMITS.unfinished}`,
    ENV_LOGFWDSERVER_UNFINISHED_TIME: '1h',
  })
  cleanUps.push(
    () => rmSync(home, { recursive: true, force: true }),
    () => server.kill(),
  )
  return server
}

/** Sends what comes, for as long as it is read. */
function flood(socket: Socket, pieces: Iterator<Buffer>): void {
  const send = () => {
    for (let { value, done } = pieces.next(); !done; { value, done } = pieces.next())
      if (!socket.write(value)) return
  }
  socket.on('drain', send)
  send()
}

/** Waits until nothing moves any more: what is read and what is kept stay as they are. */
async function settled(server: WeighedServer): Promise<void> {
  let before = -1
  for (let same = 0; same < 5; ) {
    await pause(50)
    const now =
      (await server.metric('logfwdserver_received_bytes_total')) +
      (await server.metric('logfwdserver_queue_bytes')) +
      (await server.metric('logfwdserver_unfinished_bytes'))
    same = now === before ? same + 1 : 0
    before = now
  }
}

const message = (log: string, more = {}) => frame(JSON.stringify({ source: 'app', log, ...more }))
const kilobyte = message('x'.repeat(1024))
const tiny = Buffer.concat(Array.from({ length: 100 }, () => message('x')))
const large = message('x'.repeat(512 * 1024))
const empty = Buffer.concat(Array.from({ length: 1000 }, () => frame('')))

/** The same bytes until so many are offered. */
function* again(bytes: Buffer, offered = OFFERED): Generator<Buffer> {
  for (let sent = 0; sent < offered; sent += bytes.length) yield bytes
}

function* everNew(): Generator<Buffer> {
  for (let sent = 0; sent < OFFERED; ) {
    const name = `${serial++}-${'n'.repeat(500)}`
    const fields = { filepath: `/${name}`, log_read_lines: 1 }
    const bytes = message('x', { source: name, tags: { name }, fields, storage_index: name })
    sent += bytes.length
    yield bytes
  }
}

let serial = 0

function* neverWhole(): Generator<Buffer> {
  const head = Buffer.alloc(14)
  head.set([0x81, 0x80 | 127])
  head.writeBigUInt64BE(BigInt(4 * OFFERED), 2)
  yield head
  yield* again(large)
}

const floods: [what: string, pieces: () => Iterator<Buffer>, wait: string][] = [
  ['lines of a kilobyte', () => again(kilobyte), 'buffer'],
  ['tiny lines', () => again(tiny), 'total'],
  ['large lines', () => again(large), 'buffer'],
  ['sources, tags and files that are new each time', everNew, 'buffer'],
  ['messages that never end', neverWhole, 'unfinished'],
  ['empty frames', () => again(empty, 4 * 1024), ''],
]

describe('a flood while the buffer is full', () => {
  it.each(floods)('of %s stays under the limits', async (_what, pieces, wait) => {
    const server = await start()
    const before = await server.weigh()
    const sockets = await Promise.all(
      Array.from({ length: CONNECTIONS }, () => openSidecar(server.address)),
    )
    cleanUps.push(() => {
      for (const socket of sockets) socket.destroy()
    })
    for (const socket of sockets) flood(socket, pieces())
    await settled(server)
    const after = await server.weigh()
    expect(after.held - before.held).toBeLessThan(MOST_HELD)
    expect(after.resident - before.resident).toBeLessThan(MOST_RESIDENT)
    // It was a flood: what was offered is more than was read.
    if (wait !== '')
      expect(
        await server.metric('logfwdserver_read_pauses_total', `reason="${wait}"`),
      ).toBeGreaterThan(0)
  })
})
