// JSON lines on one core: point → script that takes eleven members → line protocol. Every line is another one, so nothing
// that is remembered of a text helps from one record to the next.
import { execFileSync } from 'node:child_process'
import { random } from './corpus.js'
import { machine, measure, table } from './measure.js'
import { lineRunner, ROW_HEAD, row, variantOf } from './script-run.js'

const COUNT = 2_000

const MEMBERS = [
  'ts',
  'level',
  'service',
  'trace_id',
  'span_id',
  'method',
  'path',
  'code',
  'took',
  'user',
  'msg',
]

interface Case {
  readonly name: string
  readonly script: string
  /** Lines/s of the original, measured on such lines on one core. */
  readonly original?: number
}

const CASES: readonly Case[] = [
  {
    name: '`load_json` and eleven `add_key`',
    script: ['doc = load_json(_)', ...MEMBERS.map((key) => `add_key(${key}, doc["${key}"])`)].join(
      '\n',
    ),
    original: 50_000,
  },
  {
    name: 'eleven `json`',
    script: MEMBERS.map((key) => `json(_, ${key})`).join('\n'),
    original: 18_300,
  },
  { name: 'eleven `gjson`', script: MEMBERS.map((key) => `gjson(_, "${key}")`).join('\n') },
]

/** @param only a case by its number: its nanoseconds for a line, alone in this process, are all that is printed */
export function benchJson([only]: readonly string[] = []): void {
  if (only !== undefined) {
    console.log(timed([CASES[Number(only)]!])[0])
    return
  }
  const size = LINES.reduce((sum, line) => sum + line.length, 0) / COUNT
  console.log(`## JSON lines of ${size.toFixed(0)} bytes, one core\n\n${machine()}\n`)
  const alone = CASES.map((_, i) => timedAlone(i))
  const together = timed(CASES)
  const rows = CASES.map(({ name, original }, i) => [
    ...row({ name, ns: alone[i]! }, original),
    ...row({ name, ns: together[i]! }, original).slice(1),
  ])
  const bare = `bare \`JSON.parse\`, nothing else: ${together.at(-1)!.toFixed(0)} ns a line`
  console.log(`${table(HEAD, rows)}\n\n${bare}`)
}

/** A script in a process of its own, and beside the others: the compiler of JavaScript makes better code for one. */
const HEAD = [
  ...ROW_HEAD.map((head, i) => (i === 0 ? head : `alone: ${head}`)),
  ...ROW_HEAD.slice(1).map((head) => `beside the others: ${head}`),
]

/** Nanoseconds for a line of each case, and at the end of bare JSON.parse. */
function timed(cases: readonly Case[]): number[] {
  const variants = cases.map(({ name, script }) => {
    const run = lineRunner(script, 'json.p')
    check(run(LINES.slice(0, 1)), LINES[0]!)
    return variantOf(name, LINES, run)
  })
  const bare = { name: 'bare', count: COUNT, run: () => parseAll(LINES) }
  return measure([...variants, bare], 75, 25).map(({ ns }) => ns)
}

function timedAlone(number: number): number {
  const args = [process.argv[1]!, 'json', String(number)]
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

function parseAll(lines: readonly string[]): unknown {
  let last: unknown
  for (const line of lines) last = JSON.parse(line)
  return last
}

/** Every member must be a field of the record. */
function check(bytes: Uint8Array, line: string): void {
  const record = Buffer.from(bytes).toString()
  for (const [key, value] of Object.entries(JSON.parse(line))) {
    const field = `${key}=${typeof value === 'string' ? `"${value}"` : value}`
    if (!record.includes(field)) throw new Error(`no ${field} in ${record}`)
  }
}

const LEVELS = ['info', 'warn', 'error', 'debug']
const METHODS = ['GET', 'PUT', 'POST', 'PATCH']
const SERVICES = ['checkout', 'payment', 'shipping', 'basket']

/** Lines of a service that logs JSON, about 290 bytes each. */
function jsonLines(count: number): string[] {
  const next = random(11)
  const whole = (below: number) => Math.floor(next() * below)
  const pick = (list: readonly string[]) => list[whole(list.length)]!
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => whole(16).toString(16)).join('')
  return Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      ts: new Date(1659579674000 + i * 37).toISOString(),
      level: pick(LEVELS),
      service: pick(SERVICES),
      trace_id: hex(32),
      span_id: hex(16),
      method: pick(METHODS),
      path: `/api/v2/orders/${100_000 + whole(900_000)}/items`,
      code: 200 + whole(300),
      took: whole(100_000) / 1000,
      user: `u-${100_000 + whole(900_000)}`,
      msg: `order of ${10 + whole(90)} items accepted by the payment service`,
    }),
  )
}

const LINES = jsonLines(COUNT)
