// Every shipped script on its own cases, as `logfwdserver test` runs them. The cases are data: pipelines/README.md says
// what their members mean.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { NO_SERVICES } from '../../src/pipeline/services.js'
import { readCases, titleOf } from '../../src/workbench/cases.js'
import { differenceText } from '../../src/workbench/difference-text.js'
import { Workplace } from '../../src/workbench/workplace.js'

const FOLDER = fileURLToPath(new URL('../../pipelines/', import.meta.url))

const files = readdirSync(FOLDER)
const names = files.filter((file) => file.endsWith('.p')).map((file) => file.slice(0, -2))
const place = await Workplace.read(FOLDER, { functions: functionTable, services: NO_SERVICES })

test('every script has cases, and every list of cases its script', () => {
  const listed = files.filter((file) => file.endsWith('.cases.jsonl'))
  expect(listed).toEqual(names.map((name) => `${name}.cases.jsonl`))
})

describe.each(names)('%s.p', (name) => {
  const text = readFileSync(`${FOLDER}${name}.cases.jsonl`, 'utf8')
  const { cases, faults } = readCases(text)

  test('has no line that is no case', () => {
    expect(faults).toEqual([])
  })

  test('is shown by three lines or more, one of which it does not know', () => {
    expect(cases.length).toBeGreaterThanOrEqual(3)
    const passed = cases.filter(
      ({ one }) => Object.keys(one.point?.fields ?? {}).join() === 'status',
    )
    expect(passed.length).toBeGreaterThanOrEqual(1)
  })

  test.each(cases.map(({ one }) => ({ title: titleOf(one), one })))('$title', async ({ one }) => {
    const outcome = await place.run(`${name}.p`, one)
    expect(outcome.failure).toBeUndefined()
    expect(outcome.differences.map(differenceText)).toEqual([])
    expect(outcome.passed).toBe(true)
  })
})
