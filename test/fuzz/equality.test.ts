// A compiled script does what the reference evaluator does with the same tree: same fields and tags, same end, and a
// failure at the same place.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CompileError, RunFailure } from '../../src/errors.js'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { parse } from '../../src/pipeline/language/parse.js'
import { freshRun } from '../../src/pipeline/script.js'
import { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'
import { typedPoint } from '../../src/workbench/record.js'
import { compile } from '../language/support.js'
import { evaluate, Failure, TooBig } from './evaluate.js'
import { flow } from './flow.js'
import { operation } from './operations.js'
import { assertion, timeout } from './runs.js'
import { EPILOGUE, PROLOGUE, script, type Text } from './scripts.js'

it('a compiled script equals its evaluated tree', { timeout }, () => {
  const seen = compareAll(
    script.map((body) => PROLOGUE + body + EPILOGUE),
    100,
  )
  expect(seen.ended, JSON.stringify(seen)).toBeGreaterThan(seen.refused)
})

it('so do scopes, branches and loops that run to their end', { timeout }, () => {
  const seen = compareAll(flow, 100)
  expect(seen.ended, JSON.stringify(seen)).toBeGreaterThan(seen.failed)
})

it('so does each operation on values of every kind', { timeout }, () => {
  const seen = compareAll(operation, 300)
  expect(seen.ended, JSON.stringify(seen)).toBeGreaterThan(seen.failed / 4)
})

function compareAll(scripts: Text, inCi: number) {
  const seen = { refused: 0, failed: 0, ended: 0, skipped: 0 }
  const property = fc.property(scripts, (source) => {
    const compiled = compiles(source)
    if (compiled === undefined) seen.refused++
    else for (const record of RECORDS) seen[compare(source, compiled, record)]++
  })
  fc.assert(property, assertion(inCi))
  if (process.env.FUZZ_RUNS !== undefined) console.log(JSON.stringify(seen))
  return seen
}

/** What a script runs on. Rounds are few: what it doubles in each of them must stay small. */
const RECORDS = [
  { rounds: 12, fields: { i: 3n, j: -1n, x: 7n, f: 2.5, s: 'aé', t: '', b: true, field: 7n } },
  { rounds: 6, fields: { i: 1n, j: 2n, y: 2n, f: -0, s: 'b', t: 'é', b: false, field: 'x' } },
  { rounds: 1, fields: { i: 0n, j: 0n, z: null, f: 1e300, s: '', t: null, b: 1n, field: 0.5 } },
]
type Record = (typeof RECORDS)[number]

function compare(source: string, compiled: Body, record: Record): 'failed' | 'ended' | 'skipped' {
  const tree = parse(source)
  const evaluated: Body = (point, run) => evaluate(tree, point, run, functionTable)
  const expected = outcome(source, evaluated, record)
  if (expected === undefined) return 'skipped'
  expect(outcome(source, compiled, record)).toEqual(expected)
  return expected.failure === undefined ? 'ended' : 'failed'
}

function compiles(source: string) {
  try {
    return compile(source)
  } catch (error) {
    if (error instanceof CompileError) return undefined
    throw error
  }
}

type Body = ReturnType<typeof compile>

/** What has become of the point, and where the script failed; undefined if it grew beyond what is to be compared. */
function outcome(source: string, body: Body, { rounds, fields }: Record) {
  const point = new Point('fuzz', 0n, Tags.of([['host', 'h1']]))
  point.set('message', 'a line é')
  for (const [key, value] of Object.entries(fields)) point.set(key, value)
  const failure = failureOf(source, () => body(point, freshRun(0n, rounds)))
  return failure instanceof TooBig ? undefined : { failure, point: typedPoint(point) }
}

function failureOf(source: string, action: () => void): string | TooBig | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    if (error instanceof TooBig) return error
    if (error instanceof RunFailure) return `${error.position.line}:${error.position.column}`
    if (error instanceof Failure) return place(source, error.at)
    throw error
  }
}

/** Line and column in bytes, both from 1. */
function place(source: string, offset: number): string {
  const before = source.slice(0, offset)
  const line = before.split('\n')
  return `${line.length}:${Buffer.byteLength(line.at(-1)!) + 1}`
}
