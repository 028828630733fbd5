// The configuration in force, as an operator reads it.
import { expect, it } from 'vitest'
import { configurationMarkdown } from '../../src/config/docs.js'
import { loadConfig } from '../../src/config/load.js'
import { showConfig } from '../../src/config/show.js'
import { VARIABLES } from '../../src/config/variables.js'
import { homeWith } from './home.js'

it('names each option, its value and its variable, with a star where it is not the default', () => {
  const home = homeWith({})
  const env = { ENV_IO_FLUSH_INTERVAL: '1m30s', ENV_GLOBAL_HOST_TAGS: 'a=1,b=2' }
  const lines = showConfig(loadConfig({ home, env }).config).split('\n')
  const words = lines.map((line) => line.trim().split(/\s+/).join(' '))
  expect(words).toContain(`home ${home}`)
  expect(words).toContain('* flushIntervalMs 1m30s ENV_IO_FLUSH_INTERVAL')
  expect(words).toContain('* globalHostTags a=1,b=2 ENV_GLOBAL_HOST_TAGS')
  expect(words).toContain('maxFrameBytes 32MiB ENV_LOGFWDSERVER_MAX_FRAME_BYTES')
  expect(words).toContain('listeners 0.0.0.0:9533 tags none (default)')
  expect(words).toContain('endpoints none ENV_DATAWAY')
})

it('is documented variable by variable', () => {
  const page = configurationMarkdown()
  const names = VARIABLES.flatMap(({ name, aliases }) => [name, ...aliases])
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  const row = '| `ENV_IO_FLUSH_INTERVAL` | duration: `10s`, `1m30s`, `300ms` | `10s` | '
  expect(page).toContain(row)
  expect(page).toContain('| `ENV_DATAWAY_DISABLE_NTP` | true or false | `false` |')
  expect(page).not.toContain('undefined')
})
