// SIGKILL at random moments under load. Three independent answers to "was it in the buffer?":
//
//   files    what the segments hold when the process is dead, read by the code of the next start
//   HTTP     what was answered with 200
//   prefix   a connection's records come into the buffer in their order, so behind a lost one none may have arrived
//
// What is lost beyond that was in a socket or a batch; the window is the age of the oldest of it.

import { median } from '../measure.js'
import { Acknowledged } from './acknowledged.js'
import { CountingDataway } from './dataway.js'
import { Ledger } from './ledger.js'
import { brokenOf, type Outcome, sleep } from './outcome.js'
import { readSegments } from './segments.js'
import { ServerUnderTest } from './server.js'
import { type Life, Load } from './sidecars.js'

export interface KillPlan {
  readonly kills: number
  readonly linesPerSecond: number
  /** Load before each kill, at random between these. */
  readonly leastMs: number
  readonly mostMs: number
}

export const KILL: KillPlan = { kills: 100, linesPerSecond: 20_000, leastMs: 300, mostMs: 2500 }
export const KILL_SHORT: KillPlan = { ...KILL, kills: 4, linesPerSecond: 5000, mostMs: 800 }

/** Age beyond which a record has come into the buffer: what docs/reliability.md promises. */
export const WINDOW_MS = 250
const HTTP_SOURCE = 1000

interface Kill {
  readonly at: number
  readonly inFiles: number
  readonly listenMs: number
}

interface Loss {
  lost: number
  holes: number
  windows: number[]
}

export async function kill(plan: KillPlan): Promise<Outcome> {
  const dataway = new CountingDataway()
  await dataway.start()
  const env = { ENV_DATAWAY: `${dataway.url}?token=tkn_reliability` }
  const server = await ServerUnderTest.make({ env })
  const load = new Load(server.port, plan.linesPerSecond)
  const posts = new Acknowledged(server, HTTP_SOURCE)
  const inFiles = new Ledger()
  const kills: Kill[] = []
  try {
    await server.start()
    await load.start()
    posts.start()
    for (let i = 0; i < plan.kills; i++) kills.push(await killOnce(plan, server, load, inFiles))
    await load.connected()
    await sleep(plan.leastMs)
    await posts.stop()
    await load.stop()
    await server.drained()
    const stopped = await server.terminate()
    const kept = { files: inFiles, http: posts.ledger }
    return outcome(plan, dataway, load, kept, kills, stopped.code)
  } finally {
    await posts.stop()
    await server.remove()
    await dataway.stop()
  }
}

async function killOnce(
  plan: KillPlan,
  server: ServerUnderTest,
  load: Load,
  inFiles: Ledger,
): Promise<Kill> {
  await load.connected()
  await sleep(plan.leastMs + Math.random() * (plan.mostMs - plan.leastMs))
  const at = performance.now()
  await server.kill()
  const found = readSegments(server.bufferFolder, inFiles)
  return { at, inFiles: found, listenMs: await server.start() }
}

/** Goes through what each connection took. */
function lossOf(ledger: Ledger, load: Load, kills: readonly Kill[]): Loss {
  const loss: Loss = { lost: 0, holes: 0, windows: [] }
  for (const { lives } of load.sidecars)
    for (const life of lives) {
      const missing = ledger.missing(life)
      loss.lost += missing.length
      const tail = life.to - missing.length
      loss.holes += missing.filter((sequence) => sequence <= tail).length
      if (missing.length > 0) loss.windows.push(windowOf(life, missing[0]!, kills))
    }
  return loss
}

/** How long before the kill the oldest lost record was written; what was written after it counts as 0. */
function windowOf({ times, ended }: Life, lost: number, kills: readonly Kill[]): number {
  const written = (times.find(({ last }) => last >= lost) ?? times[0])!.at
  const killed = kills.findLast(({ at }) => at <= ended)?.at ?? Number.POSITIVE_INFINITY
  return Math.max(0, killed - written)
}

function outcome(
  plan: KillPlan,
  { ledger }: CountingDataway,
  load: Load,
  kept: { readonly files: Ledger; readonly http: Ledger },
  kills: readonly Kill[],
  code: number | null,
): Outcome {
  const loss = lossOf(ledger, load, kills)
  const window = Math.max(0, ...loss.windows)
  const lostFromFiles = ledger.missingOf(kept.files)
  const lostFromHttp = ledger.missingOf(kept.http)
  const found = kills.reduce((sum, { inFiles }) => sum + inFiles, 0)
  return {
    fault: `SIGKILL, ${plan.kills} times at random under ${plan.linesPerSecond} lines/s`,
    figures: {
      'records handed over': load.handed,
      'in the files after the kills': found,
      'of those lost': lostFromFiles,
      'answered with 200': kept.http.arrived,
      'of those lost (HTTP)': lostFromHttp,
      'lost with a later one arrived': loss.holes,
      'lost from sockets and batches': loss.lost,
      'oldest of those, ms before its kill': window,
      'median of the oldest, ms': median(loss.windows),
      duplicates: ledger.duplicates,
      'out of order': ledger.outOfOrder,
      'slowest to listen again, ms': Math.max(...kills.map(({ listenMs }) => listenMs)),
    },
    broken: brokenOf({
      'nothing that was in the files is lost': lostFromFiles === 0,
      'nothing that was answered with 200 is lost': lostFromHttp === 0,
      'no record is lost before one that arrived': loss.holes === 0,
      'the last process delivered everything': code === 0,
      'there was something to lose': load.handed > 0 && found > 0 && kept.http.arrived > 0,
    }),
    late: brokenOf({
      [`the window is at most ${WINDOW_MS} ms`]: window <= WINDOW_MS,
    }),
  }
}
