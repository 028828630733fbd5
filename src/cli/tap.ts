// `tap`: what goes through a running server, a line a record, until it is interrupted. It only looks.
import { once } from 'node:events'
import { Command } from 'commander'
import { tap } from '../tap/client.js'
import { QueryFault, readTapQuery } from '../tap/query.js'
import type { TapLine, TapQuery } from '../tap/shape.js'
import { ServerFault } from '../util/server-request.js'
import { collect } from './collect.js'
import { paintFor } from './paint.js'
import { type ServerFlags, tokenOf, whileAsking, withServer } from './server-option.js'
import { TapText } from './tap-text.js'

interface Flags extends ServerFlags {
  readonly source?: string[]
  readonly script?: string[]
  readonly status?: string[]
  readonly host?: string[]
  readonly matched?: boolean
  readonly missed?: boolean
  readonly text?: string
  readonly count?: string
  readonly rate?: string
  readonly fields?: boolean
  readonly json?: boolean
}

const HELP = `
A line is time, status, source, script, ✓ where the script matched or ✗ where it did not, and the log line. A script matches when it
ends well and, where it calls groks, one of them matches. Where more comes than is shown, a note on standard error says how much.

Examples:
  logfwdserver tap
  logfwdserver tap --script nginx.p --missed
  logfwdserver tap --source app --source web --status error -n 10
  logfwdserver tap --text timeout --json | jq .fields
  logfwdserver tap --url http://10.0.0.1:9529 --token-file ./token

Exit code: 0 all that were asked for, or interrupted; 1 the server refuses or is gone; 2 wrong usage.`

export function tapCommand(): Command {
  const command = new Command('tap').description(
    'Show records as they go through a running server.',
  )
  return withServer(command)
    .option('--source <name>', 'only of this source; may be given several times', collect)
    .option('--script <name>', 'only of this script; may be given several times', collect)
    .option('--status <status>', 'only of this status; may be given several times', collect)
    .option('--host <host>', 'only with this tag host; may be given several times', collect)
    .option('--matched', 'only records that their script matched')
    .option('--missed', 'only records that their script did not match')
    .option('--text <text>', 'only records with this text, in any case')
    .option('-n, --count <count>', 'end after so many records')
    .option('--rate <records>', 'most records a second, up to 1000; 100 unless given')
    .option('--fields', 'show the fields in place of the log line')
    .option('--json', 'print the records as JSON, one a line')
    .addHelpText('after', HELP)
    .action(async (flags: Flags, own: Command) => {
      process.exitCode = await run(flags, own)
    })
}

async function run(flags: Flags, command: Command): Promise<number> {
  const query = queryOf(flags, command)
  const token = tokenOf(flags, command)
  return whileAsking(async ({ signal }) => {
    const printer = printerOf(flags)
    for await (const line of tap(flags.url, query, { signal, token })) {
      if ('end' in line && line.end === 'stopping') throw new ServerFault('the server stops')
      const text = printer(line)
      if (text === undefined || process.stdout.write(`${text}\n`)) continue
      await once(process.stdout, 'drain', { signal })
    }
  })
}

function queryOf(flags: Flags, command: Command): TapQuery {
  const { source = [], script = [], status = [], host = [], text = '', count, rate } = flags
  if (flags.matched && flags.missed)
    command.error('error: give --matched or --missed, not both', { exitCode: 2 })
  const matched = flags.matched ? 'true' : flags.missed ? 'false' : ''
  const numbers = { ...(count !== undefined && { count }), ...(rate !== undefined && { rate }) }
  try {
    return readTapQuery({ source, script, status, host, matched, text, ...numbers })
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error
    return command.error(`error: ${error.message}`, { exitCode: 2 })
  }
}

/** Makes of each line what is to be printed of it. */
function printerOf({ json, fields }: Flags): (line: TapLine) => string | undefined {
  const { stdout } = process
  const text = () => new TapText({ paint: paintFor(stdout), width: stdout.columns, fields })
  let forPeople = text()
  let width = stdout.columns
  return (line) => {
    if ('skipped' in line) tellSkipped(line.skipped)
    if (!('record' in line)) return undefined
    if (width !== stdout.columns) forPeople = text()
    width = stdout.columns
    return json ? JSON.stringify(line.record) : forPeople.line(line.record)
  }
}

function tellSkipped(count: number): void {
  const remedy = '--rate shows more, and the other options less'
  process.stderr.write(`… ${count} records left out: ${remedy}\n`)
}
