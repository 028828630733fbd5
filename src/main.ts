#!/usr/bin/env node
// The command: hands over to cli/, and turns what comes back into an exit code. A command loads the server only when
// it starts one.
// 0 done · 1 the answer is no · 2 usage or configuration
import { Command, CommanderError } from 'commander'
import { benchCommand } from './cli/bench.js'
import { endOnUncaught } from './cli/crash.js'
import { demoCommand } from './cli/demo.js'
import { pipelineCommand } from './cli/pipeline.js'
import { replayCommand } from './cli/replay.js'
import { runCommand } from './cli/run.js'
import { ConfigError } from './errors.js'
import { COMMIT, VERSION } from './version.js'

function program(): Command {
  const command = new Command('logfwdserver')
    .description(
      'Receives logs from logfwd sidecars, runs pipeline scripts, forwards to a Dataway.',
    )
    .exitOverride()
  for (const sub of [
    runCommand(),
    pipelineCommand(),
    demoCommand(),
    benchCommand(),
    replayCommand(),
    versionCommand(),
  ]) {
    command.addCommand(sub.exitOverride())
  }
  return command
}

function versionCommand(): Command {
  return new Command('version').description('Print version and commit.').action(() => {
    process.stdout.write(`logfwdserver ${VERSION} (${COMMIT}), node ${process.version}\n`)
  })
}

async function main(): Promise<number> {
  try {
    await program().parseAsync()
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

endOnUncaught()
process.exitCode = await main()
