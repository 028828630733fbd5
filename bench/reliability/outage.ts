// The Dataway is away, then back: nothing is lost, and what waited is delivered several times faster than it arrives, in
// the order of each source. Half of the time nobody listens, half of it 503 is answered.
import { CountingDataway } from './dataway.js'
import { brokenOf, type Outcome, sleep } from './outcome.js'
import { ServerUnderTest } from './server.js'
import { Load } from './sidecars.js'

export interface OutagePlan {
  readonly awayMs: number
  readonly linesPerSecond: number
}

export const OUTAGE: OutagePlan = { awayMs: 60_000, linesPerSecond: 5000 }
export const OUTAGE_SHORT: OutagePlan = { awayMs: 3000, linesPerSecond: 2000 }

const LEAST_FACTOR = 3
const BEFORE_MS = 2000
const PATIENCE_MS = 180_000
/** Records of a second or so that wait when nothing is behind. */
const USUAL_SECONDS = 1.5

interface Drain {
  /** From the first request that was taken until no more waits than usual. */
  readonly ms: number
  readonly records: number
  /** From the moment the Dataway was back until the first request that it took. */
  readonly firstMs: number
}

export async function outage(plan: OutagePlan): Promise<Outcome> {
  const dataway = new CountingDataway()
  await dataway.start()
  const env = {
    ENV_DATAWAY: `${dataway.url}?token=tkn_reliability`,
    ENV_LOGFWDSERVER_MAX_RETRY_DELAY: '2s',
  }
  const server = await ServerUnderTest.make({ env })
  const load = new Load(server.port, plan.linesPerSecond)
  try {
    await server.start()
    await load.start()
    await sleep(BEFORE_MS)
    await away(dataway, plan.awayMs)
    const behind = (await server.readiness()).buffer.count
    const drain = await drained(dataway, server, plan)
    await load.stop()
    await server.drained()
    const { code } = await server.terminate()
    return outcome(plan, dataway, load, drain, behind, code)
  } finally {
    await server.remove()
    await dataway.stop()
  }
}

async function away(dataway: CountingDataway, ms: number): Promise<void> {
  await dataway.stop()
  await sleep(ms / 2)
  dataway.fail({ status: 503 })
  await dataway.start()
  await sleep(ms / 2)
  dataway.heal()
}

async function drained(
  dataway: CountingDataway,
  server: ServerUnderTest,
  { linesPerSecond }: OutagePlan,
): Promise<Drain> {
  const back = performance.now()
  const before = dataway.accepted
  await server.until(async () => dataway.accepted > before, PATIENCE_MS)
  const first = performance.now()
  const usual = linesPerSecond * USUAL_SECONDS
  await server.until(async () => (await server.readiness()).buffer.count < usual, PATIENCE_MS)
  const ms = performance.now() - first
  return { ms, records: dataway.accepted - before, firstMs: first - back }
}

function outcome(
  plan: OutagePlan,
  { ledger }: CountingDataway,
  load: Load,
  drain: Drain,
  behind: number,
  code: number | null,
): Outcome {
  const lost = load.sidecars.reduce(
    (sum, { source, handed }) => sum + ledger.missing({ source, from: 0, to: handed }).length,
    0,
  )
  const rate = (drain.records * 1000) / drain.ms
  return {
    fault: `Dataway down ${plan.awayMs / 1000} s under ${plan.linesPerSecond} lines/s, then back`,
    figures: {
      'records handed over': load.handed,
      lost,
      duplicates: ledger.duplicates,
      'out of order': ledger.outOfOrder,
      'waiting when it was back': behind,
      'drained at, records/s': rate,
      'to the arrival rate': rate / plan.linesPerSecond,
      'back to first request, ms': drain.firstMs,
    },
    broken: brokenOf({
      'nothing is lost': lost === 0 && load.handed > 0,
      'the order of each source is kept': ledger.outOfOrder === 0,
      'the process ended with code 0': code === 0,
    }),
    late: brokenOf({
      [`it drains at ${LEAST_FACTOR} times the arrival rate`]:
        rate >= LEAST_FACTOR * plan.linesPerSecond,
    }),
  }
}
