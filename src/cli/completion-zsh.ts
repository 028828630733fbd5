// Completion for zsh: one function for each command, with what each option means, made from the tree of commands.
import { DATAKIT_HOME } from '../config/folders.js'
import {
  allCommands,
  type CompletedCommand,
  type CompletedOption,
  nameOf,
  type Values,
} from './completion-tree.js'

/** The script that zsh is to read, as a file of its $fpath or by `source`. */
export function zshCompletion(root: CompletedCommand): string {
  return `#compdef logfwdserver
# Completion of logfwdserver for zsh.

${allCommands(root).map(functionOf).join('\n\n')}

# Scripts: names in the pipeline folder, and paths.
_logfwdserver_scripts() {
  local home=. folder
  [[ -d ${DATAKIT_HOME} ]] && home=${DATAKIT_HOME}
  home=\${(Q)opt_args[--home]:-$home}
  folder=\${(Q)opt_args[--pipeline-dir]:-$home/pipeline}
  folder=\${folder/#\\~/$HOME}
  local -a names
  names=($folder/*.p(N:t) $folder/logging/*.p(N:t))
  compadd -a names
  _files -g '*.p'
}

if [[ $funcstack[1] == _logfwdserver ]]; then
  _logfwdserver "$@"
else
  compdef _logfwdserver logfwdserver
fi
`
}

function functionOf(command: CompletedCommand): string {
  const { options, commands, operand } = command
  const specs = options.flatMap(optionSpec)
  if (commands.length > 0) return `${functionName(command)}() {\n${branching(command, specs)}\n}`
  if (operand) specs.push(quoted(`*:${operand.kind}:${actionOf(operand)}`))
  return `${functionName(command)}() {\n${argumentsCall('', specs)}\n}`
}

/** A command that others stand below. */
function branching({ commands }: CompletedCommand, specs: readonly string[]): string {
  const names = commands.map((each) => quoted(`${nameOf(each)}:${each.description}`))
  const branches = commands.map((each) => `        ${nameOf(each)}) ${functionName(each)} ;;`)
  return `  local context state line
  local -A opt_args
${argumentsCall('-C ', [...specs, "'1:command:->command'", "'*::argument:->rest'"])}
  case $state in
    command)
      local -a commands
      commands=(
        ${names.join('\n        ')}
      )
      _describe command commands ;;
    rest)
      case $line[1] in
${branches.join('\n')}
      esac ;;
  esac`
}

function argumentsCall(flags: string, specs: readonly string[]): string {
  return `  _arguments ${flags}\\\n    ${specs.join(' \\\n    ')}`
}

/** `'(-P --pipeline)-P[what it is]:value:action'`, for each name. */
function optionSpec({ names, description, value, isRepeated }: CompletedOption): string[] {
  const others = isRepeated ? '*' : `(${names.join(' ')})`
  const action = value ? `:${value.kind}:${actionOf(value)}` : ''
  const told = description.replace(/[\\[\]:]/g, '\\$&')
  return names.map((name) => {
    const takes = value && name.startsWith('--') ? '=' : ''
    return quoted(`${others}${name}${takes}[${told}]${action}`)
  })
}

function actionOf(values: Values): string {
  if (values.kind === 'choices') return `(${values.choices.join(' ')})`
  if (values.kind === 'files') return '_files'
  if (values.kind === 'folders') return '_files -/'
  return values.kind === 'scripts' ? '_logfwdserver_scripts' : ' '
}

function functionName({ path }: CompletedCommand): string {
  return ['_logfwdserver', ...path.split(' ').filter(Boolean)].join('_')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
