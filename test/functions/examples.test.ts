// Every example of every function, run by the real compiler: what the docs show is what happens. And the list of
// functions is the folder of functions.
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Example, MadePoint } from '../../src/pipeline/define.js'
import { FUNCTIONS } from '../../src/pipeline/functions/index.js'
import { compileCode, NOW, type Outcome, runScript } from '../support/run-script.js'

const FOLDER = new URL('../../src/pipeline/functions/', import.meta.url)

test('the list of functions is sorted and is the folder', () => {
  const files = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => file.slice(0, -'.ts'.length))
  expect(FUNCTIONS.map((f) => f.name)).toEqual(files.sort())
})

describe.each(FUNCTIONS)('$name', ({ name, examples }) => {
  test('has an example that works and one that fails or does nothing', () => {
    expect(examples.length).toBeGreaterThanOrEqual(2)
    expect(examples.every((example) => example.script.includes(`${name}(`))).toBe(true)
    expect(examples.filter((example) => !hasExpectation(example))).toEqual([])
  })

  test.each(examples)('example: $title', (example) => {
    const outcome = runScript(example.script, {
      message: example.input,
      ...(example.services && { services: example.services }),
    })
    expect(compileCode(outcome)).toBe(example.error)
    expectFailure(outcome, example)
    expectPoint(outcome, example)
    if (example.made) expect(outcome.made.map(shown)).toEqual(example.made.map(withTags))
  })
})

function expectFailure({ failure }: Outcome, example: Example): void {
  if (example.failure === undefined) expect(failure).toBeUndefined()
  else expect(failure?.message).toContain(example.failure)
}

function expectPoint({ point }: Outcome, example: Example): void {
  for (const [key, value] of Object.entries(example.fields ?? {})) {
    expect([key, point.tags.has(key) ? undefined : point.get(key)]).toEqual([key, value])
  }
  for (const [key, value] of Object.entries(example.tags ?? {}))
    expect([key, point.tags.get(key)]).toEqual([key, value])
  expect(point.time).toBe(example.time ?? NOW)
  expect(point.dropped).toBe(example.dropped ?? false)
  if (example.name !== undefined) expect(point.name).toBe(example.name)
}

function shown({ category, point }: MadePoint) {
  const tags = Object.fromEntries(point.tags.sorted())
  return { category, name: point.name, tags, fields: Object.fromEntries(point.fields()) }
}

function withTags(made: NonNullable<Example['made']>[number]) {
  return { tags: {}, ...made }
}

/** Whether an example says what comes of it. */
function hasExpectation(example: Example): boolean {
  const {
    title: _title,
    script: _script,
    input: _input,
    services: _services,
    ...expected
  } = example
  return Object.values(expected).some((value) => value !== undefined)
}
