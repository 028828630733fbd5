// What a script tells about itself on every record, with `ENV_ENABLE_DEBUG_FIELDS`.
import { expect, it } from 'vitest'
import { TracedScript } from '../../src/pipeline/traced-script.js'
import type { Point } from '../../src/point/point.js'
import { buildPoint, folderOf, NOW, type Record } from '../support/run-script.js'

function traced(source: string, record: Partial<Record> = {}): Point {
  const point = buildPoint({ message: 'x', ...record })
  new TracedScript(folderOf(source).require('main.p')).run(point, NOW)
  return point
}

const tagsOf = ({ tags }: Point) => Object.fromEntries(tags.sorted())
const ORIGIN = { _pl_script: 'main.p', _pl_service: 'datakit', _pl_ns: 'default' }

it.each([
  ['ok', 'add_key(a, 1)'],
  ['failed', 'create_point(5, {}, {"n": 1})'],
])('a script is told of in tags, its end as %s and its seconds as a float', (status, source) => {
  const point = traced(source)
  expect(tagsOf(point)).toEqual({ ...ORIGIN, _pl_status: status })
  const cost = point.get('_pl_cost')
  expect(cost).toBeTypeOf('number')
  expect(cost).toBeGreaterThan(0)
  expect(cost).toBeLessThan(10)
})

it('a script sees where it runs, and not yet how it ends', () => {
  const point = traced('add_key(seen, _pl_script)\nadd_key(end, _pl_status)')
  expect([point.get('seen'), point.get('end')]).toEqual(['main.p', null])
})

const FIELDS = { _pl_ns: 'own', _pl_status: 'own', _pl_cost: 'own' }
const TAGS = { _pl_service: 'own' }

it('what a record has by these names is kept, but for the end of a script that went well', () => {
  const well = traced('exit()', { tags: TAGS, fields: FIELDS })
  expect(tagsOf(well)).toEqual({ _pl_script: 'main.p', _pl_service: 'own', _pl_status: 'ok' })
  expect(well.get('_pl_ns')).toBe('own')
  expect(well.get('_pl_cost')).toBeTypeOf('number')
  const badly = traced('create_point(5, {}, {"n": 1})', { tags: TAGS, fields: FIELDS })
  expect(tagsOf(badly)).toEqual({ _pl_script: 'main.p', _pl_service: 'own' })
  expect([badly.get('_pl_status'), badly.get('_pl_cost')]).toEqual(['own', 'own'])
})
