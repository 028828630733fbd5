// How much slower the server is with the disk buffer than with the one in memory: both in one run, in turns, on a core of
// their own, with the path of `npm run bench -- end-to-end`.
import { execFileSync } from 'node:child_process'
import { DOCUMENT_SCRIPT, logLines, sidecarMessage } from '../corpus.js'
import { median } from '../measure.js'
import { frame, sidecar, startServer, startSink, write } from '../processes.js'
import { brokenOf, type Outcome } from './outcome.js'

export interface ThroughputPlan {
  readonly turns: number
  readonly rounds: number
}

export const THROUGHPUT: ThroughputPlan = { turns: 7, rounds: 20 }
export const THROUGHPUT_SHORT: ThroughputPlan = { turns: 1, rounds: 2 }

type Kind = 'disk' | 'memory'

const LINES = 20_000
const WARM_UP = 4
const PIECE = 64 * 1024
const SERVER_CORE = 0
const OWN_CORE = 1
const LEAST_RATIO = 0.85

interface Speed {
  /** Lines a second of wall time and of CPU time. */
  readonly wall: number
  readonly cpu: number
}

export async function throughput(plan: ThroughputPlan): Promise<Outcome> {
  execFileSync('taskset', ['-cp', String(OWN_CORE), String(process.pid)], { stdio: 'ignore' })
  const lines = logLines(LINES, 7, Date.now() - 600_000)
  const frames = Buffer.concat(lines.map((line, i) => frame(sidecarMessage(line, i + 1))))
  const speeds: Record<Kind, Speed[]> = { disk: [], memory: [] }
  for (let turn = 0; turn < plan.turns; turn++) {
    const order: readonly Kind[] = turn % 2 === 0 ? ['disk', 'memory'] : ['memory', 'disk']
    for (const kind of order) speeds[kind].push(await speedOf(kind, frames, plan.rounds))
  }
  return outcome(plan, speeds)
}

async function speedOf(kind: Kind, frames: Buffer, rounds: number): Promise<Speed> {
  const sink = await startSink()
  const env = {
    ENV_DATAWAY: `${sink.url}?token=tkn_bench`,
    ENV_DATAWAY_DISABLE_NTP: 'true',
    ENV_IO_FLUSH_INTERVAL: '1s',
    ENV_LOGFWDSERVER_BUFFER: kind,
  }
  const server = await startServer({ 'pod-logging-demo.p': DOCUMENT_SCRIPT }, env, SERVER_CORE)
  try {
    await send(frames, WARM_UP, sink)
    const cpu = server.cpuSeconds()
    const start = performance.now()
    await send(frames, rounds, sink)
    const count = rounds * LINES
    const seconds = (performance.now() - start) / 1000
    return { wall: count / seconds, cpu: count / (server.cpuSeconds() - cpu) }
  } finally {
    await server.stop()
    sink.stop()
  }
}

async function send(
  frames: Buffer,
  rounds: number,
  sink: { readonly points: number; until(points: number): Promise<void> },
): Promise<void> {
  const wanted = sink.points + rounds * LINES
  const socket = await sidecar()
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < frames.length; at += PIECE)
      await write(socket, frames.subarray(at, at + PIECE))
  }
  socket.end()
  await sink.until(wanted)
}

function outcome(plan: ThroughputPlan, speeds: Record<Kind, readonly Speed[]>): Outcome {
  const of = (kind: Kind, clock: keyof Speed) => median(speeds[kind].map((speed) => speed[clock]))
  const wall = of('disk', 'wall') / of('memory', 'wall')
  const cpu = of('disk', 'cpu') / of('memory', 'cpu')
  const percent = (ratio: number) => `${(ratio * 100).toFixed(0)} %`
  return {
    fault: `disk buffer against memory buffer, ${plan.turns} turns of ${plan.rounds * LINES} lines`,
    figures: {
      'disk, lines/s': of('disk', 'wall'),
      'memory, lines/s': of('memory', 'wall'),
      'of wall time': percent(wall),
      'disk, lines/s of CPU time': of('disk', 'cpu'),
      'memory, lines/s of CPU time': of('memory', 'cpu'),
      'of CPU time': percent(cpu),
    },
    broken: [],
    late: brokenOf({
      [`the disk buffer has at least ${percent(LEAST_RATIO)}`]: wall >= LEAST_RATIO,
    }),
  }
}
