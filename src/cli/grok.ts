// `grok`: why a pattern does not match a line, and which pattern would.
import { Command } from 'commander'
import { explainCommand } from './grok-explain.js'
import { queryCommand } from './grok-query.js'

const HELP = `
Examples:
  logfwdserver grok explain -P nginx.p -T '10.0.0.1 - - [04/Foo/2022:10:21:14 +0800] "GET / HTTP/1.1" 200 5'
  logfwdserver grok explain --pattern '%{IP:ip} took %{INT:ms:int}ms' -T '10.0.0.1 took 5s'
  logfwdserver grok query '2024-03-12 08:15:42,123 [main] INFO started in 5 s'`

export function grokCommand(): Command {
  return new Command('grok')
    .description('See how grok patterns meet a line, and find patterns for one.')
    .addHelpText('after', HELP)
    .addCommand(explainCommand())
    .addCommand(queryCommand())
}
