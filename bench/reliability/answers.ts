// A Dataway that answers everything but 200, one after the other: 429 with Retry-After, 500, 413 for bodies above a size, 401,
// 400 for one poisoned record, connections reset before and after the records were taken, and answers that never come.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CountingDataway, type HarnessFault } from './dataway.js'
import { recordId } from './ledger.js'
import { brokenOf, type Outcome, sleep } from './outcome.js'
import { ServerUnderTest } from './server.js'
import { Load } from './sidecars.js'

export interface AnswersPlan {
  readonly linesPerSecond: number
  /** How long each kind of answer is given. */
  readonly eachMs: number
}

export const ANSWERS: AnswersPlan = { linesPerSecond: 2000, eachMs: 6000 }
export const ANSWERS_SHORT: AnswersPlan = { linesPerSecond: 1000, eachMs: 700 }

/** The first number of this source is the record that no Dataway takes. */
const POISONED_SOURCE = 3
const POISON = recordId(POISONED_SOURCE, 100)
const TOO_LARGE = 20_000
const TIMEOUT = '500ms'

const FAULTS: readonly HarnessFault[] = [
  { status: 429, headers: { 'retry-after': '1' }, times: 2 },
  { status: 500 },
  { status: 413, when: ({ body }) => body.length > TOO_LARGE },
  { status: 401 },
  { status: 'reset' },
  { status: 'reset', keeps: true, times: 5 },
  { status: 200, keeps: true, delayMs: Number.POSITIVE_INFINITY, times: 5 },
  { status: 200, delayMs: Number.POSITIVE_INFINITY, times: 5 },
]

export async function answers(plan: AnswersPlan): Promise<Outcome> {
  const dataway = new CountingDataway()
  await dataway.start()
  const env = {
    ENV_DATAWAY: `${dataway.url}?token=tkn_reliability`,
    ENV_DATAWAY_TIMEOUT: TIMEOUT,
    ENV_DATAWAY_RETRY_DELAY: '50ms',
    ENV_LOGFWDSERVER_MAX_RETRY_DELAY: '500ms',
    ENV_IO_FLUSH_INTERVAL: '100ms',
  }
  const server = await ServerUnderTest.make({ env })
  const load = new Load(server.port, plan.linesPerSecond)
  try {
    await server.start()
    await load.start()
    for (const fault of FAULTS) {
      poison(dataway)
      dataway.fail(fault)
      await sleep(plan.eachMs)
      dataway.heal()
    }
    poison(dataway)
    await load.stop()
    await server.drained()
    const letters = await server.metric('logfwdserver_dead_letter_points_total')
    const { code } = await server.terminate()
    const text = textIn(join(server.home, 'cache/dead-letters'))
    return outcome(plan, dataway, load, { count: letters, holdPoison: text.includes(POISON) }, code)
  } finally {
    await server.remove()
    await dataway.stop()
  }
}

/** The record is refused during the whole run, whatever else is wrong. */
function poison(dataway: CountingDataway): void {
  dataway.fail({ status: 400, when: ({ body }) => body.includes(POISON) })
}

function textIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('')
}

function outcome(
  { linesPerSecond }: AnswersPlan,
  { ledger, answers }: CountingDataway,
  load: Load,
  letters: { readonly count: number; readonly holdPoison: boolean },
  code: number | null,
): Outcome {
  const lost = load.sidecars.flatMap(({ source, handed }) =>
    ledger.missing({ source, from: 0, to: handed }).map((sequence) => recordId(source, sequence)),
  )
  const others = lost.filter((id) => id !== POISON)
  return {
    fault: `429 with Retry-After, 500, 413, 401, 400 on one record, resets, no answer, under ${linesPerSecond} lines/s`,
    figures: {
      'records handed over': load.handed,
      'lost but the poisoned one': others.length,
      'dead letters': letters.count,
      duplicates: ledger.duplicates,
      'out of order': ledger.outOfOrder,
      answers: [...answers].map(([status, count]) => `${count} × ${status}`).join(', '),
    },
    broken: brokenOf({
      'nothing is lost but the poisoned record': others.length === 0 && lost.length === 1,
      'the poisoned record is the only dead letter': letters.count === 1 && letters.holdPoison,
      'the process ended with code 0': code === 0,
    }),
  }
}
