// The steps after a script: status words and the key `time`.
import { expect, test } from 'vitest'
import { finish } from '../../src/pipeline/finish.js'
import { Point } from '../../src/point/point.js'
import type { FieldValue } from '../../src/point/value.js'

function finished(fields: Readonly<Record<string, FieldValue>>, statusMapping = true): Point {
  const point = new Point('test', 100n)
  for (const [key, value] of Object.entries(fields)) point.set(key, value)
  finish(point, statusMapping)
  return point
}

test.each([
  ['F', 'emerg'],
  ['Alert', 'alert'],
  ['c', 'critical'],
  ['ERROR', 'error'],
  ['warn', 'warning'],
  ['n', 'notice'],
  ['', 'info'],
  ['Trace', 'debug'],
  ['o', 'OK'],
  ['OK', 'OK'],
  ['FaTaL', 'fatal'],
])('the status %j becomes %s', (status, word) => {
  expect(finished({ status }).get('status')).toBe(word)
})

test.each([[5n], [true], [null]])('the status %s is no text and becomes info', (status) => {
  expect(finished({ status }).get('status')).toBe('info')
})

test('a missing status becomes info, unless mapping is off', () => {
  expect(finished({}).get('status')).toBe('info')
  expect(finished({}, false).get('status')).toBeUndefined()
  expect(finished({ status: 'E' }, false).get('status')).toBe('E')
})

test('a status tag stays a tag', () => {
  const point = new Point('test', 100n)
  point.setTag('status', 'W')
  finish(point, true)
  expect(point.tags.get('status')).toBe('warning')
})

test.each<[FieldValue, bigint]>([
  [7n, 7n],
  [-5n, -5n],
  [0n, 100n],
  ['7', 100n],
  [7.5, 100n],
])('the key time with %s: the record has time %s, the key is gone', (time, expected) => {
  const point = finished({ time })
  expect(point.time).toBe(expected)
  expect(point.has('time')).toBe(false)
})
