// `completion`: a script that teaches a shell the commands, their options and values. All of it is in the script, so that an
// answer takes no process and no time; after an upgrade the script is to be made again.
import { Argument, Command } from 'commander'
import { bashCompletion } from './completion-bash.js'
import { fishCompletion } from './completion-fish.js'
import { type CompletedCommand, completedCommands } from './completion-tree.js'
import { zshCompletion } from './completion-zsh.js'
import { leaveWhenUnread } from './pipes.js'

const SHELLS: Readonly<Record<string, (root: CompletedCommand) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
}

const HELP = `
Examples:
  source <(logfwdserver completion bash)
  logfwdserver completion bash > ~/.local/share/bash-completion/completions/logfwdserver
  logfwdserver completion zsh > "\${fpath[1]}/_logfwdserver"
  logfwdserver completion fish > ~/.config/fish/completions/logfwdserver.fish

Exit code: 0 printed, 2 wrong usage.`

/** @param program gives all commands */
export function completionCommand(program: () => Promise<Command>): Command {
  return new Command('completion')
    .description('Print a script that completes commands, options and values in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SHELLS)))
    .addHelpText('after', HELP)
    .action(async (shell: string) => {
      leaveWhenUnread(process.stdout)
      process.stdout.write(SHELLS[shell]!(completedCommands(await program())))
    })
}
