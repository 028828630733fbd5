// The tree of commands as shells complete it, read from commander's: names, options, and what a value may be. What a value is
// shows in its placeholder: `<dir>`, `<file>`, `<script>`, or choices.
import type { Argument, Command, Option } from 'commander'

/** What may stand for a value. Nothing is offered for free text. */
export type Values =
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'files' | 'folders' | 'scripts' | 'text' }

export interface CompletedOption {
  /** `-P`, `--pipeline`: as many as there are. */
  readonly names: readonly string[]
  readonly description: string
  /** Undefined: it takes none. */
  readonly value: Values | undefined
  readonly isRepeated: boolean
}

export interface CompletedCommand {
  /** The names from the root to here, `grok explain`; empty for the root. */
  readonly path: string
  readonly description: string
  readonly options: readonly CompletedOption[]
  readonly commands: readonly CompletedCommand[]
  /** What stands behind the options; undefined if nothing does. */
  readonly operand: Values | undefined
}

/** A command and all below it, without the hidden ones. */
export function completedCommands(root: Command): CompletedCommand {
  return completed(root, '', [])
}

function completed(
  command: Command,
  path: string,
  neighbours: readonly Command[],
): CompletedCommand {
  const help = command.createHelp()
  const below = help.visibleCommands(command)
  const [first] = command.registeredArguments
  return {
    path,
    description: command.description(),
    options: help.visibleOptions(command).map(completedOption),
    commands: below.map((each) => completed(each, `${path} ${each.name()}`.trim(), below)),
    operand: first && operandOf(first, neighbours),
  }
}

/** All commands of a tree, the root first. */
export function allCommands(root: CompletedCommand): CompletedCommand[] {
  return [root, ...root.commands.flatMap(allCommands)]
}

/** The last name of a path. */
export function nameOf({ path }: CompletedCommand): string {
  return path.slice(path.lastIndexOf(' ') + 1)
}

function completedOption(option: Option): CompletedOption {
  const takesValue = option.required || option.optional
  return {
    names: [option.short, option.long].filter((name) => name !== undefined),
    description: option.description,
    value: takesValue ? valuesOf(placeholder(option), option.argChoices) : undefined,
    isRepeated: option.variadic || option.parseArg !== undefined,
  }
}

function placeholder(option: Option): string {
  if (['pipeline', 'script'].includes(option.attributeName())) return 'script'
  return /[<[]([^\]>]*)/.exec(option.flags)?.[1] ?? ''
}

/** `help` takes the name of a neighbour. */
function operandOf(argument: Argument, neighbours: readonly Command[]): Values {
  const isCommand = argument.name() === 'command'
  const choices = isCommand ? neighbours.map((each) => each.name()) : argument.argChoices
  return valuesOf(argument.name(), choices)
}

function valuesOf(name: string, choices: readonly string[] | undefined): Values {
  if (choices) return { kind: 'choices', choices }
  const [, noun = ''] = /^(.*?)s?(?:\.\.\.)?$/.exec(name) ?? []
  if (noun === 'dir' || noun === 'folder') return { kind: 'folders' }
  if (noun === 'file' || noun === 'path') return { kind: 'files' }
  return { kind: noun === 'script' ? 'scripts' : 'text' }
}
