// The guard with real scripts and real time-outs: what is hostile goes on unparsed and counted, the rest is not touched.
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/index.js'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { compileGrok } from '../../src/pipeline/grok/matcher.js'
import { Guard, type Job } from '../../src/pipeline/guard.js'
import { PIPELINE_DEFAULTS } from '../../src/pipeline/options.js'
import { Script } from '../../src/pipeline/script.js'
import { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'

const CUBIC = 'grok(_, "^(?P<x>.*)a(?P<y>.*)a(?P<z>.*)b$")\nadd_key(done, true)'
const HOSTILE = `${'a'.repeat(20_000)}!`
const ENDLESS = new Script('endless.p', (point) => {
  while (point.get('message') === HOSTILE) point.set('x', true)
  point.set('done', true)
})

/** Enough for a busy machine. */
const PATIENT = { ...PIPELINE_DEFAULTS, scriptBudgetMs: 200, watchBudgetMs: 200 }

function setup(options = PIPELINE_DEFAULTS) {
  const counts = { ran: 0, failed: 0, time: 0, allowance: 0, quarantined: 0 }
  const guard = new Guard(options, {
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
    const jobs = ['aaa', HOSTILE, 'aa', 'b'].map((text) => job(ENDLESS, text, stream('s')))
    guard.run(jobs, 1n)
    expect(jobs.map(({ point }) => point.get('done'))).toEqual([true, undefined, true, true])
    expect(jobs[1]!.point.get('x')).toBeUndefined()
    expect(counts).toMatchObject({ time: 1, quarantined: 1, ran: 3 })
  })

  it('answers a line that holds an expression up by the linear-time engine', () => {
    const { counts, guard } = setup(PATIENT)
    const script = compile(CUBIC)
    const jobs = ['aaab', HOSTILE, 'aab', 'b'].map((text) => job(script, text, stream('s')))
    guard.run(jobs, 1n)
    expect(jobs.map(({ point }) => point.get('x'))).toEqual(['a', undefined, '', undefined])
    expect(jobs.every(({ point }) => point.get('done'))).toBe(true)
    expect(counts).toMatchObject({ time: 0, quarantined: 1, ran: 4 })
  })

  it('runs its like so from then on, and shorter lines as before', () => {
    const { counts, guard } = setup(PATIENT)
    const matcher = compileGrok('^.*b.*b.*d$', PatternScope.builtin(), { trim: true })
    const script = new Script('app.p', (point) => {
      point.set('linear', matcher.linear)
      matcher.exec(String(point.get('message')))
    })
    const line = `${'b'.repeat(20_000)}!`
    guard.run([job(script, line, stream('s'))], 1n)
    const later = [job(script, line, stream('s')), job(script, 'b', stream('s'))]
    guard.run(later, 1n)
    expect(later.map(({ point }) => point.get('linear'))).toEqual([true, false])
    expect(matcher.linear).toBe(false)
    expect(counts).toMatchObject({ ran: 3, time: 0, quarantined: 1 })
  })

  it.each([
    ['match', (e: string) => `add_key(r, match("${e}", message))`, false],
    ['replace', (e: string) => `replace(message, "${e}", "")\nadd_key(r, message)`, HOSTILE],
    ['grok', (e: string) => `add_key(r, grok(_, "${e}"))`, false],
  ])('answers each of several expressions of one script: %s', (_, call, answer) => {
    const { counts, guard } = setup(PATIENT)
    const expressions = ['c', 'd'].map((end) => `^.*a.*a.*${end}$`)
    const script = compile(expressions.map(call).join('\n'))
    const record = job(script, HOSTILE, stream('s'))
    guard.run([record], 1n)
    expect(record.point.get('r')).toBe(answer)
    expect(counts).toMatchObject({ time: 0, allowance: 0, quarantined: 1 })
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
