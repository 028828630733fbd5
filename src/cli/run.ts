// `run`: the server. Reads the configuration, starts, reads everything again on SIGHUP, and stops on SIGTERM or SIGINT.
import { Command } from 'commander'
import type { App } from '../app.js'
import type { FolderChoice } from '../config/folders.js'
import { loadConfig } from '../config/load.js'
import { showConfig } from '../config/show.js'
import { consoleUrl } from '../console/address.js'
import { formatDiagnostic } from '../errors.js'

interface Flags extends FolderChoice {
  readonly showConfig?: boolean
}

const HELP = `
Examples:
  logfwdserver run
  logfwdserver run --home /usr/local/datakit
  logfwdserver run --pipeline-dir ./pipelines --show-config

Exit code: 0 stopped and everything was delivered, 1 something could not be, 2 the configuration cannot be used.`

export function runCommand(): Command {
  return new Command('run')
    .description('Run the server: sidecars in, pipelines, Dataway out.')
    .option('--home <dir>', 'home folder; /usr/local/datakit where it exists, else this folder')
    .option('--conf-dir <dir>', 'folder of *.conf files; conf.d in the home folder')
    .option('--pipeline-dir <dir>', 'folder of scripts and patterns; pipeline in the home folder')
    .option('--cache-dir <dir>', 'folder of what outlives the process; cache in the home folder')
    .option('--show-config', 'print the effective configuration, secrets masked, and end')
    .addHelpText('after', HELP)
    .action(async (flags: Flags) => {
      process.exitCode = await run(flags)
    })
}

async function run(flags: Flags): Promise<number> {
  const read = () => loadConfig({ ...flags, env: process.env })
  const { config, warnings } = read()
  if (flags.showConfig) {
    process.stdout.write(showConfig(config))
    for (const warning of warnings) process.stderr.write(`${formatDiagnostic(warning)}\n`)
    return 0
  }
  const { App } = await import('../app.js')
  const app = new App(config, warnings, read)
  const stopped = stopOnSignal(app)
  process.on('SIGHUP', () => void app.reload())
  const addresses = await app.start()
  if (addresses.dataway && config.log.output !== 'stdout') {
    process.stdout.write(`Records stay on this machine: ${consoleUrl(addresses.api)}\n`)
  }
  return await stopped
}

/** The first signal stops gracefully; a second one is left to end the process at once. */
function stopOnSignal(app: App): Promise<number> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      for (const signal of SIGNALS) process.removeListener(signal, stop)
      app.stop().then((report) => resolve(report.undelivered === 0 ? 0 : 1), reject)
    }
    for (const signal of SIGNALS) process.on(signal, stop)
  })
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const
