// docs/security.md says what is: its variables, its metrics, its defaults and its links are compared with the program.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DEFAULTS } from '../../src/config/config.js'
import { optionAt } from '../../src/config/environment.js'
import { type Setting, VARIABLES } from '../../src/config/variables.js'
import { Metrics } from '../../src/telemetry/metrics.js'

const page = readFileSync('docs/security.md', 'utf8')
const all = (pattern: RegExp) => [...new Set([...page.matchAll(pattern)].map((match) => match[1]!))]
const named = (name: string) =>
  VARIABLES.find((one) => [one.name, ...one.aliases].includes(name)) as Setting | undefined

test.each(all(/\b(ENV_[A-Z_]+)/g))('%s is a variable', (name) => {
  expect(named(name)).toBeDefined()
})

test.each([...page.matchAll(/`(ENV_[A-Z_]+)` (\d\w*)/g)].map((match) => match.slice(1, 3)))(
  '%s is %s when not set',
  (name, value) => {
    const { kind, sets } = named(name!)!
    expect(kind.show(optionAt(DEFAULTS, sets))).toBe(value)
  },
)

test.each(all(/`(logfwdserver_\w+)`/g))('%s is a metric', async (name) => {
  expect(await new Metrics({ version: '' }).text()).toContain(`# TYPE ${name} `)
})

test.each(all(/\]\(([^)#]+)\)/g))('%s is there', (path) => {
  expect(existsSync(join('docs', path))).toBe(true)
})
