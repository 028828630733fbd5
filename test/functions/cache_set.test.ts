// cache_set and cache_get: from record to record, until the time is over, and within bounds.
import { describe, expect, it } from 'vitest'
import { Cache, GENERATION } from '../../src/pipeline/functions/support/cache.js'
import { buildPoint, folderOf, NOW, type Record } from '../support/run-script.js'

const SECOND = 1_000_000_000n

/** A folder whose scripts run on one message after the other. */
function running(source: string, record: Partial<Record> = {}) {
  const folder = folderOf(source, record)
  const run = (message: string, seconds = 0, file = 'main.p') => {
    const point = buildPoint({ message })
    const { failure } = folder.require(file).run(point, NOW + BigInt(seconds) * SECOND)
    return { point, failure }
  }
  return { folder, run }
}

describe('the cache of a script', () => {
  it('keeps a value for later records, 100 seconds unless told otherwise', () => {
    const { run } = running(
      'add_key(last, cache_get("m"))\nif message != "look" {\n cache_set("m", message)\n}',
    )
    const last = (message: string, seconds: number) => run(message, seconds).point.get('last')
    expect(last('a', 0)).toBe(null)
    expect(last('b', 1)).toBe('a')
    expect(last('look', 100)).toBe('b')
    expect(last('look', 101)).toBe(null)
  })

  it.each([
    ['2', 1, 'v'],
    ['2', 2, null],
    ['0', 0, null],
    ['-1', 0, null],
    ['9223372036854775807', 1_000_000, 'v'],
  ])('keeps a value for %s seconds: after %d it is %s', (exp, seconds, value) => {
    const { run } = running(
      `if message == "set" {\n cache_set("k", "v", ${exp})\n}\nadd_key(v, cache_get("k"))`,
    )
    run('set')
    expect(run('get', seconds).point.get('v')).toBe(value)
  })

  it('leaves what is there when the new time is 0', () => {
    const { run } = running(
      'cache_set("k", "old")\ncache_set("k", "new", 0)\nadd_key(v, cache_get("k"))',
    )
    expect(run('').point.get('v')).toBe('old')
  })

  it('gives every kind of value back as it was', () => {
    const { run } = running(`v = {"list": [1, 2.5, true, nil], "text": "t", "__proto__": 1}
cache_set("k", v)
v["text"] = "changed"
w = cache_get("k")
w["text"] = "changed too"
add_key(kept, cache_get("k"))
cache_set("n", 7)
add_key(sum, cache_get("n") + 1)`)
    const { point, failure } = run('')
    expect(failure).toBeUndefined()
    expect(point.get('kept')).toBe('{"__proto__":1,"list":[1,2.5,true,null],"text":"t"}')
    expect(point.get('sum')).toBe(8n)
  })

  it('is not that of another script', () => {
    const other = 'add_key(v, cache_get("k"))'
    const { run } = running('cache_set("k", 1)', { scripts: { 'other.p': other } })
    run('')
    expect(run('', 0, 'other.p').point.get('v')).toBe(null)
  })

  it.each([
    'cache_set(nil, 1)',
    'cache_set("k", 1, 1.5)',
    'cache_set("k", 1, nil)',
    'cache_get(5)',
  ])('fails on %s', (script) => {
    expect(running(script).run('').failure).toBeDefined()
  })
})

describe('the bounds of the cache', () => {
  const set = (cache: Cache, from: number, to: number) => {
    for (let i = from; i < to; i++) cache.set(`k${i}`, BigInt(i), NOW + SECOND)
  }
  const { entries } = GENERATION

  it('forgets what was not used for longest when there are too many values', () => {
    const cache = new Cache()
    set(cache, 0, entries)
    set(cache, entries, 2 * entries)
    expect(cache.get('k0', NOW)).toBe(0n)
    set(cache, 2 * entries, 3 * entries)
    expect(cache.get('k1', NOW)).toBeUndefined()
    expect(cache.get('k0', NOW)).toBe(0n)
    expect(cache.get(`k${3 * entries - 1}`, NOW)).toBe(BigInt(3 * entries - 1))
  })

  it('forgets what was not used for longest when the values are too large', () => {
    const cache = new Cache()
    const text = 'x'.repeat(GENERATION.bytes / 8)
    for (let i = 0; i < 20; i++) cache.set(`k${i}`, text, NOW + SECOND)
    const kept = Array.from({ length: 20 }, (_, i) => cache.get(`k${i}`, NOW) !== undefined)
    expect(kept.indexOf(true)).toBeGreaterThan(10)
    expect(kept.at(-1)).toBe(true)
  })

  it('does not count what was overwritten', () => {
    const cache = new Cache()
    cache.set('first', 1n, NOW + SECOND)
    const text = 'x'.repeat(GENERATION.bytes / 8)
    for (let i = 0; i < 100; i++) cache.set('k', text + i, NOW + SECOND)
    expect(cache.get('first', NOW)).toBe(1n)
  })

  it('does not keep a value that is too large or holds itself, nor what was there before', () => {
    const cache = new Cache()
    const itself: never[] = []
    itself.push(itself as never)
    for (const value of ['x'.repeat(GENERATION.bytes), itself]) {
      cache.set('k', 1n, NOW + SECOND)
      cache.set('k', value, NOW + SECOND)
      expect(cache.get('k', NOW)).toBeUndefined()
    }
    expect(() => cache.set('x'.repeat(GENERATION.bytes), 1n, NOW + SECOND)).not.toThrow()
  })

  it('is empty when the time of everything is over and when the script goes', () => {
    const cache = new Cache()
    cache.set('k', 1n, NOW + SECOND)
    cache.tick(NOW, undefined, false)
    expect(cache.get('k', NOW)).toBe(1n)
    cache.tick(NOW, undefined, true)
    expect(cache.get('k', NOW)).toBeUndefined()
  })
})
