#!/usr/bin/env node
// The command: runs the tree of cli/program.ts, and turns what comes back into an exit code. A command loads the server
// only when it starts one.
// 0 done · 1 the answer is no · 2 usage or configuration
import { CommanderError } from 'commander'
import { endOnUncaught } from './cli/crash.js'
import { program } from './cli/program.js'
import { ConfigError } from './errors.js'

async function main(): Promise<number> {
  try {
    await (await program(process.argv[2])).parseAsync()
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
