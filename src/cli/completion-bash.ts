// Completion for bash 3.2 and later, also without the package bash-completion: one function, made from the tree of commands.
import { DATAKIT_HOME } from '../config/folders.js'
import { allCommands, type CompletedCommand, nameOf, type Values } from './completion-tree.js'

/** The script that bash is to read. */
export function bashCompletion(root: CompletedCommand): string {
  const commands = allCommands(root)
  const known = commands.slice(1).map(({ path }) => quoted(path.includes(' ') ? path : ` ${path}`))
  const values = commands.flatMap(({ path, options }) =>
    options.flatMap(({ names, value }) =>
      value ? [{ pattern: names.map((name) => quoted(`${path} ${name}`)).join('|'), value }] : [],
    ),
  )
  const options = commands.map(({ path, options }) => ({
    pattern: quoted(path),
    action: words(options.flatMap(({ names }) => names)),
  }))
  const operands = commands.flatMap(({ path, commands: below, operand }) => {
    const action = below.length > 0 ? words(below.map(nameOf)) : operand && actionOf(operand)
    return action ? [{ pattern: quoted(path), action }] : []
  })
  return `# Completion of logfwdserver for bash.

_logfwdserver() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command='' i
  if [[ $current == = ]]; then
    current=''
  elif [[ $before == = ]]; then
    before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$command \${COMP_WORDS[i]}" in
      ${known.join('|')})
        command="\${command:+$command }\${COMP_WORDS[i]}" ;;
    esac
  done
  COMPREPLY=()
  case "$command $before" in
${cases(
  values.map(({ pattern, value }) => ({ pattern, action: `${actionOf(value)}; return` })),
  '    ',
)}
  esac
  if [[ $current != -* ]]; then
    case $command in
${cases(
  operands.map(({ pattern, action }) => ({ pattern, action: `${action}; return` })),
  '      ',
)}
    esac
  fi
  case $command in
${cases(options, '    ')}
  esac
}

_logfwdserver_words() {
  COMPREPLY=($(compgen -W "$1" -- "$current"))
}

# Paths, as bash itself completes them if it can be asked to.
_logfwdserver_paths() {
  compopt -o "$1" 2>/dev/null || _logfwdserver_lines < <(compgen "$2" -- "$current")
}

# Scripts: names in the pipeline folder, and paths.
_logfwdserver_scripts() {
  local home=. folder='' i
  [[ -d ${DATAKIT_HOME} ]] && home=${DATAKIT_HOME}
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      --home) home=\${COMP_WORDS[i+1]} ;;
      --pipeline-dir) folder=\${COMP_WORDS[i+1]} ;;
    esac
  done
  folder=\${folder:-$home/pipeline}
  folder=\${folder/#\\~/$HOME}
  compopt -o filenames 2>/dev/null
  _logfwdserver_lines < <(
    (cd "$folder" 2>/dev/null && compgen -f -X '!*.p' -- "$current")
    (cd "$folder/logging" 2>/dev/null && compgen -f -X '!*.p' -- "$current")
    compgen -f -X '!*.p' -- "$current"
    compgen -d -- "$current"
  )
}

_logfwdserver_lines() {
  local line
  while IFS= read -r line; do
    COMPREPLY+=("$line")
  done
}

complete -F _logfwdserver logfwdserver
`
}

interface Case {
  readonly pattern: string
  readonly action: string
}

/** Cases of the same action are one. */
function cases(all: readonly Case[], indent: string): string {
  const patterns = new Map<string, string[]>()
  for (const { pattern, action } of all) {
    patterns.set(action, [...(patterns.get(action) ?? []), pattern])
  }
  const branches = [...patterns].map(([action, list]) => [`${list.join('|')})`, `  ${action} ;;`])
  return branches
    .flat()
    .map((line) => indent + line)
    .join('\n')
}

function actionOf(values: Values): string {
  if (values.kind === 'choices') return words(values.choices)
  if (values.kind === 'files') return '_logfwdserver_paths default -f'
  if (values.kind === 'folders') return '_logfwdserver_paths dirnames -d'
  return values.kind === 'scripts' ? '_logfwdserver_scripts' : ':'
}

function words(list: readonly string[]): string {
  return `_logfwdserver_words ${quoted(list.join(' '))}`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
