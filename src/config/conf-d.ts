// conf.d: every `*.conf` file in the folder and its sub-folders, TOML. Only `[inputs.logfwdserver]` is for this program; one
// table or several make one listener each.
import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse, TomlError } from 'smol-toml'
import type { Diagnostic, Position } from '../errors.js'
import { DEFAULT_ADDRESS, type Listener } from '../receive/options.js'
import { readText } from './dataway.js'
import type { Environment } from './environment.js'
import { address } from './kinds.js'
import { checkTls, checkTokens } from './secret-files.js'
import { type Report, refuse, type Site, tell } from './site.js'
import { substitute } from './substitute.js'
import { INPUT } from './tag-kinds.js'
import { type KeyPath, KeyPositions } from './toml-positions.js'

const TLS_KEYS = ['tls_cert', 'tls_key', 'tls_ca'] as const
const LISTENER_KEYS: readonly string[] = ['address', 'tags', ...TLS_KEYS, 'token_file']

type Table = Readonly<Record<string, unknown>>

/** What goes through all files. */
interface Reading {
  readonly env: Environment
  readonly report: Report
  /** Inputs of other programs, told once for all files. */
  readonly strangers: {
    readonly name: string
    readonly file: string
    readonly at: Position | undefined
  }[]
}

/** One file, and the keys in it that nobody reads. */
interface File extends Reading {
  readonly path: string
  readonly positions: KeyPositions
  readonly unread: KeyPath[]
}

/** The listeners of all files, in the order of their names. */
export function readConfDir(dir: string, env: Environment, report: Report): Listener[] {
  const reading: Reading = { env, report, strangers: [] }
  const paths = [...confFiles(dir, new Set(), report)]
  const listeners = paths.flatMap((path) => readFile(path, reading))
  tellStrangers(reading)
  tellSameAddress(listeners, report)
  return listeners
}

/** Names that begin with a dot are left out: the folders behind the links of a ConfigMap are seen once. */
function* confFiles(dir: string, seen: Set<string>, report: Report): Generator<string> {
  const real = realpathSync(dir)
  if (seen.has(real)) return
  seen.add(real)
  for (const name of namesIn(dir, report)) {
    const path = join(dir, name)
    const state = stateOf(path, report)
    if (state?.isDirectory()) yield* confFiles(path, seen, report)
    else if (state && name.endsWith('.conf')) yield path
  }
}

/** Of what a link leads to; nothing for one that leads nowhere. */
function stateOf(path: string, report: Report): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const hint = 'correct the link, or give this program the right to read it'
    report({ code: 'CF103', file: path, message: `the file cannot be read (${code})`, hint })
    return undefined
  }
}

function namesIn(dir: string, report: Report): string[] {
  try {
    return readdirSync(dir)
      .filter((name) => !name.startsWith('.'))
      .sort()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const hint = 'give this program the right to read it'
    report({ code: 'CF103', file: dir, message: `the folder cannot be read (${code})`, hint })
    return []
  }
}

function readFile(path: string, reading: Reading): Listener[] {
  const site: Site = { file: path, fault: 'CF101', report: reading.report }
  const text = readText(path, site)
  const root = text === undefined ? undefined : parseToml(text, site)
  if (text === undefined || root === undefined) return []
  const file: File = { ...reading, path, positions: new KeyPositions(text), unread: [] }
  for (const key of Object.keys(root)) if (key !== 'inputs') file.unread.push([key])
  const listeners = readInputs(file, root.inputs)
  tellUnread(file)
  return listeners
}

function parseToml(text: string, site: Site): Table | undefined {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const message = error.message.split('\n')[0]!.replace('Invalid TOML document: ', '')
    const line = text.split(/\r?\n/)[error.line - 1] ?? ''
    const column = Buffer.byteLength(line.slice(0, error.column - 1)) + 1
    return refuse({ ...site, position: { line: error.line, column } }, message, 'correct the line')
  }
}

function readInputs(file: File, inputs: unknown): Listener[] {
  if (inputs === undefined) return []
  if (!isTable(inputs)) {
    return wrong(file, ['inputs'], 'inputs is not a table', `write [inputs.${INPUT}]`) ?? []
  }
  for (const name of Object.keys(inputs)) {
    if (name === INPUT) continue
    file.strangers.push({ name, file: file.path, at: file.positions.at(['inputs', name]) })
  }
  const own = inputs[INPUT]
  if (own === undefined) return []
  if (!Array.isArray(own)) return readListener(file, ['inputs', INPUT], own)
  return own.flatMap((one, index) => readListener(file, ['inputs', INPUT, index], one))
}

