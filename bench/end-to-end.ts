// The whole server as one process on one core: websocket in, document's script, gzip'd POST out. Sender and sink run on
// the other core and are not counted.
import { execFileSync } from 'node:child_process'
import { DOCUMENT_SCRIPT, logLines, sidecarMessage } from './corpus.js'
import { machine, table } from './measure.js'
import { frame, sidecar, startServer, startSink, write } from './processes.js'

const LINES = 20_000
const ROUNDS = 40
const WARM_UP = 5
const PIECE = 64 * 1024

/** The server has core 0 to itself. */
const SERVER_CORE = 0
const OWN_CORE = 1

export async function benchEndToEnd(): Promise<void> {
  execFileSync('taskset', ['-cp', String(OWN_CORE), String(process.pid)], { stdio: 'ignore' })
  const sink = await startSink()
  const scripts = { 'pod-logging-demo.p': DOCUMENT_SCRIPT }
  const env = { ENV_DATAWAY: `${sink.url}?token=tkn_bench`, ENV_IO_FLUSH_INTERVAL: '1s' }
  const server = await startServer(scripts, env, SERVER_CORE)
  try {
    const frames = Buffer.concat(
      logLines(LINES, 7, Date.now() - 600_000).map((line, i) => frame(sidecarMessage(line, i + 1))),
    )
    await rounds(frames, WARM_UP, sink)
    check(sink.firstBody)
    const cpu = server.cpuSeconds()
    const own = process.cpuUsage()
    const start = performance.now()
    await rounds(frames, ROUNDS, sink)
    const seconds = (performance.now() - start) / 1000
    const { user, system } = process.cpuUsage(own)
    const busy = (user + system) / 1e6 / seconds
    report(LINES * ROUNDS, server.cpuSeconds() - cpu, seconds, busy, server.peakMemory())
  } finally {
    await server.stop()
    sink.stop()
  }
}

async function rounds(
  frames: Buffer,
  count: number,
  sink: { points: number; until(points: number): Promise<void> },
): Promise<void> {
  const wanted = sink.points + count * LINES
  const socket = await sidecar()
  for (let round = 0; round < count; round++) {
    for (let at = 0; at < frames.length; at += PIECE)
      await write(socket, frames.subarray(at, at + PIECE))
  }
  socket.end()
  await sink.until(wanted)
}

/** The first record must have been taken apart. */
function check(body: string): void {
  const [first = ''] = body.split('\n')
  for (const part of ['log_fwd_demo,', 'class_name="', 'thread_name="[http', 'msg="']) {
    if (!first.includes(part)) throw new Error(`no ${part} in ${first}`)
  }
}

function report(lines: number, cpu: number, wall: number, own: number, memory: number): void {
  const rate = (seconds: number) => Math.round(lines / seconds).toLocaleString('en')
  console.log(`## End to end, one process on one core\n\n${machine()}\n`)
  console.log(
    table(
      [
        'lines',
        'lines/s of wall time',
        'CPU µs/line',
        'lines/s of CPU time',
        'core of sender and sink, busy',
        'peak memory, MB',
      ],
      [
        [
          String(lines),
          rate(wall),
          ((cpu * 1e6) / lines).toFixed(2),
          rate(cpu),
          `${(own * 100).toFixed(0)} %`,
          (memory / 1e6).toFixed(0),
        ],
      ],
    ),
  )
}
