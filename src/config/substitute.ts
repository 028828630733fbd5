// References in the texts of a configuration file: `${VAR}` is a variable, `ENC[file://path]` the content of a file.
import { readText } from './dataway.js'
import type { Environment } from './environment.js'
import { type Site, tell } from './site.js'

const REFERENCE = /\$\{(\w+)\}|ENC\[(?:file:\/\/)?([^\]]*)\]/g

/** The text with every reference replaced; nothing when one leads nowhere, which was told to the site. */
export function substitute(text: string, env: Environment, site: Site): string | undefined {
  let whole = true
  const result = text.replace(REFERENCE, (reference, name?: string, path?: string) => {
    const value = name === undefined ? fileText(reference, path!, site) : variable(name, env, site)
    if (value === undefined) whole = false
    return value ?? ''
  })
  return whole ? result : undefined
}

function variable(name: string, env: Environment, site: Site): string | undefined {
  if (env[name] !== undefined) return env[name]
  return tell(
    site,
    'CF105',
    `the variable ${name} is not set`,
    `set ${name}, or write the value itself`,
  )
}

function fileText(reference: string, path: string, site: Site): string | undefined {
  if (reference.startsWith('ENC[file://')) return readText(path, site)?.trim()
  return tell(site, 'CF105', `${reference} names no file`, 'write ENC[file:///path/of/the/file]')
}