/** Nothing without a good address, so that one fault does not bring another. */
function readListener(file: File, path: KeyPath, table: unknown): Listener[] {
  if (!isTable(table)) {
    return wrong(file, path, `${INPUT} is not a table`, `write [inputs.${INPUT}]`) ?? []
  }
  for (const key of Object.keys(table)) {
    if (!LISTENER_KEYS.includes(key)) file.unread.push([...path, key])
  }
  const written = table.address === '' ? undefined : table.address
  const address = readAddress(file, [...path, 'address'], written ?? DEFAULT_ADDRESS)
  const tags = readTags(file, [...path, 'tags'], table.tags ?? {})
  const secrets = readSecrets(file, path, table)
  const line = file.positions.at(path)?.line
  const origin = line === undefined ? file.path : `${file.path}:${line}`
  return address === undefined ? [] : [{ address, tags: tags ?? {}, origin, ...secrets }]
}

/** A refused address is shown as it is written, not with what it refers to. */
function readAddress(file: File, path: KeyPath, value: unknown): string | undefined {
  const hint = `write address = "${DEFAULT_ADDRESS}"`
  if (typeof value !== 'string') return wrong(file, path, 'address is not a text', hint)
  const site = siteOf(file, path)
  const text = substitute(value, file.env, site)
  if (text === undefined || text === value) return text && address.parse(text, site)
  const silent: Site = { ...site, report: () => {} }
  return address.parse(text, silent) ?? refuse(site, `"${value}" does not give an address`, hint)
}

function readTags(file: File, path: KeyPath, value: unknown): Record<string, string> | undefined {
  if (!isTable(value)) {
    return wrong(file, path, 'tags is not a table', `write [inputs.${INPUT}.tags]`)
  }
  const pairs = Object.entries(value).map(([key, tag]) => {
    const text = readTag(file, [...path, key], tag)
    return text === undefined || text === '' ? undefined : ([key, text] as const)
  })
  return Object.fromEntries(pairs.filter((one) => one !== undefined))
}

function readTag(file: File, path: KeyPath, value: unknown): string | undefined {
  if (typeof value === 'string') return substitute(value, file.env, siteOf(file, path))
  const key = String(path.at(-1))
  return wrong(file, path, `the tag ${key} is not a text`, `write ${key} = "value"`)
}

/** Paths of the files that hold a certificate, its key, authorities and tokens. */
function readSecrets(file: File, path: KeyPath, table: Table): Pick<Listener, 'tls' | 'tokenFile'> {
  const at = (key: string) => readPath(file, [...path, key], table[key])
  const keys = TLS_KEYS.filter((key) => (table[key] ?? '') !== '')
  const [cert, key, ca] = TLS_KEYS.map(at)
  const site = siteOf(file, [...path, keys[0] ?? TLS_KEYS[0]])
  const whole = [cert, key, ca].filter((one) => one !== undefined).length === keys.length
  const tls = whole
    ? checkTls({ cert, key, ca }, { cert: 'tls_cert', key: 'tls_key' }, site)
    : undefined
  const tokenFile = at('token_file')
  if (tokenFile) checkTokens(tokenFile, siteOf(file, [...path, 'token_file']))
  return { ...(tls ? { tls } : {}), ...(tokenFile ? { tokenFile } : {}) }
}

function readPath(file: File, path: KeyPath, value: unknown): string | undefined {
  if (value === undefined || value === '') return undefined
  if (typeof value === 'string') return substitute(value, file.env, siteOf(file, path))
  const key = String(path.at(-1))
  return wrong(file, path, `${key} is not a text`, `write ${key} = "/path/of/a/file"`)
}

function siteOf(file: File, path: KeyPath): Site {
  const position = file.positions.at(path)
  return { file: file.path, position, fault: 'CF102', report: file.report }
}

function wrong(file: File, path: KeyPath, message: string, hint: string): undefined {
  return refuse(siteOf(file, path), message, hint)
}

/** One warning for a file, at the first of the keys. */
function tellUnread(file: File): void {
  const [first] = file.unread
  if (first === undefined) return
  const keys = file.unread.map((path) => {
    const line = file.positions.at(path)?.line
    return line === undefined ? String(path.at(-1)) : `${path.at(-1)} (line ${line})`
  })
  tell(siteOf(file, first), 'CF901', `keys that this program does not have: ${keys.join(', ')}`)
}

/** One warning for all files, at the first of the inputs. */
function tellStrangers({ strangers, report }: Reading): void {
  const [first] = strangers
  if (first === undefined) return
  const names = strangers.map(({ name, file, at }) => `${name} (${file}${at ? `:${at.line}` : ''})`)
  const message = `inputs that this program does not have: ${names.join(', ')}`
  const site: Site = { file: first.file, position: first.at, fault: 'CF102', report }
  tell(site, 'CF901', message, 'run DataKit beside this program for them')
}

function tellSameAddress(listeners: readonly Listener[], report: Report): void {
  for (const [index, { address, origin }] of listeners.entries()) {
    const other = listeners.slice(0, index).find((one) => one.address === address)
    if (other === undefined || address.endsWith(':0')) continue
    const message = `${address} is taken by ${other.origin}`
    const found: Diagnostic = {
      code: 'CF106',
      file: origin,
      message,
      hint: 'give each its own port',
    }
    report(found)
  }
}

function isTable(value: unknown): value is Table {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  )
}
