// What is recorded passes at once: on every line of the shipped scripts, and on any text with scripts of every kind of effect.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ARRIVAL } from '../../src/workbench/case-form.js'
import { type Case, caseLine, readCases } from '../../src/workbench/cases.js'
import { compareRecords } from '../../src/workbench/compare.js'
import { makeCase } from '../../src/workbench/make-case.js'
import { expectedImage } from '../../src/workbench/point-image.js'
import { Workplace } from '../../src/workbench/workplace.js'
import { SETTINGS, workplaceOf } from './workplaces.js'

const SHIPPED = fileURLToPath(new URL('../../pipelines/', import.meta.url))
const names = readdirSync(SHIPPED)
  .filter((file) => file.endsWith('.p'))
  .map((file) => file.slice(0, -2))
const shipped = await Workplace.read(SHIPPED, SETTINGS)
const PRESENT = { now: '1800000000123000000', zone: 'Asia/Shanghai' }

/** Records a line, writes it, reads it and runs it. */
async function recorded(place: Workplace, script: string, given: Parameters<typeof makeCase>[2]) {
  const { one } = await makeCase(place, script, given, PRESENT)
  const { cases, faults } = readCases(caseLine(one))
  expect(faults).toEqual([])
  const read = cases[0]!.one
  expect((await place.run(script, read)).differences).toEqual([])
  return read
}

describe.each(names)('%s.p', (name) => {
  const { cases } = readCases(readFileSync(`${SHIPPED}${name}.cases.jsonl`, 'utf8'))

  it('is recorded as it is shipped', async () => {
    for (const { one } of cases) {
      const { now = ARRIVAL, input } = one
      const { one: made } = await makeCase(shipped, `${name}.p`, { input }, { now, zone: 'UTC' })
      const [left, right] = [one, made].map((each) => expectedImage(each, each.point!, name))
      expect(compareRecords(left!, right!)).toEqual([])
      expect([undefined, one.now]).toContain(made.now)
    }
  })

  it('passes what was recorded of it elsewhere and later', async () => {
    for (const { one } of cases) await recorded(shipped, `${name}.p`, { input: one.input })
  })
})

const SCRIPTS = {
  'drop.p': 'if message == "" { drop() }',
  'gone.p': 'drop_origin_data()',
  'tag.p': 'set_tag(message)\nset_tag(b, "c")',
  'name.p': 'set_measurement(message)',
  'values.p':
    'add_key(i, 9223372036854775807)\nadd_key(f, 1.5)\nadd_key(n, nil)\nadd_key(z, -0.0)\nadd_key(l, [1, {"a": message}])',
  'odd.p': 'add_key(big, 1.0e308 * 10.0)\nadd_key(none, (1.0e308 * 10.0) - (1.0e308 * 10.0))',
  'fails.p': 'add_key(a, 1)\nadd_key(b, message + 1)',
  'made.p': 'create_point("m", {"t": message}, {"i": 5, "s": message}, category = "M")',
  'clock.p': 'add_key(at, timestamp())',
  'zone.p': 'add_key(time, "2024-03-12 08:00:00")\ndefault_time(time)',
  'chance.p': 'sample(0.4)\nadd_key(kept, true)',
  'keys.p': 'pt_kvs_set(message, message)\npt_kvs_set("__proto__", 1)\npt_kvs_set("7", 2)',
  'json.p': 'json(_, a)\njson(_, b.c, d)',
  'groks.p': 'grok(_, "%{IP:ip} %{INT:n:int}")',
}
const scripts = await workplaceOf(SCRIPTS)

const line = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.json(),
  fc.constantFrom('', '\n', '10.0.0.1 5', '__proto__', '{"a":1e400,"b":{"c":-0.0}}'),
)
const given = fc.record(
  {
    input: line,
    title: line,
    name: line,
    tags: fc.dictionary(fc.string(), line, { maxKeys: 2 }),
    fields: fc.dictionary(
      fc.string().filter((key) => key !== 'message'),
      fc.oneof(
        line,
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
        fc.boolean(),
        fc.constant(null),
      ),
      { maxKeys: 2 },
    ),
  },
  { requiredKeys: ['input'] },
)

describe.each(Object.keys(SCRIPTS))('%s', (script) => {
  it('passes what was recorded of it, whatever came', async () => {
    const all = fc.asyncProperty(
      given,
      async (each) => void (await recorded(scripts, script, each)),
    )
    await fc.assert(all, { numRuns: 20 })
  })
})

describe('the clock and the zone are recorded where the result depends on them', () => {
  it.each<[string, Partial<Case>]>([
    ['clock.p', { now: PRESENT.now }],
    ['zone.p', { tz: PRESENT.zone }],
    ['values.p', {}],
  ])('%s', async (script, expected) => {
    const { now, tz } = await recorded(scripts, script, { input: 'x' })
    expect({ now, tz }).toEqual({ now: undefined, tz: undefined, ...expected })
  })
})
