// 1,000 connections that open and say nothing, 100 that send one byte of a frame and stop: how long until a sidecar
// is connected and its line has arrived?
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { DOCUMENT_SCRIPT, logLines, sidecarMessage } from './corpus.js'
import { machine, table } from './measure.js'
import { frame, PORT, sidecar, startServer, startSink, write } from './processes.js'

const SILENT = 1000
const HALF = 100
const LINES = 100

export async function benchSilent(): Promise<void> {
  const sink = await startSink()
  const env = { ENV_DATAWAY: `${sink.url}?token=tkn_bench`, ENV_IO_FLUSH_INTERVAL: '20ms' }
  const server = await startServer({ 'pod-logging-demo.p': DOCUMENT_SCRIPT }, env)
  const sockets: Socket[] = []
  try {
    for (let i = 0; i < SILENT; i++) sockets.push(await silent())
    for (let i = 0; i < HALF; i++) sockets.push(await half())
    const start = performance.now()
    const socket = await sidecar()
    const connected = performance.now() - start
    for (const [i, line] of logLines(LINES, 7, Date.now()).entries())
      await write(socket, frame(sidecarMessage(line, i + 1)))
    socket.end()
    await sink.until(LINES)
    report(connected, performance.now() - start, sink.points)
  } finally {
    for (const socket of sockets) socket.destroy()
    await server.stop()
    sink.stop()
  }
}

async function silent(): Promise<Socket> {
  const socket = connect(PORT, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

async function half(): Promise<Socket> {
  const socket = await sidecar()
  socket.on('error', () => {})
  socket.write(Buffer.from([0x81]))
  return socket
}

function report(connected: number, arrived: number, points: number): void {
  console.log(`## ${SILENT} silent connections and ${HALF} half frames\n\n${machine()}\n`)
  console.log(
    table(
      ['sidecar connected after, ms', 'its lines arrived after, ms', 'lines'],
      [[connected.toFixed(0), arrived.toFixed(0), String(points)]],
    ),
  )
}
