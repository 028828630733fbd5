// `top`: the state of a running server, drawn over every second on a terminal, or printed once.
import { setTimeout as wait } from 'node:timers/promises'
import { Command, Option } from 'commander'
import { rates } from '../overview/rates.js'
import type { Overview } from '../overview/shape.js'
import { askServer, type RequestOptions, ServerFault } from '../util/server-request.js'
import { paintFor } from './paint.js'
import { type ServerFlags, tokenOf, whileAsking, withServer } from './server-option.js'
import { Terminal } from './terminal.js'
import { SORTS, type Sort, screen, type View } from './top-screen.js'

interface Flags extends ServerFlags {
  readonly interval: string
  readonly sort: Sort
  readonly once?: boolean
  readonly json?: boolean
}

const HELP = `
Keys: r, m, c, n sort by rate, match rate, cost, name; q or Ctrl-C ends.
Rates are those of the last interval, the other numbers count since the server started. CORE is the time that a script takes of one
core, SHARE its part of the time of all scripts. Where the output is no terminal, one state is printed, after one interval.

Examples:
  logfwdserver top
  logfwdserver top --sort cost --interval 5
  logfwdserver top --once | head -20
  logfwdserver top --json | jq .rates.scripts
  logfwdserver top --url http://10.0.0.1:9529 --token-file ./token

Exit code: 0 shown, or ended by a key; 1 no server answers; 2 wrong usage.`

export function topCommand(): Command {
  const command = new Command('top').description(
    'Show the state of a running server: sources, scripts, buffer, Dataways.',
  )
  return withServer(command)
    .option('--interval <seconds>', 'time between two looks, 0.2 to 60', '1')
    .addOption(
      new Option('--sort <column>', 'what rows are sorted by').choices(SORTS).default('rate'),
    )
    .option('--once', 'print one state and end')
    .option('--json', 'print one state as JSON: {"overview": …, "rates": …}')
    .addHelpText('after', HELP)
    .action(async (flags: Flags, own: Command) => {
      process.exitCode = await run(flags, own)
    })
}

async function run(flags: Flags, command: Command): Promise<number> {
  const { sort } = flags
  const intervalMs = 1000 * Number(flags.interval)
  if (!(intervalMs >= 200 && intervalMs <= 60_000))
    command.error('error: --interval is a number of seconds from 0.2 to 60', { exitCode: 2 })
  const token = tokenOf(flags, command)
  return whileAsking(async (interrupt) => {
    const { signal } = interrupt
    const read = () => readOverview(flags.url, { signal, token })
    const once = flags.once || flags.json || !process.stdout.isTTY
    const first = await read()
    if (once) await printOnce(first, read, { intervalMs, signal, sort, json: flags.json ?? false })
    else await draw(first, read, { intervalMs, interrupt, sort })
  })
}

/** A look has this long; it is far less than a second for a server that can be looked at. */
const PATIENCE_MS = 5000

async function readOverview(url: string, { signal, token }: RequestOptions): Promise<Overview> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  const both = AbortSignal.any([patience, ...(signal ? [signal] : [])])
  try {
    const answer = await askServer(url, 'v1/overview', { signal: both, token })
    const overview = (await answer.json()) as Overview
    if (typeof overview.startedAt === 'string') return overview
  } catch (error) {
    if (signal?.aborted || error instanceof ServerFault) throw error
    if (patience.aborted) throw new ServerFault('the server does not answer in time')
  }
  throw new ServerFault(`what answers at ${url} is no server of this kind`)
}

type Read = () => Promise<Overview>

interface Once {
  readonly intervalMs: number
  readonly signal: AbortSignal
  readonly sort: Sort
  readonly json: boolean
}

async function printOnce(first: Overview, read: Read, options: Once): Promise<void> {
  await wait(options.intervalMs, undefined, { signal: options.signal })
  const overview = await read()
  const view = { overview, rates: rates(first, overview) }
  const { stdout } = process
  const { columns: width } = stdout
  const lines = screen(view, {
    sort: options.sort,
    paint: paintFor(stdout),
    ...(width && { width }),
  })
  stdout.write(options.json ? `${JSON.stringify(view)}\n` : `${lines.join('\n')}\n`)
}

interface Drawn {
  readonly intervalMs: number
  readonly interrupt: AbortController
  readonly sort: Sort
}

/** Looks and draws until a key or a signal ends it. A server that does not answer is waited for. */
async function draw(first: Overview, read: Read, { interrupt, ...options }: Drawn): Promise<void> {
  const paint = paintFor(process.stdout)
  let { sort } = options
  let view: View = { overview: first, rates: rates(undefined, first) }
  const terminal = new Terminal({
    key: (key) => {
      if (key === 'q' || key === '\u0003' || key === '\u0004') interrupt.abort()
      const chosen = SORTS.find((name) => name.startsWith(key))
      if (chosen) sort = chosen
    },
    lines: (width, height) => screen(view, { sort, paint, width, height, keys: true }),
  })
  terminal.open()
  try {
    for (;;) {
      terminal.draw()
      await wait(options.intervalMs, undefined, { signal: interrupt.signal })
      view = await next(view, read, interrupt.signal)
    }
  } finally {
    terminal.close()
  }
}

async function next(before: View, read: Read, signal: AbortSignal): Promise<View> {
  try {
    const overview = await read()
    return { overview, rates: rates(before.overview, overview) }
  } catch (error) {
    if (signal.aborted || !(error instanceof ServerFault)) throw error
    return { ...before, trouble: error.message }
  }
}
