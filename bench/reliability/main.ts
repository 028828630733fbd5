// `npm run bench -- reliability [name] [--short]`: injects a fault into the built server, counts, and prints a row for
// docs/reliability.md. The exit code is not 0 when a promise was broken.
import { ANSWERS, ANSWERS_SHORT, answers } from './answers.js'
import { DAY, DAY_SHORT, day } from './day.js'
import { DISK, DISK_SHORT, diskDamaged, diskFull, diskReadOnly } from './disk.js'
import { FUZZ, FUZZ_SHORT, fuzz } from './fuzz.js'
import { KILL, KILL_SHORT, kill } from './kill.js'
import { OUTAGE, OUTAGE_SHORT, outage } from './outage.js'
import { type Outcome, report } from './outcome.js'
import { TERM, TERM_SHORT, term } from './term.js'
import { THROUGHPUT, THROUGHPUT_SHORT, throughput } from './throughput.js'

type Scenario = (isShort: boolean) => Promise<Outcome>

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  kill: (isShort) => kill(isShort ? KILL_SHORT : KILL),
  term: (isShort) => term(isShort ? TERM_SHORT : TERM),
  outage: (isShort) => outage(isShort ? OUTAGE_SHORT : OUTAGE),
  answers: (isShort) => answers(isShort ? ANSWERS_SHORT : ANSWERS),
  'disk-full': (isShort) => diskFull(isShort ? DISK_SHORT : DISK),
  'disk-read-only': (isShort) => diskReadOnly(isShort ? DISK_SHORT : DISK),
  'disk-damaged': (isShort) => diskDamaged(isShort ? DISK_SHORT : DISK),
  fuzz: (isShort) => fuzz(isShort ? FUZZ_SHORT : FUZZ),
  day: (isShort) => day(isShort ? DAY_SHORT : DAY),
  throughput: (isShort) => throughput(isShort ? THROUGHPUT_SHORT : THROUGHPUT),
}

export async function reliability(args: readonly string[]): Promise<void> {
  const isShort = args.includes('--short')
  const [name = 'all'] = args.filter((arg) => !arg.startsWith('--'))
  const names = name === 'all' ? Object.keys(SCENARIOS) : [name]
  for (const one of names) {
    const scenario = SCENARIOS[one]
    if (!scenario) {
      console.error(`there is no "${one}": all, ${Object.keys(SCENARIOS).join(', ')}`)
      process.exitCode = 2
      return
    }
    const outcome = await scenario(isShort)
    report(one, outcome)
    if (outcome.broken.length > 0 || outcome.late?.length) process.exitCode = 1
  }
}
