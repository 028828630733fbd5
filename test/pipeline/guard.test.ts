// The guard with real scripts and real time-outs: what is hostile goes on unparsed and counted, the rest is not touched.
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/index.js'
import { Guard, type Job } from '../../src/pipeline/guard.js'
import { PIPELINE_DEFAULTS } from '../../src/pipeline/options.js'
import type { Script } from '../../src/pipeline/script.js'
import { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'

const EXPONENTIAL = 'grok(_, "^(?P<x>(a+)+)$")\nadd_key(done, true)'
const HOSTILE = `${'a'.repeat(5000)}!`

function setup() {
  const counts = { ran: 0, failed: 0, time: 0, allowance: 0, quarantined: 0 }
  const guard = new Guard(PIPELINE_DEFAULTS, {
    ran: (_, outcome) => {
      counts.ran++
      if (outcome.failure) counts.failed++
    },
    unparsed: (_, reason) => {
      counts[reason]++
    },
    waits: () => {},
    quarantined: () => {
      counts.quarantined++
    },
  })
  return { counts, guard }
}

function job(script: Script, message: string, stream: Tags): Job {
  const point = new Point('m', 1n, stream)
  point.set('message', message)
  return { script, point }
}

const stream = (name: string) => Tags.of([['pod', name]])

describe('the guard', () => {
  it('forwards a record that never ends unparsed, and runs the others of its batch', () => {
    const { counts, guard } = setup()
    const script = compile(EXPONENTIAL)
    const jobs = ['aaa', HOSTILE, 'aa', 'b'].map((text) => job(script, text, stream('s')))
    guard.run(jobs, 1n)
    expect(jobs.map(({ point }) => point.get('x'))).toEqual(['aaa', undefined, 'aa', undefined])
    expect(jobs.map(({ point }) => point.get('done'))).toEqual([true, undefined, true, true])
    expect(jobs[1]!.point.get('message')).toBe(HOSTILE)
    expect(counts).toMatchObject({ time: 1, quarantined: 1, ran: 3 })
  })

  it('runs such lines with the linear-time engine once it knows the expression', () => {
    const { counts, guard } = setup()
    const script = compile(EXPONENTIAL)
    guard.run([job(script, HOSTILE, stream('s'))], 1n)
    const again = job(script, HOSTILE, stream('other'))
    guard.run([again], 1n)
    expect(again.point.get('done')).toBe(true)
    expect(counts).toMatchObject({ time: 1, quarantined: 1 })
  })

  it('bounds what one stream may cost, and leaves the others alone', () => {
    const { counts, guard } = setup()
    const script = compile('for ;; { x = 1 }')
    const endless = Array.from({ length: 40 }, () => job(script, 'x', stream('bad')))
    const good = compile('add_key(done, true)')
    const fine = job(good, 'x', stream('good'))
    guard.run([...endless, fine], 1n)
    expect(fine.point.get('done')).toBe(true)
    expect(counts.time + counts.allowance + counts.failed).toBe(40)
  })

  it('runs a slow batch of harmless records to its end', () => {
    const { counts, guard } = setup()
    const script = compile('for i = 0; i < 20000; i = i + 1 { }\nadd_key(done, true)')
    const jobs = Array.from({ length: 60 }, () => job(script, 'x', stream('s')))
    guard.run(jobs, 1n)
    expect(jobs.every(({ point }) => point.get('done') === true)).toBe(true)
    expect(counts).toMatchObject({ ran: 60, time: 0, allowance: 0 })
  })

  it('counts a failing script and keeps what it did', () => {
    const { counts, guard } = setup()
    const record = job(compile('add_key(a, 1)\nadd_key(b, 1 / x)'), 'm', stream('s'))
    guard.run([record], 1n)
    expect([record.point.get('a'), record.point.get('b'), counts.failed]).toEqual([
      1n,
      undefined,
      1,
    ])
  })
})
