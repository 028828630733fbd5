// A watched script tells its calls, and does what it does unwatched.
import { describe, expect, it } from 'vitest'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { recordPoint } from '../../src/workbench/record.js'
import { toldStep, traced } from '../../src/workbench/trace.js'

const NOW = 1_700_000_000_000_000_000n

async function trace(script: string, message: string, others: Record<string, string> = {}) {
  const { run } = traced(new Map(Object.entries({ 'a.p': script, ...others })), {
    functions: functionTable,
    patterns: () => PatternScope.builtin().child(),
  })
  const point = recordPoint({ message, name: 'a' }, NOW)
  return { point, ...(await run('a.p', point, NOW)) }
}

describe('the calls of a run', () => {
  it('are told in the order they began, with result and changes', async () => {
    const { steps } = await trace(
      'add_key(n, 5)\nif grok(_, "%{INT:i:int}") {\n  drop_key(n)\n}',
      '7',
    )
    expect(steps.map((step) => toldStep(step, false))).toMatchObject([
      {
        call: 'add_key',
        position: { line: 1, column: 1 },
        changed: { n: { type: 'int', value: 5 } },
      },
      {
        call: 'grok',
        position: { line: 2, column: 4 },
        result: { type: 'bool', value: true },
        changed: { i: { type: 'int', value: 7 } },
      },
      { call: 'drop_key', changed: { n: null } },
    ])
  })
})
