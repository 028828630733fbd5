// `pipeline`: one script on one text or the lines of a file, as DataKit's command prints it; or cases as JSON lines.
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import type { FolderChoice } from '../config/folders.js'
import { CompileError } from '../errors.js'
import type { Services } from '../pipeline/define.js'
import { functionTable } from '../pipeline/functions/index.js'
import type { Script } from '../pipeline/script.js'
import type { fieldText } from '../point/point.js'
import { nowNs } from '../util/clock.js'
import { recordPoint, typedPoint } from '../workbench/record.js'
import { EVEN } from '../workbench/run-cases.js'
import { NOTHING, Trial } from '../workbench/trial.js'
import { carryOut, withFolders } from './carry-out.js'
import { answerLines, CaseRunner } from './jsonl.js'
import { openLookup } from './open-lookup.js'
import { namedScript } from './script-files.js'
import { compiledScript } from './sources.js'

interface Flags extends FolderChoice {
  readonly pipeline?: string
  readonly text?: string
  readonly file?: string
  readonly jsonl?: boolean
}

const HELP = `
Examples:
  logfwdserver pipeline -P nginx.p -T '10.0.0.1 - - [04/Aug/2022:10:21:14 +0800] "GET / HTTP/1.1" 200 5'
  logfwdserver pipeline -P ./my.p -F sample.log
  logfwdserver pipeline --jsonl < cases.jsonl > results.jsonl

A case is {"id", "script" (or -P for all), "scripts", "message", "name", "tags", "fields", "time", "tz"}.
Exit code: 0 something was extracted of some text, 1 of none, or the script does not compile, 2 wrong usage.
With --jsonl: 0 all lines were answered, 1 the script of -P does not compile.`

export function pipelineCommand(): Command {
  return withFolders(
    new Command('pipeline')
      .description(
        'Run a pipeline script on a text, on the lines of a file, or on cases as JSON lines.',
      )
      .option('-P, --pipeline <name>', 'script: a name in the pipeline folder, or a path')
      .option('-T, --text <text>', 'the text to parse')
      .option('-F, --file <file>', 'file whose lines are parsed one by one; - for standard input')
      .option('--jsonl', 'read cases from standard input, write results to standard output'),
  )
    .addHelpText('after', HELP)
    .action(async (flags: Flags, command: Command) => {
      await carryOut(command, () => run(flags, command))
    })
}

async function run(flags: Flags, command: Command): Promise<number> {
  if (!flags.jsonl && !flags.pipeline)
    command.error('error: name a script with -P', { exitCode: 2 })
  if (!flags.jsonl && (flags.text === undefined) === (flags.file === undefined)) {
    command.error('error: give a text with -T or a file with -F', { exitCode: 2 })
  }
  const lookup = openLookup(flags, flags.jsonl ? EVEN : Math.random)
  await lookup.start()
  try {
    return await (flags.jsonl ? answerCases(flags, lookup) : extractAll(flags, lookup, command))
  } finally {
    await lookup.stop()
  }
}

async function extractAll(flags: Flags, services: Services, command: Command): Promise<number> {
  const script = await findScript(flags, services)
  if (script instanceof CompileError) return refuse(script)
  let code = 1
  for (const text of texts(flags, command)) if (await extract(script, text)) code = 0
  return code
}

async function answerCases(flags: Flags, services: Services): Promise<number> {
  const script = flags.pipeline ? await findScript(flags, services) : undefined
  if (script instanceof CompileError) return refuse(script)
  await answerLines(process.stdin, process.stdout, new CaseRunner(script, services))
  return 0
}

function refuse(error: CompileError): number {
  process.stderr.write(`${error.message}\n`)
  return 1
}

async function findScript(flags: Flags, services: Services): Promise<Script | CompileError> {
  try {
    const path = namedScript(flags.pipeline!, flags)
    return await compiledScript(path, { functions: functionTable, services })
  } catch (error) {
    if (error instanceof CompileError) return error
    throw error
  }
}

function texts(flags: Flags, command: Command): string[] {
  if (flags.text !== undefined) return [flags.text]
  try {
    const lines = readFileSync(flags.file === '-' ? 0 : flags.file!, 'utf8').split(/\r?\n/)
    return lines.at(-1) === '' ? lines.slice(0, -1) : lines
  } catch (error) {
    return command.error(`error: ${flags.file} cannot be read: ${String(error)}`, { exitCode: 2 })
  }
}

/** Runs and prints one text. True when the script took something out of it. */
async function extract(script: Script, text: string): Promise<boolean> {
  const now = nowNs()
  const point = recordPoint({ message: text, name: script.file.replace(/\.p$/, '') }, now)
  const before = new Set([...point.fields()].map(([key]) => key))
  const start = performance.now()
  const job = { script, point }
  const { failure, made } = (await new Trial().run([job], now)).get(job) ?? NOTHING
  const cost = Math.round((performance.now() - start) * 1000)
  if (failure) process.stderr.write(`${failure}\n`)
  const fields = Object.fromEntries([...point.fields()].map(([key, value]) => [key, shown(value)]))
  const tags = Object.fromEntries(point.tags.sorted())
  const time =
    point.time === now ? {} : { time: Number(point.time / 1_000_000n), time_ns: String(point.time) }
  const data = point.dropped ? { dropped: true, ...fields } : { ...fields, ...tags, ...time }
  process.stdout.write(`Extracted data(cost: ${cost}µs):\n${JSON.stringify(data, null, 2)}\n`)
  for (const one of made) {
    const { name, tags, fields } = JSON.parse(`{${typedPoint(one.point)}}`)
    const text = JSON.stringify({ name, tags, fields }, null, 2)
    process.stdout.write(`Made beside it, ${one.category}:\n${text}\n`)
  }
  const found =
    made.length > 0 ||
    point.dropped ||
    point.time !== now ||
    Object.keys({ ...fields, ...tags }).some((key) => !before.has(key))
  if (!found) process.stderr.write('Nothing was extracted: only the message is left.\n')
  return found && !failure
}

function shown(value: Parameters<typeof fieldText>[0]): unknown {
  return typeof value === 'bigint' ? Number(value) : value
}
