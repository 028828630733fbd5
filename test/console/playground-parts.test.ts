// The parts of the playground that need no page: places, records, changes, figures, files.
import { describe, expect, it } from 'vitest'
import { makeCase } from '../../src/console/page/playground/cases.js'
import { entriesOf } from '../../src/console/page/playground/changes.js'
import { duration, instant } from '../../src/console/page/playground/figures.js'
import { marksOf } from '../../src/console/page/playground/marks.js'
import { offsetOf, rangeAt } from '../../src/console/page/playground/positions.js'
import {
  MOST_RECORDS,
  recordAtLine,
  recordsOf,
  tried,
} from '../../src/console/page/playground/records.js'
import { openText, sharedText } from '../../src/console/page/playground/share.js'
import { usedBy } from '../../src/console/page/playground/used-scripts.js'
import { EXAMPLE, fileName, tagsOf } from '../../src/console/page/playground/work.js'

describe('places', () => {
  const text = 'a = 1\n# 中文 🚀\nx("茶壶", y)\n'

  it.each([
    ['the beginning', 1, 1, 0],
    ['ASCII', 1, 5, 4],
    ['behind Chinese characters, three bytes each', 2, 10, 11],
    ['behind an emoji, four bytes and two units', 2, 14, 13],
    ['behind both', 3, 12, 21],
    ['beyond the end of the line', 1, 99, 5],
    ['beyond the end of the text', 99, 1, text.length],
  ])('%s', (_title, line, column, offset) => {
    expect(offsetOf(text, { line, column })).toBe(offset)
  })

  it.each([
    ['a word', 3, 1, 'x'],
    ['a sign', 3, 2, '('],
    ['the end of a line', 1, 6, '1'],
  ])('mark %s', (_title, line, column, marked) => {
    const { from, to } = rangeAt(text, { line, column })
    expect(text.slice(from, to)).toBe(marked)
  })

  it('mark what the frame marks, as long as the line is the same', () => {
    const frame = { line: 3, text: 'x("茶壶", y)', start: 2, length: 4 }
    const found = {
      code: 'PL302',
      message: 'm',
      file: 'a.p',
      position: { line: 3, column: 3 },
      frame,
    } as const
    const [mark] = marksOf([found, { ...found, file: 'b.p' }], 'a.p', text)
    expect(text.slice(mark!.from, mark!.to)).toBe('"茶壶"')
    const [moved] = marksOf([found], 'a.p', '\n\nlonger than it was')
    expect(moved).toMatchObject({ from: 4, to: 8 })
  })
})

describe('records of the sample text', () => {
  it('are its lines that are not blank', () => {
    expect(recordsOf('a\r\n\n b\n', false)).toEqual([
      { text: 'a', line: 1 },
      { text: ' b', line: 3 },
    ])
  })

  it('are what stands between blank lines, where they have several', () => {
    expect(recordsOf('a\n  at b\n\n \nc', true)).toEqual([
      { text: 'a\n  at b', line: 1 },
      { text: 'c', line: 5 },
    ])
  })

  it('are tried as far as a request has room for them', () => {
    const many = recordsOf('a\n'.repeat(MOST_RECORDS + 5), false)
    expect(tried(many)).toHaveLength(MOST_RECORDS)
    const large = recordsOf(`small\n${'茶'.repeat(300_000)}\n${'壶'.repeat(100_000)}`, false)
    expect(tried(large)).toHaveLength(2)
    expect(tried(recordsOf('x'.repeat(2_000_000), false))).toEqual([])
  })

  it('are found by any of their lines', () => {
    const records = recordsOf('\na\nb\n\nc', true)
    expect([1, 2, 3, 4, 5].map((line) => recordAtLine(records, line))).toEqual([-1, 0, 0, 0, 1])
  })
})

it('a record says what was added, changed, taken away', () => {
  const point = {
    name: 'n',
    dropped: false,
    timeNs: '0',
    tags: { env: 'prod', host: 'h' },
    fields: { status: { type: 'str', value: 'error' }, code: { type: 'int', value: 5 } },
  } as const
  const entries = entriesOf(point, { text: 'line', tags: { env: 'prod' } })
  expect(entries.map(({ key, change, isTag }) => [key, change, isTag])).toEqual([
    ['code', 'added', false],
    ['host', 'added', true],
    ['status', 'changed', false],
    ['env', 'same', true],
    ['message', 'removed', false],
  ])
})

