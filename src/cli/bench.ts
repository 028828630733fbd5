// `bench`: how many lines a second the scripts do on this machine, alone and with line protocol. For the shipped scripts
// and their cases, or for a script and a file of one's own.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Table from 'cli-table3'
import { Command } from 'commander'
import type { FolderChoice } from '../config/folders.js'
import { encodeLine } from '../encode/line-protocol.js'
import { CompileError } from '../errors.js'
import { functionTable } from '../pipeline/functions/index.js'
import { PatternScope } from '../pipeline/grok/expand.js'
import { compileGrok } from '../pipeline/grok/matcher.js'
import type { Script } from '../pipeline/script.js'
import { loadScripts } from '../pipeline/store.js'
import { recordPoint } from '../workbench/record.js'
import { carryOut, withFolders } from './carry-out.js'
import { namedScript } from './script-files.js'
import { compiledScript } from './sources.js'

interface Flags extends FolderChoice {
  readonly pipeline?: string
  readonly file?: string
  readonly json?: boolean
}

/** One measured thing; nanoseconds are medians for one line. */
interface Row {
  readonly what: string
  readonly lines: number
  readonly ns: number
  /** With line protocol; absent for a grok alone. */
  readonly encodedNs?: number
}

const SHIPPED = fileURLToPath(new URL('../../pipelines/', import.meta.url))
const ROUNDS = 9
/** Lines of one round: enough to be timed, few enough for many scripts. */
const ROUND_LINES = 2000

const HELP = `
Examples:
  logfwdserver bench
  logfwdserver bench -P my.p -F sample.log

Exit code: 0 measured, 1 the script does not compile, 2 wrong usage.`

const GROKS = {
  COMMONAPACHELOG: '10.0.0.7 - frank [04/Aug/2022:10:21:14 +0800] "GET /a.gif HTTP/1.0" 200 2326',
  SYSLOGBASE: 'Aug  4 10:21:14 node-1 sshd[4242]: session opened',
  TIMESTAMP_ISO8601: 'started at 2022-08-04 10:21:14.731 on node-1',
}

export function benchCommand(): Command {
  return withFolders(
    new Command('bench')
      .description('Measure grok and pipeline throughput on this machine.')
      .option(
        '-P, --pipeline <script>',
        'script: a name in the pipeline folder, or a path; the shipped ones without it',
      )
      .option('-F, --file <file>', 'file whose lines are run through the script')
      .option('--json', 'print JSON'),
  )
    .addHelpText('after', HELP)
    .action(async (flags: Flags, command: Command) => {
      await carryOut(command, () => bench(flags, command))
    })
}

async function bench(flags: Flags, command: Command): Promise<number> {
  if (!flags.pipeline !== !flags.file)
    command.error('error: give both -P and -F, or neither', { exitCode: 2 })
  try {
    const rows = flags.pipeline ? [await own(flags, command)] : await shipped()
    process.stdout.write(
      flags.json ? `${JSON.stringify({ node: process.version, rows })}\n` : render(rows),
    )
    return 0
  } catch (error) {
    if (!(error instanceof CompileError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

async function own(flags: Flags, command: Command): Promise<Row> {
  const path = namedScript(flags.pipeline!, flags)
  const lines = readFileSync(flags.file!, 'utf8').split('\n').filter(Boolean)
  if (lines.length === 0) command.error(`error: ${flags.file} has no lines`, { exitCode: 2 })
  return measureScript(await compiledScript(path, { functions: functionTable }), lines)
}

async function shipped(): Promise<Row[]> {
  const { folder } = await loadScripts(SHIPPED, { functions: functionTable })
  const groks = Object.entries(GROKS).map(([name, line]) => measureGrok(name, line))
  const names = readdirSync(SHIPPED).filter((name) => name.endsWith('.p'))
  return [...groks, ...names.map((name) => measureScript(folder.require(name), caseLines(name)))]
}

function caseLines(script: string): string[] {
  const text = readFileSync(join(SHIPPED, script.replace(/\.p$/, '.cases.jsonl')), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => String((JSON.parse(line) as { input: string }).input))
}

function measureGrok(name: string, line: string): Row {
  const matcher = compileGrok(`%{${name}}`, PatternScope.builtin(), { trim: true })
  if (!matcher.exec(line)) throw new Error(`%{${name}} does not match its line`)
  const lines = Array.from({ length: ROUND_LINES }, (_, i) => `${line}${i}`)
  return {
    what: `%{${name}}`,
    lines: 1,
    ns: median(() => sum(lines, (text) => matcher.exec(text)?.length ?? 0)),
  }
}

function measureScript(script: Script, lines: readonly string[]): Row {
  const input = Array.from({ length: ROUND_LINES }, (_, i) => lines[i % lines.length]!)
  const now = BigInt(Date.now()) * 1_000_000n
  const point = (message: string) => recordPoint({ message, name: 'bench' }, now)
  const run = (message: string) => {
    const record = point(message)
    script.run(record, now)
    return record
  }
  const build = median(() => sum(input, (text) => point(text).values.length))
  const ns = median(() => sum(input, (text) => run(text).values.length)) - build
  const encodedNs = median(() => sum(input, (text) => encodeLine(run(text)).length)) - build
  return { what: script.file, lines: lines.length, ns, encodedNs }
}

function sum(lines: readonly string[], work: (line: string) => number): number {
  let total = 0
  for (const line of lines) total += work(line)
  return total
}

/** Median nanoseconds a line over the rounds, after a warm-up. */
function median(round: () => number): number {
  const samples: number[] = []
  for (let i = -3; i < ROUNDS; i++) {
    const start = performance.now()
    round()
    if (i >= 0) samples.push(((performance.now() - start) * 1e6) / ROUND_LINES)
  }
  return samples.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!
}

function render(rows: readonly Row[]): string {
  const table = new Table({
    head: ['what', 'sample lines', 'ns/line', 'lines/s', 'with line protocol, lines/s'],
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  })
  const rate = (ns: number | undefined) =>
    ns === undefined ? '' : Math.round(1e9 / ns).toLocaleString('en')
  for (const row of rows) {
    table.push([row.what, String(row.lines), row.ns.toFixed(0), rate(row.ns), rate(row.encodedNs)])
  }
  return `${table.toString()}\nNode ${process.version}, one core\n`
}
