// `record`: makes cases of given lines, or of lines that a running server takes. What is recorded passes `test` at once.
import { basename, dirname } from 'node:path'
import { Command } from 'commander'
import type { FolderChoice } from '../config/folders.js'
import { CompileError } from '../errors.js'
import { functionTable } from '../pipeline/functions/index.js'
import { nowNs } from '../util/clock.js'
import { ServerFault } from '../util/server-request.js'
import { CaseBook } from '../workbench/case-book.js'
import { CASE_ZONE } from '../workbench/case-form.js'
import { EVEN } from '../workbench/run-cases.js'
import { type Suite, suiteOf } from '../workbench/suite.js'
import { Workplace } from '../workbench/workplace.js'
import { carryOut, withFolders } from './carry-out.js'
import { type GivenFlags, givenLines, sourceFault } from './given-lines.js'
import { untilInterrupted } from './interrupt.js'
import { liveLines } from './live-lines.js'
import { openLookup } from './open-lookup.js'
import { Recorder, type RecordFlags } from './recorder.js'
import { namedScript } from './script-files.js'
import { tokenOf } from './server-option.js'

interface Flags extends FolderChoice, RecordFlags, GivenFlags {
  readonly pipeline?: string
  readonly from?: string
  readonly tokenFile?: string
  readonly count?: number
  readonly missed?: boolean
  readonly out?: string
}

/** Cases are for people: more are not made without saying how many. */
const MOST_LINES = 1000

const HELP = `
Without -T, -F and --from the lines are read from standard input. A case is appended to the file beside the script,
nginx.cases.jsonl for nginx.p; "logfwdserver test" runs it. The clock ("now") and the time zone ("tz") become part of a case
only where its result depends on them.

Examples:
  logfwdserver record -P nginx.p -T '10.0.0.1 - - [04/Aug/2022:10:21:14 +0800] "GET / HTTP/1.1" 200 5' --title 'a request'
  logfwdserver record -P ./my.p -F sample.log
  logfwdserver record -P java.p -F trace.log --whole
  logfwdserver record -P nginx.p --from http://127.0.0.1:9529 --missed --count 3

Exit code: 0 recorded, 1 a line is there already, cannot be recorded or did not come, 2 wrong usage.`

export function recordCommand(): Command {
  return withFolders(
    new Command('record')
      .description(
        'Make cases for a script of given lines, or of lines that a running server takes.',
      )
      .option('-P, --pipeline <script>', 'script: a name in the pipeline folder, or a path')
      .option('-T, --text <text>', 'the log line')
      .option('-F, --file <file>', 'file whose lines become a case each; - for standard input')
      .option('--whole', 'the file is one record of several lines')
      .option('--from <url>', 'take records of the server at this address')
      .option('--token-file <file>', 'file with a token, for a server on another host')
      .option('--source <name>', 'source of the record; with --from only records of this source')
      .option('--missed', 'with --from only records that the script took nothing out of')
      .option('--count <n>', 'how many cases to make; with --from 1 unless given', wholeNumber)
      .option('--title <title>', 'title of the case; the beginning of its line without')
      .option(
        '--tag <key=value>',
        'tag that the record comes with; may be given several times',
        pair,
      )
      .option('--replace', 'take the place of the case with the same line')
      .option('--out <file>', 'file of cases to append to')
      .option('--stdout', 'print the cases, change no file'),
  )
    .addHelpText('after', HELP)
    .action(async (flags: Flags, command: Command) => {
      await carryOut(command, () => record(flags, command))
    })
}

/** Undefined is what the check of usage tells apart. */
function wholeNumber(text: string): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : Number.NaN
}

function pair(text: string, before: Readonly<Record<string, string>> = {}) {
  const [, key = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? []
  return { ...before, [key]: value }
}

async function record(flags: Flags, command: Command): Promise<number> {
  const fault = usageFault(flags)
  if (fault !== undefined) command.error(`error: ${fault}`, { exitCode: 2 })
  const suite = scriptOf(flags)
  const { from: url = '', tokenFile } = flags
  const token = tokenFile === undefined ? undefined : tokenOf({ url, tokenFile }, command)
  const lookup = openLookup(flags, EVEN)
  await lookup.start()
  try {
    const dir = dirname(suite.script)
    const place = await Workplace.read(dir, { functions: functionTable, services: lookup })
    for (const { message } of [await place.script(basename(suite.script))].filter(isError)) {
      process.stderr.write(`${message}\n`)
      return 1
    }
    return await recordAll(place, suite, flags, token)
  } finally {
    await lookup.stop()
  }
}

function usageFault(flags: Flags): string | undefined {
  const { pipeline, text, from } = flags
  if (!pipeline) return 'name a script with -P'
  const server = { option: '--from', what: 'a server with --from', value: from }
  const fault = sourceFault(flags, [server])
  if (fault !== undefined) return fault
  if (Number.isNaN(flags.count)) return '--count is a whole number of 1 or more'
  if (flags.missed && from === undefined) return '--missed goes with --from'
  if (flags.whole && (text ?? from) !== undefined) return '--whole goes with a file'
  if (flags.tag && Object.hasOwn(flags.tag, '')) return '--tag is of the form key=value'
  return undefined
}

function scriptOf(flags: Flags): Suite {
  const suite = suiteOf(namedScript(flags.pipeline!, flags))!
  return flags.out === undefined ? suite : { ...suite, cases: flags.out }
}

function isError(result: unknown): result is CompileError {
  return result instanceof CompileError
}

async function recordAll(
  place: Workplace,
  suite: Suite,
  flags: Flags,
  token: string | undefined,
): Promise<number> {
  const book = await CaseBook.open(suite.cases)
  const present = { now: String(nowNs()), zone: localZoneName() }
  const recorder = new Recorder(place, suite, book, flags, present)
  if (flags.from !== undefined) return recordLive(recorder, book, suite, flags, token)
  const lines: string[] = []
  for await (const line of givenLines(flags)) {
    if (lines.push(line) >= (flags.count ?? MOST_LINES + 1)) break
  }
  if (flags.count === undefined && lines.length > MOST_LINES) {
    process.stderr.write(`error: more than ${MOST_LINES} lines; say how many with --count\n`)
    return 2
  }
  if (lines.length === 0) process.stderr.write('there is no line to record\n')
  for (const line of lines) await recorder.record(line, flags.source)
  await recorder.save()
  return recorder.refused > 0 || lines.length === 0 ? 1 : 0
}

/** Each case is written as it comes. A line that is there already is left out, so the next one is waited for. */
async function recordLive(
  recorder: Recorder,
  book: CaseBook,
  { script }: Suite,
  { from = '', source, missed, count = 1 }: Flags,
  token: string | undefined,
): Promise<number> {
  const query = {
    ...(source === undefined ? { script: [basename(script)] } : { source: [source] }),
    ...(missed && { matched: false }),
  }
  const { signal } = untilInterrupted()
  if (process.stderr.isTTY) process.stderr.write('waiting for records; Ctrl-C ends\n')
  try {
    for await (const { line, name } of liveLines(from, query, { signal, token })) {
      await book.reload()
      await recorder.record(line, name)
      await recorder.save()
      if (recorder.recorded >= count) break
    }
  } catch (error) {
    if (!(error instanceof ServerFault)) throw error
    process.stderr.write(`${error.message}\n`)
  }
  return recorder.recorded >= count ? 0 : 1
}

/** UTC is none to speak of. */
function localZoneName(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || CASE_ZONE
}
