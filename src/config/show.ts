// The configuration in force as text, each option with the variable that sets it. Secrets are masked by the kind of the
// variable; what no variable sets is shown here.
import type { Listener } from '../receive/options.js'
import { maskTokens } from '../util/mask.js'
import { type Config, DEFAULTS, TABLES } from './config.js'
import { optionAt } from './environment.js'
import { tags } from './tag-kinds.js'
import { type Path, type Setting, VARIABLES } from './variables.js'

/** One line an option, by stage; a star marks what is not the default. */
export function showConfig(config: Config): string {
  const folders = Object.entries(config.folders).map(([name, path]) => row(' ', name, path, ''))
  const stages = Object.entries(TABLES).map(([stage, table]) => {
    const paths = Object.keys(table).map((name) => `${stage}.${name}` as Path)
    return [stage, ...paths.map((path) => option(config, path))].join('\n')
  })
  return maskTokens(`${[['folders', ...folders].join('\n'), ...stages].join('\n\n')}\n`)
}

/** The variable that sets an option; of several, the first. */
function settingOf(path: Path): Setting | undefined {
  return VARIABLES.filter((one) => one.sets !== undefined).find((one) => one.sets === path)
}

function option(config: Config, path: Path): string {
  const setting = settingOf(path)
  const show = setting?.kind.show ?? (path === 'receive.listeners' ? showListeners : String)
  const value = show(optionAt(config, path))
  const mark = value === show(optionAt(DEFAULTS, path)) ? ' ' : '*'
  return row(mark, path.split('.')[1]!, value, setting?.name ?? '')
}

function showListeners(value: unknown): string {
  const listeners = value as readonly Listener[]
  return listeners
    .map((one) => `${one.address} tags ${tags.show(one.tags)}${secretsOf(one)} (${one.origin})`)
    .join('; ')
}

function secretsOf({ tls, tokenFile }: Listener): string {
  const files = { tls: tls?.cert, clients: tls?.ca, tokens: tokenFile }
  const set = Object.entries(files).filter(([, path]) => path !== undefined)
  return set.map(([name, path]) => ` ${name} ${path}`).join('')
}

function row(mark: string, name: string, value: string, origin: string): string {
  return `${mark} ${name.padEnd(24)} ${value.padEnd(24)} ${origin}`.trimEnd()
}
