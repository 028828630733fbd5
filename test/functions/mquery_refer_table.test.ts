// mquery_refer_table: which values are looked for, and which end the script.
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../src/pipeline/define.js'
import { runScript } from '../support/run-script.js'

/** The failure of a script, and the values that it looked for. */
function asked(script: string) {
  const asked: (readonly Cell[])[] = []
  const row = (_table: string, _columns: readonly string[], values: readonly Cell[]) => {
    asked.push(values)
    return undefined
  }
  const fields = { none: null, n: 7n }
  const { failure } = runScript(script, { message: 'm', fields, services: { row } })
  return { failed: failure !== undefined, asked }
}

describe('mquery_refer_table', () => {
  it.each([
    ['literals', '["x", 1, 2.5, true]', ['x', 1n, 2.5, true]],
    ['keys', '[message, n]', ['m', 7n]],
  ])('looks for %s', (_, values, wanted) => {
    const script = `mquery_refer_table("t", ["a"], ${values})`
    expect(asked(script)).toEqual({ failed: false, asked: [wanted] })
  })

  it.each([
    ['a key that holds nil', 'mquery_refer_table("t", ["a"], [none])'],
    ['a list in the list', 'l = [1]\nmquery_refer_table("t", ["a"], [l])'],
    ['nil in a list that a variable holds', 'l = [nil]\nmquery_refer_table("t", ["a"], l)'],
  ])('finds nothing for %s', (_, script) => {
    expect(asked(script)).toEqual({ failed: false, asked: [] })
  })

  it.each([
    ['a value is missing', 'mquery_refer_table("t", ["a"], ["x", missing])'],
    ['a value such as a.b is missing', 'mquery_refer_table("t", ["a"], [a.b])'],
    ['the values are no list', 'mquery_refer_table("t", ["a"], message)'],
    ['a column is nil', 'mquery_refer_table("t", [none], [1])'],
    ['the columns are a list that a variable holds', 'l = ["a"]\nmquery_refer_table("t", l, [1])'],
  ])('is a failure when %s', (_, script) => {
    expect(asked(script).failed).toBe(true)
  })
})
