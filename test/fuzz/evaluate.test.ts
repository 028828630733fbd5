// The reference evaluator is itself held against the measured answers of the original engine, so that what it is
// compared with later is worth something.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { finish } from '../../src/pipeline/finish.js'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { parse } from '../../src/pipeline/language/parse.js'
import { freshRun } from '../../src/pipeline/script.js'
import { type RecordInput, recordPoint, typedPoint } from '../../src/workbench/record.js'
import { differences, type Vector } from '../conformance/compare.js'
import { evaluate, Failure } from './evaluate.js'

const NOW = 1_700_000_000_000_000_000n

const conformance = new URL('../conformance/', import.meta.url)
const listed = JSON.parse(readFileSync(new URL('differences.json', conformance), 'utf8'))
const vectors = readFileSync(new URL('core.jsonl', conformance), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector & RecordInput & { script: string })
  .filter(({ group, expect }) => group === 'lang' && expect.compile_error === null)
  .filter(({ id }) => !(id in listed))

it('answers the language cases as the original engine does', () => {
  const found = vectors.flatMap((vector) => {
    const different = differences(vector, answer(vector))
    return different.length > 0 ? [`${vector.id}: ${different.join('; ')}`] : []
  })
  expect(found).toEqual([])
  expect(vectors.length).toBeGreaterThan(300)
})

function answer(vector: RecordInput & { script: string }) {
  const point = recordPoint(vector, NOW)
  const run = freshRun(NOW, 1_000_000)
  let failure: string | null = null
  try {
    evaluate(parse(vector.script), point, run, functionTable)
    finish(point, run.statusMapping)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    point.dropped = false
    failure = 'failed'
  }
  return { compile_error: null, run_error: failure, ...JSON.parse(`{${typedPoint(point)}}`) }
}
