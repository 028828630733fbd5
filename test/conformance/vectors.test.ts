// The measured answers of the original engine, case by case. What differs is listed with its reason in
// differences.json, from which docs/compatibility.md is printed; anything else that differs fails.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CaseRunner } from '../../src/cli/jsonl.js'
import { differences, samePosition, type Vector } from './compare.js'

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

/** Every case, with the answer of the product. */
async function answered(name: string) {
  const cases = read(name).trim().split('\n')
  const answers = await new CaseRunner(undefined).answers(cases)
  return cases.map((line, i) => ({
    vector: JSON.parse(line) as Vector,
    result: JSON.parse(answers[i]!),
  }))
}

const listed = JSON.parse(read('./differences.json')) as Record<string, string>

describe.each([
  ['core.jsonl', await answered('./core.jsonl')],
  ['functions.jsonl', await answered('./functions.jsonl')],
])('%s', (_, cases) => {
  it('differs from the original only where a reason is listed', () => {
    const found = cases.flatMap(({ vector, result }) => {
      const different = differences(vector, result)
      return different.length > 0 && !listed[vector.id] ? [`${vector.id}: ${different.join('; ')}`] : []
    })
    expect(found).toEqual([])
  })

  it('lists no case that is the same', () => {
    const same = cases.filter(
      ({ vector, result }) => listed[vector.id] && differences(vector, result).length === 0,
    )
    expect(same.map(({ vector }) => vector.id)).toEqual([])
  })

  it('lists at most one case in a hundred', () => {
    const count = cases.filter(({ vector }) => listed[vector.id]).length
    expect(count).toBeLessThanOrEqual(cases.length / 100)
  })

  it('reports at least 95 of 100 compile errors where the original does', () => {
    const errors = cases.filter(({ vector }) => vector.expect.compile_error !== null)
    const agreeing = errors.filter(({ vector, result }) => samePosition(vector, result))
    expect(agreeing.length / errors.length).toBeGreaterThanOrEqual(0.95)
  })
})
