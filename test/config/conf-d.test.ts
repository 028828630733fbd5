// Configuration files as data: `#= [...]` gives the listeners of a good file, `#! CODE line:column text` what is told.
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../src/config/load.js'
import { ConfigError, type Diagnostic } from '../../src/errors.js'
import { homeWith } from './home.js'

const TESTDATA = join(import.meta.dirname, 'testdata')
const ENV = { ZONE: 'eu' }
const EXPECTED = /^#! (CF\d+)(?: (\d+):(\d+))? ?(.*)$/gm

interface Expected {
  readonly code: string
  readonly place: string | undefined
  readonly text: string
}

function expected(content: string): Expected[] {
  return [...content.matchAll(EXPECTED)].map(([, code, line, column, text]) => ({
    code: code!,
    place: line && `${line}:${column}`,
    text: text!,
  }))
}

function placeOf({ position }: Diagnostic): string | undefined {
  return position && `${position.line}:${position.column}`
}

function covers(found: Diagnostic, one: Expected): boolean {
  return found.code === one.code && placeOf(found) === one.place && found.message.includes(one.text)
}

/** Every finding is expected, and every expected one is found. */
function expectFindings(found: readonly Diagnostic[], content: string): void {
  const wanted = expected(content)
  expect(wanted.filter((one) => !found.some((other) => covers(other, one)))).toEqual([])
  expect(found.filter((one) => !wanted.some((other) => covers(one, other)))).toEqual([])
}

function faultsOf(load: () => unknown): readonly Diagnostic[] {
  try {
    load()
  } catch (error) {
    if (error instanceof ConfigError) return error.diagnostics
    throw error
  }
  throw new Error('nothing was refused')
}

const files = readdirSync(TESTDATA).filter((name) => name.endsWith('.conf'))

describe('a configuration file', () => {
  it.each(files.filter((name) => name.endsWith('.good.conf')))('%s is taken', (name) => {
    const content = readFileSync(join(TESTDATA, name), 'utf8')
    const home = homeWith({ 'conf.d/a.conf': content })
    const { config, warnings } = loadConfig({ home, env: ENV })
    const path = join(home, 'conf.d/a.conf')
    const listeners = JSON.parse(/^#= (.*)$/m.exec(content)![1]!) as { line: number }[]
    const asLoaded = listeners.map(({ line, ...rest }) => ({ ...rest, origin: `${path}:${line}` }))
    const preset = [{ address: '0.0.0.0:9533', tags: {}, origin: 'default' }]
    expect(config.receive.listeners).toEqual(asLoaded.length > 0 ? asLoaded : preset)
    expectFindings(warnings, content)
  })

  it.each(files.filter((name) => name.endsWith('.bad.conf')))('%s is refused', (name) => {
    const content = readFileSync(join(TESTDATA, name), 'utf8')
    const home = homeWith({ 'conf.d/a.conf': content })
    expectFindings(
      faultsOf(() => loadConfig({ home, env: ENV })),
      content,
    )
  })
})

describe('conf.d', () => {
  const input = (port: number) => `[inputs.logfwdserver]\naddress = "127.0.0.1:${port}"\n`

  it('is read with its sub-folders, in the order of the names, *.conf only', () => {
    const home = homeWith({
      'conf.d/log/b.conf': input(2),
      'conf.d/a.conf': input(1),
      'conf.d/c.conf.sample': input(3),
    })
    const { config } = loadConfig({ home, env: {} })
    const ports = config.receive.listeners.map(({ address }) => address.split(':')[1])
    expect(ports).toEqual(['1', '2'])
  })

  it('sees a file once when a ConfigMap is mounted as a whole folder', () => {
    const home = homeWith({ 'conf.d/log/..2026_01_01/a.conf': input(1) })
    const dir = join(home, 'conf.d/log')
    symlinkSync('..2026_01_01', join(dir, '..data'))
    symlinkSync('..data/a.conf', join(dir, 'a.conf'))
    symlinkSync('..', join(dir, 'circle'))
    const { config, warnings } = loadConfig({ home, env: {} })
    expect(config.receive.listeners).toHaveLength(1)
    expect(warnings).toEqual([])
  })

  it('tells of a link that leads to itself', () => {
    const home = homeWith({ 'conf.d/a.conf': input(1) })
    symlinkSync('b.conf', join(home, 'conf.d/b.conf'))
    const faults = faultsOf(() => loadConfig({ home, env: {} }))
    expect(faults).toMatchObject([{ code: 'CF103', file: join(home, 'conf.d/b.conf') }])
  })

  it('tells the faults of all files and variables at once', () => {
    const home = homeWith({ 'conf.d/a.conf': 'x = ', 'conf.d/b.conf': 'inputs = 3' })
    const faults = faultsOf(() => loadConfig({ home, env: { ENV_DATAWAY: 'x' } }))
    expect(faults.map(({ code }) => code).sort()).toEqual(['CF101', 'CF102', 'CF201'])
  })

  it('may be missing in the home folder, but not when it is asked for', () => {
    const home = homeWith({})
    expect(loadConfig({ home, env: {} }).warnings).toEqual([])
    const faults = faultsOf(() => loadConfig({ home, confDir: join(home, 'none'), env: {} }))
    expect(faults).toMatchObject([{ code: 'CF103', file: join(home, 'none') }])
  })

  it('counts the column of a fault in bytes', () => {
    const home = homeWith({})
    mkdirSync(join(home, 'conf.d'))
    writeFileSync(join(home, 'conf.d/a.conf'), 'a = "é" x')
    const faults = faultsOf(() => loadConfig({ home, env: {} }))
    expect(faults[0]?.position).toEqual({ line: 1, column: 10 })
  })
})
