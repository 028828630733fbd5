// The list of held rows: what is joined where.
import { describe, expect, it } from 'vitest'
import { appended, joined, MAX_ROWS, MAX_TEXT } from '../../src/console/page/logs/book.js'
import { NO_FILTERS, rowTest } from '../../src/console/page/logs/filters.js'
import { type Row, rowOf } from '../../src/console/page/logs/row.js'

function row(text: string, connection = 0): Row {
  const fields = { message: text, status: 'info' }
  const time = '2026-11-23T16:00:00.000000000Z'
  return rowOf({ source: 'shop', time, tags: { host: 'node-1' }, fields }, connection)
}

const rows = (texts: string, connection = 0) => [...texts].map((text) => row(text, connection))
const text = (held: readonly Row[]) => held.map(({ message }) => message).join('')

describe('joining', () => {
  it.each([
    { name: 'what came before the page was opened', held: '', live: '', earlier: 'abc', is: 'abc' },
    {
      name: 'records of the present connection behind',
      held: '',
      live: 'xy',
      earlier: 'abc',
      is: 'abcxy',
    },
    { name: 'records that came both ways once', held: '', live: 'cx', earlier: 'abc', is: 'abcx' },
    {
      name: 'what was missed while disconnected',
      held: 'abc',
      live: 'x',
      earlier: 'bcdex',
      is: 'abcdex',
    },
    {
      name: 'records that never reach the Dataway where they came',
      held: 'a',
      live: 'bdc',
      earlier: 'abc',
      is: 'abdc',
    },
    {
      name: 'older rows than the Dataway has any more',
      held: 'abc',
      live: 'y',
      earlier: 'de',
      is: 'abcdey',
    },
    { name: 'nothing new', held: 'ab', live: 'c', earlier: 'abc', is: 'abc' },
    { name: 'what comes behind all that is held', held: '', live: 'ab', earlier: 'abc', is: 'abc' },
  ])('has $name', ({ held, live, earlier, is }) => {
    const before = [...rows(held, 1), ...rows(live, 2)]
    expect(text(joined(before, rows(earlier), 2))).toBe(is)
  })

  it('leaves rows that are held as they are', () => {
    const held = rows('ab', 1)
    expect(joined(held, rows('ab'), 1)).toEqual(held)
  })
})

describe('the list', () => {
  it('keeps the newest only', () => {
    const held = appended(Array<Row>(MAX_ROWS).fill(row('a')), rows('bc'))
    expect(held).toHaveLength(MAX_ROWS)
    expect(text(held.slice(-3))).toBe('abc')
  })

  it('holds fewer when they are long', () => {
    const long = row('x'.repeat(MAX_TEXT / 4))
    expect(appended([], [long, long, long, long, long])).toHaveLength(3)
  })
})

describe('filters', () => {
  const held = [
    { host: 'node-1', status: 'error', message: 'Order 7 failed' },
    { host: 'node-10', status: 'info', message: 'order 8 taken' },
  ].map(({ host, ...fields }) => rowOf({ source: 'shop', time: '', tags: { host }, fields }))

  it.each([
    [{ host: 'node-1' }, 'a value that there is, exactly', 1],
    [{ host: 'node' }, 'another as a part of one', 2],
    [{ text: 'ORDER' }, 'text in any case', 2],
    [{ text: 'failed 7' }, 'words in any order', 1],
    [{ text: 'node-10' }, 'text in tags', 1],
    [{ status: 'error', text: 'taken' }, 'all of them together', 0],
    [{ matched: 'yes' as const }, 'what is known to have matched', 0],
  ])('%j takes %s', (filters, _what, count) => {
    const test = rowTest({ ...NO_FILTERS, ...filters }, held)
    expect(held.filter(test)).toHaveLength(count)
  })
})
