// The tree of commands, built but not run: main.ts runs it, tests and completion look at it. A command is one line here.
import { Command } from 'commander'
import { COMMIT, VERSION } from '../version.js'
import { benchCommand } from './bench.js'
import { checkCommand } from './check.js'
import { completionCommand } from './completion.js'
import { demoCommand } from './demo.js'
import { fmtCommand } from './fmt.js'
import { pipelineCommand } from './pipeline.js'
import { recordCommand } from './record.js'
import { replayCommand } from './replay.js'
import { runCommand } from './run.js'
import { tapCommand } from './tap.js'
import { testCommand } from './test.js'
import { topCommand } from './top.js'

/** All commands. What commander would end the process for is thrown as CommanderError. */
export function program(): Command {
  const root = new Command('logfwdserver').description(
    'Receives logs from logfwd sidecars, runs pipeline scripts, forwards to a Dataway.',
  )
  for (const command of [
    runCommand(),
    pipelineCommand(),
    demoCommand(),
    benchCommand(),
    replayCommand(),
    checkCommand(),
    testCommand(),
    recordCommand(),
    fmtCommand(),
    tapCommand(),
    topCommand(),
    completionCommand(),
    versionCommand(),
  ]) {
    root.addCommand(command)
  }
  for (const command of family(root)) command.exitOverride()
  return root
}

/** A command and all below it. */
export function family(command: Command): Command[] {
  return [command, ...command.commands.flatMap(family)]
}

function versionCommand(): Command {
  return new Command('version')
    .description('Print version and commit.')
    .addHelpText('after', '\nExample:\n  logfwdserver version')
    .action(() => {
      process.stdout.write(`logfwdserver ${VERSION} (${COMMIT}), node ${process.version}\n`)
    })
}
