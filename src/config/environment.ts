// Reads the environment by the table of variables: options that are set, and all that is to be told about it.
import { closest } from '../util/closest.js'
import { DEFAULTS, type Stages } from './config.js'
import type { Report, Site } from './site.js'
import { type Accepted, type Path, type Setting, VARIABLES, type Variable } from './variables.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** Options by path, those only that a variable sets. */
type Overrides = ReadonlyMap<Path, unknown>

/** Variables that begin so concern the path of logs: one that is not known is a slip. */
const OUR_PREFIXES = ['ENV_LOGFWDSERVER_', 'ENV_DATAWAY', 'ENV_IO_', 'ENV_PIPELINE_']

/** All options, with what the environment sets in place of the defaults. */
export function readEnvironment(env: Environment, report: Report): Stages {
  const overrides = new Map<Path, unknown>()
  const present = VARIABLES.flatMap((variable) => {
    const name = nameIn(env, variable)
    return name === undefined ? [] : [{ variable, name, text: env[name]!.trim() }]
  })
  for (const { variable, name, text } of present) {
    const site: Site = { file: name, fault: 'CF201', report }
    const value = variable.kind.parse(text, site)
    if (variable.sets === undefined || value === undefined) continue
    tellNotYet(variable, value, site)
    overrides.set(variable.sets, value)
  }
  tellAccepted(present.filter(isAccepted), report)
  tellUnknown(env, report)
  return withOverrides(overrides)
}

/** The name under which a variable is set; an empty one is as good as none. */
function nameIn(env: Environment, { name, aliases }: Variable): string | undefined {
  return [name, ...aliases].find((one) => (env[one]?.trim() ?? '') !== '')
}

/** The value of an option. */
export function optionAt(stages: Stages, path: Path): unknown {
  const [stage, name] = path.split('.') as [keyof Stages, string]
  return (stages[stage] as unknown as Readonly<Record<string, unknown>>)[name]
}

function withOverrides(overrides: Overrides): Stages {
  const stages = structuredClone(DEFAULTS) as unknown as Record<string, Record<string, unknown>>
  for (const [path, value] of overrides) {
    const [stage, name] = path.split('.') as [string, string]
    stages[stage]![name] = value
  }
  return stages as unknown as Stages
}

function tellNotYet({ notYet, sets, kind }: Setting, value: unknown, site: Site): void {
  if (notYet === undefined || kind.show(value) === kind.show(optionAt(DEFAULTS, sets))) return
  site.report({ code: 'CF904', file: site.file, message: `not supported yet; ${notYet}` })
}

/** A variable that is set, under which name and to what. */
interface Present<V extends Variable = Variable> {
  readonly variable: V
  readonly name: string
  readonly text: string
}

function isAccepted(present: Present): present is Present<Accepted> {
  return present.variable.sets === undefined && present.variable.tells !== undefined
}

/** One line for all variables of which the same is to be told. */
function tellAccepted(present: readonly Present<Accepted>[], report: Report): void {
  const messages = new Set(present.map(({ variable }) => variable.tells!.message))
  for (const message of messages) {
    const same = present.filter(({ variable }) => variable.tells!.message === message)
    const file = same.map(({ name }) => name).join(', ')
    report({ code: same[0]!.variable.tells!.code, file, message })
  }
}

function tellUnknown(env: Environment, report: Report): void {
  const known = VARIABLES.flatMap(({ name, aliases }) => [name, ...aliases])
  const unknown = Object.keys(env).filter(
    (name) => !known.includes(name) && OUR_PREFIXES.some((prefix) => name.startsWith(prefix)),
  )
  if (unknown.length === 0) return
  const meant = unknown.flatMap((name) => closest(name, known) ?? [])
  report({
    code: 'CF901',
    file: unknown.sort().join(', '),
    message: 'no variable of this program',
    ...(meant.length > 0 ? { hint: `did you mean ${meant.join(', ')}?` } : {}),
  })
}
