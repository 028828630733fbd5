// Reads the environment by the table of variables: options that are set, and all that is to be told about it.
import { closest } from '../util/closest.js'
import { DEFAULTS, type Stages } from './config.js'
import { NONE } from './kinds.js'
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
    const value = variable.kind.parse(text, siteOf(variable, name, report))
    if (variable.sets === undefined || value === undefined) continue
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

/** DataKit starts whatever its variables hold, and so does this program where a default can stand in. */
function siteOf(variable: Variable, name: string, report: Report): Site {
  if (variable.sets === undefined || variable.strict) return { file: name, fault: 'CF201', report }
  const preset = presetOf(variable)
  const instead = preset === NONE ? 'it is ignored' : `the default ${preset} is used`
  return { file: name, fault: 'CF910', instead, report }
}

/** The default as the variable would have it written. */
export function presetOf({ kind, sets }: Setting): string {
  return (kind.write ?? kind.show)(optionAt(DEFAULTS, sets))
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
