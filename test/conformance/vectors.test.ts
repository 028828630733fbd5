// The measured answers of the original engine, case by case. What differs is listed with its reason in
// differences.json, from which docs/compatibility.md is printed; anything else that differs fails.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CaseRunner } from '../../src/cli/jsonl.js'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { differences, samePosition, type Vector } from './compare.js'

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const vectors = (name: string) =>
  read(name)
    .trim()
    .split('\n')
    .map((line) => ({ line, vector: JSON.parse(line) as Vector }))

const listed = JSON.parse(read('./differences.json')) as Record<string, string>
const runner = new CaseRunner(undefined)
const result = (line: string) => JSON.parse(runner.answer(line))

/** Groups that are no function's name: whole scripts, which use functions of the library to come as well. */
const known = (vector: Vector) => functionTable.has(vector.group)

describe.each([
  ['core.jsonl', vectors('./core.jsonl')],
  ['functions.jsonl', vectors('./functions.jsonl').filter(({ vector }) => known(vector))],
])('%s', (_, cases) => {
  it('differs from the original only where a reason is listed', () => {
    const found = cases.flatMap(({ line, vector }) => {
      const different = differences(vector, result(line))
      return different.length > 0 && !listed[vector.id] ? [`${vector.id}: ${different.join('; ')}`] : []
    })
    expect(found).toEqual([])
  })

  it('lists no case that is the same', () => {
    const same = cases.filter(
      ({ line, vector }) => listed[vector.id] && differences(vector, result(line)).length === 0,
    )
    expect(same.map(({ vector }) => vector.id)).toEqual([])
  })

  it('lists at most one case in a hundred', () => {
    const count = cases.filter(({ vector }) => listed[vector.id]).length
    expect(count).toBeLessThanOrEqual(cases.length / 100)
  })

  it('reports at least 95 of 100 compile errors where the original does', () => {
    const errors = cases.filter(({ vector }) => vector.expect.compile_error !== null)
    const agreeing = errors.filter(({ line, vector }) => samePosition(vector, result(line)))
    expect(agreeing.length / errors.length).toBeGreaterThanOrEqual(0.95)
  })
})
