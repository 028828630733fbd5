// Which script runs on a record.
import { expect, it } from 'vitest'
import { ScriptFolder } from '../../src/pipeline/folder.js'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { selectScript } from '../../src/pipeline/select.js'

const names = ['app.p', 'other.p', '__default.p', 'fallback.p']
const folder = new ScriptFolder(new Map(names.map((name) => [name, 'exit()'])), {
  functions: functionTable,
  patterns: () => PatternScope.builtin().child(),
})

it.each([
  ['app', '', '', 'app.p'],
  ['app', 'other.p', '', 'other.p'],
  ['app', '-', 'fallback.p', undefined],
  ['app', 'none.p', '', undefined],
  ['app', 'none.p', 'fallback.p', 'fallback.p'],
  ['none', '', 'fallback.p', 'fallback.p'],
  ['__default', '', '', '__default.p'],
  ['__default', 'other.p', '', 'other.p'],
])('source %j with pipeline %j and default %j: %s', (source, pipeline, fallback, expected) => {
  expect(selectScript(folder, source, pipeline, fallback)?.file).toBe(expected)
})
