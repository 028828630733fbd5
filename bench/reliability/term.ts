// SIGTERM under load: what was handed to the kernel before the signal arrives, the process ends in time, and the next one
// listens soon. A sidecar is told nothing, so what it writes while its connection is being closed is counted apart.
import { CountingDataway } from './dataway.js'
import { brokenOf, type Outcome, sleep } from './outcome.js'
import { ServerUnderTest, type Stopped } from './server.js'
import { Load } from './sidecars.js'

export interface TermPlan {
  readonly stops: number
  readonly linesPerSecond: number
  readonly loadMs: number
}

export const TERM: TermPlan = { stops: 20, linesPerSecond: 20_000, loadMs: 2000 }
export const TERM_SHORT: TermPlan = { stops: 1, linesPerSecond: 5000, loadMs: 500 }

const MOST_STOP_MS = 5000
const MOST_START_MS = 1000

/** Last numbers of all sources at the moment of a signal. */
type Cut = ReadonlyMap<number, number>

export async function term(plan: TermPlan): Promise<Outcome> {
  const dataway = new CountingDataway()
  await dataway.start()
  const env = { ENV_DATAWAY: `${dataway.url}?token=tkn_reliability` }
  const server = await ServerUnderTest.make({ env })
  const load = new Load(server.port, plan.linesPerSecond)
  const cuts: Cut[] = []
  const stops: Stopped[] = []
  const starts: number[] = []
  try {
    await server.start()
    await load.start()
    for (let i = 0; i < plan.stops; i++) {
      await load.connected()
      await sleep(plan.loadMs)
      cuts.push(new Map(load.sidecars.map(({ source, handed }) => [source, handed])))
      stops.push(await server.terminate())
      starts.push(await server.start())
    }
    await load.connected()
    await load.stop()
    await server.drained()
    stops.push(await server.terminate())
    return outcome(plan, dataway, load, cuts, stops, starts)
  } finally {
    await server.remove()
    await dataway.stop()
  }
}

function outcome(
  plan: TermPlan,
  { ledger }: CountingDataway,
  load: Load,
  cuts: readonly Cut[],
  stops: readonly Stopped[],
  starts: readonly number[],
): Outcome {
  const lost = load.sidecars.flatMap(({ source, lives }) =>
    lives.flatMap((life) => {
      // A connection lasts from one signal to the next, so the first signal behind its beginning is its own.
      const cut = cuts.map((one) => one.get(source)!).find((last) => last >= life.from) ?? -1
      return ledger.missing(life).map((sequence) => ({ sequence, cut }))
    }),
  )
  const before = lost.filter(({ sequence, cut }) => sequence <= cut)
  const slowest = Math.max(...stops.map(({ ms }) => ms))
  const start = Math.max(...starts)
  return {
    fault: `SIGTERM, ${plan.stops} times under ${plan.linesPerSecond} lines/s`,
    figures: {
      'records handed over': load.handed,
      'lost of those before the signal': before.length,
      'lost of those written while connections were closed': lost.length - before.length,
      duplicates: ledger.duplicates,
      'out of order': ledger.outOfOrder,
      'slowest stop, ms': slowest,
      'slowest to listen again, ms': start,
    },
    broken: brokenOf({
      'nothing handed over before the signal is lost': before.length === 0,
      'every process ended with code 0': stops.every(({ code }) => code === 0),
    }),
    late: brokenOf({
      [`a stop takes at most ${MOST_STOP_MS} ms`]: slowest <= MOST_STOP_MS,
      [`a start takes at most ${MOST_START_MS} ms`]: start <= MOST_START_MS,
    }),
  }
}
