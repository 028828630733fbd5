// Reads every import of src/ against the map of who may know whom. Stages do not import each other; app.ts joins them.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const mayImport: Record<string, readonly string[]> = {
  errors: ['util'],
  version: [],
  util: [],
  point: ['util'],
  telemetry: ['point', 'errors', 'util', 'version'],
  receive: ['point', 'telemetry', 'errors', 'util'],
  decode: ['point', 'errors', 'util'],
  tag: ['point', 'errors', 'util'],
  lookup: ['point', 'pipeline/define', 'errors', 'util'],
  'pipeline/define': ['point', 'pipeline/grok', 'errors', 'util'],
  'pipeline/language': ['point', 'pipeline/define', 'pipeline/grok', 'errors', 'util'],
  'pipeline/grok': ['errors', 'util'],
  'pipeline/time': ['errors', 'util'],
  'pipeline/functions': [
    'point',
    'pipeline/define',
    'pipeline/grok',
    'pipeline/time',
    'errors',
    'util',
  ],
  pipeline: ['point', 'pipeline/define', 'pipeline/language', 'pipeline/grok', 'errors', 'util'],
  filter: ['point', 'pipeline/grok', 'pipeline/watchdog', 'errors', 'util'],
  encode: ['point', 'util'],
  buffer: ['point', 'telemetry', 'errors', 'util'],
  'dead-letters': ['point', 'encode', 'telemetry', 'errors', 'util'],
  forward: ['point', 'buffer/buffer', 'telemetry', 'errors', 'util', 'version'],
  dataway: ['point', 'encode', 'errors', 'util'],
  tap: ['point', 'receive', 'errors', 'util'],
  overview: ['point', 'receive', 'telemetry', 'errors', 'util'],
  workbench: [
    'point',
    'pipeline',
    'lookup',
    'receive',
    'encode',
    'decode',
    'dataway',
    'errors',
    'util',
  ],
  console: ['receive', 'errors', 'util'],
  // Runs in browsers: types of what it asks for, and what needs no Node.
  'console/page': [
    'errors',
    'overview/rates',
    'overview/shape',
    'pipeline/used-names',
    'point/record-json',
    'tap/shape',
    'workbench/case-form',
    'workbench/contract',
  ],
  config: [
    'dead-letters/options',
    'receive/options',
    'lookup/options',
    'pipeline/options',
    'filter',
    'point/category',
    'tag/options',
    'tag/global-tags',
    'tag/node',
    'buffer/options',
    'forward/options',
    'errors',
    'util',
  ],
}

/** These join the stages or are the library's face: they may import anything, and nobody imports them. */
const JOINTS = [
  'app',
  'node-api',
  'node-buffer',
  'reload',
  'pump',
  'pass',
  'pass-events',
  'receive-events',
  'health',
  'write-input',
  'replay',
  'cli',
  'index',
  'main',
]

/** Packages that stand for a decision belong to one room. */
const packages: Record<string, readonly string[]> = {
  'ohm-js': ['pipeline/language'],
  re2js: ['pipeline/grok'],
  luxon: ['pipeline/time'],
  'smol-toml': ['config'],
  undici: ['forward', 'lookup', 'cli'],
  'ipaddr.js': ['lookup'],
  'mmdb-lib': ['lookup'],
  'prom-client': ['telemetry'],
}

const root = resolve(import.meta.dirname, '../src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !file.includes('ohm-bundle'),
)

/** The longest key of the map that begins the path. */
function roomOf(path: string): string {
  const name = path.replace(/\.[jt]sx?$/, '')
  const keys = [...Object.keys(mayImport), ...JOINTS]
  return (
    keys
      .filter((key) => name === key || name.startsWith(`${key}/`))
      .sort((a, b) => b.length - a.length)[0] ?? name
  )
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import) '([^']+)'/g)].map((match) => match[1]!)
}

function allowed(file: string, specifier: string): boolean {
  const room = roomOf(file)
  if (!specifier.startsWith('.')) return packages[specifier]?.includes(room) ?? true
  if (JOINTS.includes(room)) return true
  const target = relative(root, resolve(root, dirname(file), specifier)).replace(/\.js$/, '')
  const entries = mayImport[room] ?? []
  return (
    roomOf(target) === room ||
    entries.some((entry) => target === entry || target.startsWith(`${entry}/`))
  )
}

describe('imports', () => {
  it.each(files)('%s keeps to the map', (file) => {
    const wrong = importsOf(file).filter((specifier) => !allowed(file, specifier))
    expect(wrong).toEqual([])
  })
})
