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
const WINDOW_MS = 250
/** A process that was under load for so long has its code compiled. */
const WARM_MS = 1000
const HTTP_SOURCE = 1000

interface Kill {
  readonly at: number
  /** How long it had been under load by then. */
  readonly upMs: number
  readonly listenMs: number
}

interface Loss {
  lost: number
  holes: number
  /** For each connection that lost something: how old the oldest of it was, and under load for how long the server. */
  windows: { readonly ms: number; readonly upMs: number }[]
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
  const upMs = plan.leastMs + Math.random() * (plan.mostMs - plan.leastMs)
  await sleep(upMs)
  const at = performance.now()
  await server.kill()
  readSegments(server.bufferFolder, inFiles)
  return { at, upMs, listenMs: await server.start() }
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
function windowOf(
  { times, ended }: Life,
  lost: number,
  kills: readonly Kill[],
): Loss['windows'][0] {
  const written = (times.find(({ last }) => last >= lost) ?? times[0])!.at
  const { at, upMs } = kills.findLast((kill) => kill.at <= ended)!
  return { ms: Math.max(0, at - written), upMs }
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
  const warm = loss.windows.filter(({ upMs }) => upMs >= WARM_MS).map(({ ms }) => ms)
  const cold = loss.windows.filter(({ upMs }) => upMs < WARM_MS).map(({ ms }) => ms)
  const lostFromFiles = ledger.missingOf(kept.files)
  const lostFromHttp = ledger.missingOf(kept.http)
  return {
    fault: `SIGKILL, ${plan.kills} times at random under ${plan.linesPerSecond} lines/s`,
    figures: {
      'records handed over': load.handed,
      'found in the files after a kill': kept.files.arrived,
      'of those lost': lostFromFiles,
      'answered with 200': kept.http.arrived,
      'of those lost (HTTP)': lostFromHttp,
      'lost with a later one arrived': loss.holes,
      'lost from sockets and batches': loss.lost,
      'age of the oldest of those, median, ms': median(loss.windows.map(({ ms }) => ms)),
      'at most, ms': Math.max(0, ...warm),
      'at most in the first second of a process, ms': Math.max(0, ...cold),
      duplicates: ledger.duplicates,
      'out of order': ledger.outOfOrder,
      'slowest to listen again, ms': Math.max(...kills.map(({ listenMs }) => listenMs)),
    },
    broken: brokenOf({
      'nothing that was in the files is lost': lostFromFiles === 0,
      'nothing that was answered with 200 is lost': lostFromHttp === 0,
      'no record is lost before one that arrived': loss.holes === 0,
      'the last process delivered everything': code === 0,
      'there was something to lose':
        load.handed > 0 && kept.files.arrived > 0 && kept.http.arrived > 0,
    }),
    late: brokenOf({
      [`the window is at most ${WINDOW_MS} ms`]: Math.max(0, ...warm) <= WINDOW_MS,
    }),
  }
}
