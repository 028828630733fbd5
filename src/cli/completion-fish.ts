// Completion for fish: one line for each command and option, made from the tree of commands.
import { DATAKIT_HOME } from '../config/folders.js'
import {
  allCommands,
  type CompletedCommand,
  type CompletedOption,
  nameOf,
  type Values,
} from './completion-tree.js'

/** The script that fish is to read. */
export function fishCompletion(root: CompletedCommand): string {
  const commands = allCommands(root)
  const known = commands.slice(1).map(({ path }) => quoted(path.includes(' ') ? path : ` ${path}`))
  return `# Completion of logfwdserver for fish.

function __logfwdserver_at
    set -l words (commandline -opc)
    set -l command ''
    for word in $words[2..-1]
        switch "$command $word"
            case ${known.join(' ')}
                set command (string trim -- "$command $word")
        end
    end
    test "$command" = "$argv"
end

# Scripts: names in the pipeline folder, and paths.
function __logfwdserver_scripts
    set -l home .
    test -d ${DATAKIT_HOME}; and set home ${DATAKIT_HOME}
    set -l folder
    set -l before
    for word in (commandline -opc)
        switch "$before"
            case --home
                set home $word
            case --pipeline-dir
                set folder $word
        end
        set before $word
    end
    test -n "$folder"; or set folder $home/pipeline
    for path in $folder/*.p $folder/logging/*.p
        string replace -r '.*/' '' -- $path
    end
    __fish_complete_suffix .p
end

complete -c logfwdserver -f
${commands.flatMap(linesOf).join('\n')}
`
}

function linesOf({ path, options, commands, operand }: CompletedCommand): string[] {
  const at = `complete -c logfwdserver -n ${quoted(`__logfwdserver_at ${path}`.trim())}`
  return [
    ...commands.map((each) => `${at} -a ${quoted(nameOf(each))} -d ${quoted(each.description)}`),
    ...options.map((option) => `${at} ${optionFlags(option)}`),
    ...(operand && commands.length === 0 ? [`${at} ${valueFlags(operand)}`.trimEnd()] : []),
  ]
}

function optionFlags({ names, description, value }: CompletedOption): string {
  const flags = names.map((name) =>
    name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
  )
  const taken = value ? ` -r ${valueFlags(value)}` : ''
  return `${flags.join(' ')} -d ${quoted(description)}${taken}`.trimEnd()
}

function valueFlags(values: Values): string {
  if (values.kind === 'choices') return `-f -a ${quoted(values.choices.join(' '))}`
  if (values.kind === 'files') return '-F'
  if (values.kind === 'folders') return "-f -a '(__fish_complete_directories (commandline -ct))'"
  return values.kind === 'scripts' ? "-f -a '(__logfwdserver_scripts)'" : '-f'
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
