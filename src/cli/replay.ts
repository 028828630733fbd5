// `replay`: sends dead letters again, to the configured Dataway or to another one, and says what came of them.
import { existsSync } from 'node:fs'
import { Command } from 'commander'
import type { Config } from '../config/config.js'
import type { FolderChoice } from '../config/folders.js'
import { type Loaded, loadConfig } from '../config/load.js'
import { deadLetterFolder } from '../dead-letters/options.js'
import { type Diagnostic, formatDiagnostic } from '../errors.js'
import { Replay, type ReplayOptions } from '../replay/replay.js'
import { isDone, summary } from '../replay/report.js'
import { nodeIdentity } from '../tag/node.js'
import { systemClock } from '../util/clock.js'
import { maskText } from '../util/mask.js'
import { collect } from './collect.js'
import { untilInterrupted } from './interrupt.js'

interface Flags extends FolderChoice {
  readonly dataway?: string
  readonly dryRun?: boolean
  readonly keep?: boolean
  readonly reason?: readonly string[]
}

const HELP = `
Letters go to the Dataway of ENV_DATAWAY that refused them. A file is removed when all its letters were taken; what is
refused again, and what could not be sent, stays in it. The server may go on running meanwhile.

Examples:
  logfwdserver replay --dry-run
  logfwdserver replay --reason http_400 --reason too_large
  logfwdserver replay ./saved/20260301T100000123Z-4f2a9c.jsonl --dataway 'https://openway.guance.com?token=tkn_…'

Exit code: 0 all were taken, 1 some were not, 2 wrong usage or configuration.`

export function replayCommand(): Command {
  return new Command('replay')
    .description('Send dead letters again: records that a Dataway refused.')
    .argument('[paths...]', 'folders or files; the folder of dead letters of the configuration')
    .option('--dataway <url>', 'send all of them to this Dataway, with ?token=')
    .option('--reason <reason>', 'only letters of this reason; may be given several times', collect)
    .option('--dry-run', 'only say what is there')
    .option('--keep', 'send, but leave the files as they are')
    .option('--home <dir>', 'home folder')
    .option('--cache-dir <dir>', 'cache folder; cache in the home folder')
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: Flags, command: Command) => {
      process.exitCode = await replay(paths, flags, command)
    })
}

async function replay(paths: readonly string[], flags: Flags, command: Command): Promise<number> {
  const { config, warnings } = configOf(flags)
  for (const warning of warnings.filter(isAboutDataway)) {
    process.stderr.write(`${formatDiagnostic(warning)}\n`)
  }
  const { endpoints } = config.forward
  const dryRun = flags.dryRun ?? false
  if (endpoints.length === 0 && !dryRun) {
    command.error('error: set ENV_DATAWAY, or give --dataway', { exitCode: 2 })
  }
  const missing = paths.find((path) => !existsSync(path))
  if (missing !== undefined) command.error(`error: there is no ${missing}`, { exitCode: 2 })
  const folder = deadLetterFolder(config.deadLetters, config.folders.cacheDir)
  if (paths.length === 0 && !existsSync(folder)) {
    process.stdout.write(`no dead letters: there is no ${folder}\n`)
    return 0
  }
  const options = {
    endpoints,
    toAll: flags.dataway !== undefined,
    forward: config.forward,
    reasons: flags.reason ?? [],
    dryRun,
    keep: flags.keep ?? false,
  }
  return await send(paths.length > 0 ? paths : [folder], options, config)
}

function configOf({ dataway, home, cacheDir }: Flags): Loaded {
  const other = { ENV_DATAWAY: dataway ?? '', ENV_DATAWAY_FILE: '' }
  const env = dataway === undefined ? process.env : { ...process.env, ...other }
  return loadConfig({ home, cacheDir, env })
}

function isAboutDataway({ file }: Diagnostic): boolean {
  return file.startsWith('ENV_DATAWAY')
}

async function send(
  paths: readonly string[],
  options: ReplayOptions,
  config: Config,
): Promise<number> {
  const { hostname } = await nodeIdentity(config.tag)
  const interrupt = untilInterrupted()
  const { signal } = interrupt
  const tools = { hostname, clock: systemClock, random: Math.random, signal }
  const replay = new Replay(options, tools)
  const { report } = replay
  let code = 0
  try {
    await replay.run(paths)
    code = options.dryRun || isDone(report) ? 0 : 1
  } catch (error) {
    process.stderr.write(`error: ${maskText(String((error as Error).message))}\n`)
    code = 1
  } finally {
    interrupt.abort()
  }
  process.stdout.write(summary(report, options))
  return code
}
