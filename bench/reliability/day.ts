// A day of traffic in minutes: more lines by day than by night, pods that come and go every hour, a reload every minute of
// which one in five is broken. Afterwards the process is as large as it was in the morning.
import { freePort } from '../free-port.js'
import { CountingDataway } from './dataway.js'
import { Inspector } from './inspector.js'
import { brokenOf, type Outcome, sleep } from './outcome.js'
import { ServerUnderTest } from './server.js'
import { Load } from './sidecars.js'

export interface DayPlan {
  /** How long a day lasts here. */
  readonly ms: number
  /** Mean over the day. */
  readonly linesPerSecond: number
}

export const DAY: DayPlan = { ms: 600_000, linesPerSecond: 3000 }
export const DAY_SHORT: DayPlan = { ms: 24_000, linesPerSecond: 1000 }

const HOURS = 24
const MINUTES = 60
const BROKEN_ONE_IN = 5
const PODS = 3
const FIRST_POD = 100
/** Hours in which the process still grows into its size, and those that are compared with the last ones. */
const SETTLING = 3
const COMPARED = 4
const MOST_GROWTH = 1.1
const MOST_FILES = 4

interface Sample {
  readonly heap: number
  readonly resident: number
  readonly files: number
}

export async function day(plan: DayPlan): Promise<Outcome> {
  const dataway = new CountingDataway()
  await dataway.start()
  const inspect = await freePort()
  const server = await ServerUnderTest.make({
    env: { ENV_DATAWAY: `${dataway.url}?token=tkn_reliability`, ENV_LOG_LEVEL: 'error' },
    nodeFlags: [`--inspect=127.0.0.1:${inspect}`],
  })
  const load = new Load(server.port, plan.linesPerSecond)
  const pods: Load[] = []
  const samples: Sample[] = []
  try {
    await server.start()
    const inspector = await Inspector.connect(inspect)
    await load.start()
    for (let hour = 0; hour < HOURS; hour++) {
      load.pace(plan.linesPerSecond * (1 - 0.8 * Math.cos((2 * Math.PI * hour) / HOURS)))
      pods.push(await anHour(plan, server, hour))
      samples.push(await sampleOf(server, inspector))
    }
    await load.stop()
    await server.drained()
    const reloads = await server.metric('logfwdserver_reloads_total')
    inspector.close()
    const { code } = await server.terminate()
    return outcome(plan, dataway, [load, ...pods], samples, reloads, code)
  } finally {
    await server.remove()
    await dataway.stop()
  }
}

/** Pods of their own live for the hour; the scripts and the tags of the input change every minute. */
async function anHour(plan: DayPlan, server: ServerUnderTest, hour: number): Promise<Load> {
  const pods = new Load(server.port, plan.linesPerSecond / 10, PODS, FIRST_POD + hour * PODS)
  await pods.start()
  const begin = performance.now()
  const minuteMs = plan.ms / HOURS / MINUTES
  for (let minute = 0; minute < MINUTES; minute++) {
    change(server, hour * MINUTES + minute)
    server.signal('SIGHUP')
    await sleep(Math.max(0, begin + (minute + 1) * minuteMs - performance.now()))
  }
  await pods.stop()
  return pods
}

function change(server: ServerUnderTest, minute: number): void {
  const isBroken = minute % BROKEN_ONE_IN === 0
  const script = isBroken ? `add_key(minute, ` : `add_key(minute, ${minute})\n`
  server.write('pipeline/changing.p', script)
  const tags = `[inputs.logfwdserver.tags]\nminute = "${minute}"\n`
  const address = `[inputs.logfwdserver]\naddress = "127.0.0.1:${server.port}"\n`
  const isOdd = minute % (2 * BROKEN_ONE_IN) === BROKEN_ONE_IN
  server.write('conf.d/logfwdserver.conf', isOdd ? `${address}${tags}[` : `${address}${tags}`)
}

async function sampleOf(server: ServerUnderTest, inspector: Inspector): Promise<Sample> {
  const heap = await inspector.heapBytes()
  return { heap, resident: server.residentBytes, files: server.openFiles }
}

function outcome(
  plan: DayPlan,
  { ledger }: CountingDataway,
  loads: readonly Load[],
  samples: readonly Sample[],
  reloads: number,
  code: number | null,
): Outcome {
  const sidecars = loads.flatMap((load) => load.sidecars)
  const handed = loads.reduce((sum, load) => sum + load.handed, 0)
  const lost = sidecars.flatMap(({ source, handed }) =>
    ledger.missing({ source, from: 0, to: handed }),
  )
  const early = meanOf(samples.slice(SETTLING, SETTLING + COMPARED))
  const late = meanOf(samples.slice(-COMPARED))
  return {
    fault: `a day in ${plan.ms / 60_000} minutes, ${HOURS * MINUTES} reloads, one in ${BROKEN_ONE_IN} broken`,
    figures: {
      'records handed over': handed,
      lost: lost.length,
      duplicates: ledger.duplicates,
      'out of order': ledger.outOfOrder,
      reloads,
      'heap in the morning, MB': early.heap / 1e6,
      'heap at night, MB': late.heap / 1e6,
      'resident in the morning, MB': early.resident / 1e6,
      'resident at night, MB': late.resident / 1e6,
      'open files in the morning': early.files,
      'open files at night': late.files,
    },
    broken: brokenOf({
      'nothing is lost': lost.length === 0 && handed > 0,
      'the heap does not grow by more than 10 %': late.heap <= MOST_GROWTH * early.heap,
      'the process does not grow by more than 10 %': late.resident <= MOST_GROWTH * early.resident,
      'no more files are open': late.files <= early.files + MOST_FILES,
      'the process ended with code 0': code === 0,
    }),
  }
}

function meanOf(samples: readonly Sample[]): Sample {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length
  return {
    heap: mean((s) => s.heap),
    resident: mean((s) => s.resident),
    files: mean((s) => s.files),
  }
}
