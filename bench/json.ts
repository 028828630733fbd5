// JSON lines on one core: point → script that takes eleven members → line protocol. Every line is another one, so nothing
// that is remembered of a text helps from one record to the next.
import { execFileSync } from 'node:child_process'
import { jsonLines, manyOrders } from './json-lines.js'
import { machine, measure, table } from './measure.js'
import { lineRunner, ROW_HEAD, row, variantOf } from './script-run.js'

const COUNT = 2_000
const LINES = jsonLines(COUNT)

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
  readonly lines: readonly string[]
  /** Lines/s of the original, measured on such lines on one core. */
  readonly original?: number
}

const JSON_CALLS = MEMBERS.map((key) => `json(_, ${key})`).join('\n')

const CASES: readonly Case[] = [
  {
    name: '`load_json` and eleven `add_key`',
    script: ['doc = load_json(_)', ...MEMBERS.map((key) => `add_key(${key}, doc["${key}"])`)].join(
      '\n',
    ),
    lines: LINES,
    original: 50_000,
  },
  { name: 'eleven `json`', script: JSON_CALLS, lines: LINES, original: 18_300 },
  {
    name: 'the same, members in one of twenty orders',
    script: JSON_CALLS,
    lines: manyOrders(LINES, 20),
    original: 18_300,
  },
  {
    name: 'eleven `gjson`',
    script: MEMBERS.map((key) => `gjson(_, "${key}")`).join('\n'),
    lines: LINES,
  },
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
  const variants = cases.map(({ name, script, lines }) => {
    const run = lineRunner(script, 'json.p')
    check(run(lines.slice(0, 1)), lines[0]!)
    return variantOf(name, lines, run)
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