it.each([
  [0, '0 ns'],
  [999, '999 ns'],
  [3400, '3.4 µs'],
  [12_000_000, '12 ms'],
  [1_500_000_000, '1.5 s'],
])('%d ns read %s', (ns, text) => {
  expect(duration(ns)).toBe(text)
})

it.each([
  ['1710231342000000000', '2024-03-12 08:15:42Z'],
  ['1710231342123000000', '2024-03-12 08:15:42.123Z'],
  ['1710231342123456789', '2024-03-12 08:15:42.123456789Z'],
  ['1710231342000000001', '2024-03-12 08:15:42.000000001Z'],
  ['-1', '1969-12-31 23:59:59.999999999Z'],
])('%s is %s', (ns, text) => {
  expect(instant(ns)).toBe(text)
})

describe('a case', () => {
  const result = {
    point: {
      name: 'shop',
      dropped: false,
      timeNs: '1700000000000000000',
      tags: {},
      fields: {
        message: { type: 'str', value: 'order 7' },
        order: { type: 'int', value: 7 },
      },
    },
    made: [],
    matched: true,
    costNs: 1,
  } as const
  const from = { title: 't', input: 'order 7', source: '', tags: {} }
  const written = (zone: string) => JSON.parse(makeCase({ ...from, zone }, result, 'shop').json)

  it('holds what became of the line, and not what goes without saying', () => {
    const point = { fields: { order: { t: 'int', v: 7 } } }
    expect(written('UTC')).toEqual({ title: 't', input: 'order 7', point })
  })

  it('names a failure without its place, whatever the script is called', () => {
    const failure = { message: 'my script.p:2:1: too many steps' }
    const { json } = makeCase({ ...from, zone: 'UTC' }, { ...result, failure }, 'my script')
    expect(JSON.parse(json).point.failure).toBe('too many steps')
  })

  it('names the time zone of a server that is not in UTC, as the test command is', () => {
    expect(written('Asia/Shanghai').tz).toBe('Asia/Shanghai')
  })
})

describe('files', () => {
  it('a shared one is opened as it was', () => {
    const work = { ...EXAMPLE, multiline: true, source: 's', tags: 'a=b' }
    expect(openText('shop.playground.json', sharedText(work))).toEqual({ kind: 'work', work })
  })

  it.each([
    ['a.p', 'x = 1', { kind: 'script', name: 'a', script: 'x = 1' }],
    ['a.log', 'x\n', { kind: 'lines', lines: 'x\n' }],
    ['a.json', '{"level":"info"}', { kind: 'lines', lines: '{"level":"info"}' }],
    ['a.playground.json', '{', { kind: 'refused', reason: 'format' }],
    [
      'a.json',
      '{"format":"logfwdserver playground","version":2}',
      { kind: 'refused', reason: 'version' },
    ],
    [
      'a.json',
      '{"format":"logfwdserver playground","version":1}',
      { kind: 'refused', reason: 'format' },
    ],
  ])('%s holding %s', (file, text, opened) => {
    expect(openText(file, text)).toEqual(opened)
  })

  it.each([
    ['my script', 'my-script'],
    ['../etc/x', 'etc-x'],
    ['', 'playground'],
    ['中文', '中文'],
  ])('the name %j becomes %j', (name, file) => {
    expect(fileName(name)).toBe(file)
  })
})

it('tags are pairs, and what is none is left out', () => {
  expect(tagsOf(' env=prod, team = a,x,=y, b=')).toEqual({ env: 'prod', team: 'a', b: '' })
})

it('the scripts that a script uses go with it, and those that they use', () => {
  const others = new Map([
    ['b.p', 'use("c.p")'],
    ['c.p', "use('b.p')\nuse('a.p')"],
    ['d.p', ''],
  ])
  expect(Object.keys(usedBy('use("b.p")', 'a.p', others))).toEqual(['b.p', 'c.p'])
})
