// The language of filters: what holds for which record, and what is said of a filter that cannot work.
import { describe, expect, it } from 'vitest'
import { compileFilter } from '../../src/filter/compile.js'
import { FilterFault } from '../../src/filter/fault.js'
import { Filters } from '../../src/filter/filters.js'
import { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'
import type { FieldValue } from '../../src/point/value.js'

type Fields = Record<string, FieldValue>

function point(fields: Fields = {}, tags: Record<string, string> = {}, name = 'app'): Point {
  const point = new Point(name, 0n, Tags.of(Object.entries(tags)))
  for (const [key, value] of Object.entries(fields)) point.setField(key, value)
  return point
}

const holds = (source: string, one: Point) => compileFilter(source, 'logging').predicate(one)

describe('a comparison', () => {
  it.each<[string, Fields, boolean]>([
    ["a = 'x'", { a: 'x' }, true],
    ["a == 'x'", { a: 'x' }, true],
    ["a = 'X'", { a: 'x' }, false],
    ['a = 1', { a: 1n }, true],
    ['a = 1', { a: 1 }, false],
    ['a = 1.0', { a: 1 }, true],
    ['a = 0.3', { a: 0.1 + 0.2 }, true],
    ['a = -2', { a: -2n }, true],
    ['a = 0x1f', { a: 31n }, true],
    ['a = 017', { a: 15n }, true],
    ['a = 1e3', { a: 1000 }, true],
    ['a = true', { a: true }, true],
    ["a = '1'", { a: 1n }, false],
    ["a != 'x'", { a: 'y' }, true],
    ["a != 'x'", { a: 'x' }, false],
    ["a != 'x'", { a: 1n }, false],
    ["a != 'x'", {}, true],
    ['a = nil', {}, true],
    ['a = NULL', { a: null }, true],
    ['a = nil', { a: '' }, false],
    ['a != nil', { a: '' }, true],
    ['a != nil', {}, false],
    ['a > 1', { a: 2n }, true],
    ['a > 1', { a: 2.5 }, false],
    ['a >= 2.5', { a: 2.5 }, true],
    ['a < 1', { a: 1n }, false],
    ['a <= 1', { a: 1n }, true],
    ['a > 1', {}, false],
    ['a > nan', { a: 1 }, false],
    ['a > true', { a: true }, false],
    ["a < 'b'", { a: 'a' }, true],
    ["a > '\uffee'", { a: '😀' }, true],
    ["a = re('^x+$')", { a: 'xxx' }, true],
    ['a = re(`^\\d+$`)', { a: '12' }, true],
    ["a = re('1')", { a: 1n }, false],
    ["a = re('.*')", {}, false],
    ["a != re('x')", { a: 'y' }, true],
    ["a != re('x')", { a: 'x' }, false],
    ["a != re('x')", {}, true],
    ['1 = 1', {}, true],
    ['nil = nil', {}, true],
    ["'abc' = 'ABC'", {}, false],
    ["a.b = 'x'", { a_b: 'x' }, true],
    ["`limit` = 'x' and `odd key` = 1", { limit: 'x', 'odd key': 1n }, true],
    ["identifier('a') = 1", { a: 1n }, true],
  ])('{ %s } for %o: %s', (source, fields, expected) => {
    expect(holds(`{ ${source} }`, point(fields))).toBe(expected)
  })
})

describe('a list', () => {
  it.each<[string, Fields, boolean]>([
    ["a in ['x', 1, 2.5, true]", { a: 'x' }, true],
    ["a IN ['x', 1, 2.5, true]", { a: 1n }, true],
    ["a in ['x', 1, 2.5, true]", { a: 2.5 }, true],
    ["a in ['x', 1, 2.5, true]", { a: true }, true],
    ["a in ['x', 1, 2.5, true]", { a: 1 }, false],
    ["a in ['x']", {}, false],
    ["a in ['x', nil]", {}, true],
    ['a in []', { a: 'x' }, false],
    ["a notin ['x', 1]", { a: 'y' }, true],
    ["a not_in ['x', 1]", { a: 'x' }, false],
    ["a notin ['x']", {}, true],
    ["a notin ['x', null]", {}, false],
    ["a match ['^x', 'y$']", { a: 'ay' }, true],
    ["a match ['^x']", { a: 'ax' }, false],
    ["a match ['.*']", {}, false],
    ["a match ['1']", { a: 1n }, false],
    ["a match ['g(-z', 'x']", { a: 'x' }, true],
    ["a notmatch ['x']", { a: 'y' }, true],
    ["a notmatch ['x', 'y']", { a: 'y' }, true],
    ["a notmatch ['x']", {}, false],
    ['a notmatch []', { a: 'x' }, false],
  ])('{ %s } for %o: %s', (source, fields, expected) => {
    expect(holds(`{ ${source} }`, point(fields))).toBe(expected)
  })
})

describe('conditions', () => {
  it.each<[string, Fields, boolean]>([
    ['{ a = 1 and b = 2 or c = 3 }', { a: 1n, c: 3n }, true],
    ['{ a = 1 and (b = 2 or c = 3) }', { b: 2n, c: 3n }, false],
    ['{ a = 1 && b = 2 || c = 3 }', { a: 1n, b: 2n }, true],
    ['{ (a = 1) }', { a: 1n }, true],
    ['{ a = 1, b = 2 or c = 3 }', { a: 1n, c: 3n }, true],
    ['{ a = 1, b = 2 }', { a: 1n }, false],
    ['{ a = 1 }; { b = 2 }', { b: 2n }, true],
    [';;{ a = 1 };;', { a: 1n }, true],
    ['{ a = 1 } # and no more', { a: 1n }, true],
    ['{ # first\n a = 1 }', { a: 1n }, true],
    ['{}', {}, true],
  ])('%s for %o: %s', (source, fields, expected) => {
    expect(holds(source, point(fields))).toBe(expected)
  })

  it.each([
    ["{ source = 're-app' }", 'logging', true],
    ["{ category = 'logging' }", 'logging', true],
    ["{ measurement = 're-app' }", 'metric', true],
    ["{ class = 're-app' }", 'object', true],
    ["{ source = 're-app' }", 'metric', false],
  ] as const)('%s reads the names of %s: %s', (source, category, expected) => {
    const one = point({ source: 'a field that is never sent' }, {}, 're-app')
    if (category === 'metric') one.delete('source')
    expect(compileFilter(source, category).predicate(one)).toBe(expected)
  })

  it('read a tag before the measurement', () => {
    expect(holds("{ source = 'x' }", point({}, { source: 'x' }))).toBe(true)
  })
})

describe('a filter that cannot be read', () => {
  it.each([
    ['', 0, 'no condition'],
    ['source = 1', 0, 'a condition in braces is expected, not "source"'],
    ['{ a = 1', 7, '"," is expected, not the end'],
    ['{ a and-xx ( b = 1 ) }', 4, 'a comparison is expected, not "and"'],
    ["{ a = 'x }", 6, 'quote is not closed'],
    ['{ a = `x }', 6, 'backquote is not closed'],
    ["{ a = '\\d' }", 7, '"\\d" is not an escape'],
    ['{ a = 1d }', 6, '"1" is not expected'],
    ['{ a ~ 1 }', 4, '"~" is not expected'],
    ['{ a in [1 2] }', 10, '"," is expected, not "2"'],
    ['{ a match [1] }', 11, 'holds texts'],
    ["{ 'a' in [1] }", 2, 'needs a key'],
    ["{ a = re('(') }", 6, 'bracket'],
    [`{ ${'('.repeat(500)} }`, 203, 'too many brackets'],
  ])('%s', (source, at, message) => {
    let fault: unknown
    try {
      compileFilter(source, 'logging')
    } catch (error) {
      fault = error
    }
    expect(fault).toBeInstanceOf(FilterFault)
    expect((fault as FilterFault).message).toContain(message)
    expect((fault as FilterFault).at).toBe(at)
  })
})

it.each([
  ['{ a = b }', 6, '"b" is a key'],
  ["{ re('x') = a }", 2, 'right side'],
  ["{ a > re('x') }", 6, 'equal or not'],
  ["{ a match ['(', 'x'] }", 11, 'bracket'],
  ['{ a in [b, 1] }', 8, 'holds values'],
  ['{}', 0, 'every record'],
])('%s is told of at %i and stays in force', (source, at, message) => {
  const { oddities } = compileFilter(source, 'logging')
  expect(oddities).toEqual([{ at, message: expect.stringContaining(message) }])
})

it('an expression that never ends leaves the right records out and is switched to the linear engine', () => {
  const filters = new Filters({
    expressions: { logging: ["{ message match ['^(a|a|a)*b$'] }"] },
  })
  const hostile = 'a'.repeat(60)
  const messages = ['ab', hostile, 'b', hostile, 'c']
  const points = messages.map((message) => point({ message }))
  const out = filters.leftOut(points, 'logging')
  expect(points.map((one) => out.has(one))).toEqual([true, false, true, false, false])
})

it('records that a script dropped are not looked at, nor those of other categories', () => {
  const filters = new Filters({ expressions: { logging: ['{}'], metric: [] } })
  const dropped = point()
  dropped.dropped = true
  expect(filters.leftOut([dropped], 'logging').size).toBe(0)
  expect(filters.leftOut([point()], 'metric').size).toBe(0)
  expect(filters.leftOut([point()], 'logging').size).toBe(1)
})
