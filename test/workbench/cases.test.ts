// Files of cases: what is read, what is refused and how it is said, and that writing changes only what it is to change.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { CaseBook } from '../../src/workbench/case-book.js'
import { titleFrom } from '../../src/workbench/case-form.js'
import {
  type Case,
  caseLine,
  readCases,
  withCases,
  withMoreCases,
} from '../../src/workbench/cases.js'
import { folderOf } from './workplaces.js'

const SHIPPED = new URL('../../pipelines/', import.meta.url)
const shipped = readdirSync(SHIPPED).filter((file) => file.endsWith('.cases.jsonl'))

test.each(shipped)('%s is written as it was read', (file) => {
  const text = readFileSync(new URL(file, SHIPPED), 'utf8')
  const { cases, faults } = readCases(text)
  expect(faults).toEqual([])
  expect(cases.map(({ one }) => `${caseLine(one)}\n`).join('')).toBe(text)
  expect(withCases(text, cases)).toBe(text)
})

describe('a line that is no case is named with what is wrong', () => {
  it.each([
    ['no JSON', '{"input":', /^not JSON: /],
    ['a list', '[]', /^a case is an object/],
    ['nothing', 'null', /^a case is an object/],
    ['no line', '{"title":"x"}', '"input" is missing: the log line'],
    [
      'a mistyped member',
      '{"inptu":"x"}',
      '"input" is missing: the log line; did you mean it by "inptu"?',
    ],
    ['a number for a line', '{"input":5}', '"input" is a text'],
    [
      'a clock as number',
      '{"input":"","now":1700000000000000000}',
      /^"now" is a text of Unix nano/,
    ],
    ['no such zone', '{"input":"","tz":"Mars"}', /^"tz" is a time zone such as "Asia\/Shanghai"/],
    ['tags that are no texts', '{"input":"","tags":{"a":1}}', '"tags" is an object of texts'],
    [
      'the line as field',
      '{"input":"","fields":{"message":"x"}}',
      /^"fields" cannot hold "message"/,
    ],
    [
      'a mistyped member of the point',
      '{"input":"","point":{"field":{}}}',
      '"point" has no member "field"; did you mean "fields"?',
    ],
    [
      'an unknown kind',
      '{"input":"","point":{"fields":{"a":{"t":"i","v":1}}}}',
      /"a": "t" is one of int, float/,
    ],
    [
      'half an int',
      '{"input":"","point":{"fields":{"a":{"t":"int","v":1.5}}}}',
      '"point" "fields" has a faulty value at "a": 1.5 is no int',
    ],
    [
      'an int that was rounded',
      '{"input":"","point":{"fields":{"a":{"t":"int","v":9007199254740993}}}}',
      /an int beyond 2\^53 is written as text/,
    ],
    ['a bare list', '{"input":"","point":{"fields":{"a":[1]}}}', /a list is written/],
    ['a point that is none', '{"input":"","point":5}', '"point" is an object'],
    [
      'points beside it that are none',
      '{"input":"","point":{"made":[{"nam":"x"}]}}',
      /"made" has no member "nam"; did you mean "name"/,
    ],
  ])('%s', (_, line, message) => {
    const { cases, faults } = readCases(`{"input":"good"}\n\n${line}\n{"input":"good, too"}\n`)
    expect(cases.map(({ line }) => line)).toEqual([1, 4])
    expect(faults).toEqual([{ line: 3, message: expect.stringMatching(message) }])
  })
})

test('a byte order mark, blank lines and carriage returns are no fault', () => {
  const { cases, faults } = readCases('\ufeff{"input":"a"}\r\n\r\n{"input":"b"}')
  expect(faults).toEqual([])
  expect(cases.map(({ line, one }) => [line, one.input])).toEqual([
    [1, 'a'],
    [3, 'b'],
  ])
})

test('a case is written in one order, other members between the input and the point', () => {
  const one: Case = {
    point: { fields: {} },
    ticket: 7,
    tz: '+8',
    now: '1',
    input: 'x',
    title: 't',
    tags: { a: 'b' },
  }
  expect(Object.keys(JSON.parse(caseLine(one)))).toEqual([
    'title',
    'input',
    'tags',
    'now',
    'tz',
    'ticket',
    'point',
  ])
})

test('a changed case changes its line and no other', () => {
  const text = '\n{ "input" : "a" }\r\n\n{"input":"b"}'
  const changed = withCases(text, [{ line: 2, one: { input: 'c' } }])
  expect(changed).toBe('\n{"input":"c"}\r\n\n{"input":"b"}')
})

test('a case is added on a line of its own, also after one without newline', () => {
  expect(withMoreCases('', [{ input: 'a' }])).toBe('{"input":"a"}\n')
  expect(withMoreCases('{"input":"a"}', [{ input: 'b' }])).toBe('{"input":"a"}\n{"input":"b"}\n')
})

test.each([
  ['short', 'short'],
  ['  \t ', 'empty line'],
  ['', 'empty line'],
  ['first\n  at second', 'first…'],
  ['x'.repeat(100), `${'x'.repeat(59)}…`],
  ['\udcff odd', '\ufffd odd'],
])('the title of %j is %j', (input, title) => {
  expect(titleFrom(input)).toBe(title)
})

describe('a book of cases', () => {
  const before = '{"title":"old","input":"a","ticket":7,"now":"5","point":{"fields":{}}}'
  const open = () =>
    CaseBook.open(`${folderOf({ 'x.cases.jsonl': `{"input":"z"}\n${before}\n` })}/x.cases.jsonl`)
  const text = async (book: CaseBook) => {
    await book.save()
    return readFileSync(book.path, 'utf8').split('\n').slice(1).join('\n')
  }

  it('refuses a line that is there already and says where', async () => {
    const book = await open()
    const added = book.add({ input: 'a', title: 'new' }, false, true)
    expect(added).toMatchObject({ what: 'refused', before: { line: 2, one: { title: 'old' } } })
    expect(await text(book)).toBe(`${before}\n`)
  })

  it('replaces what decides the result, and keeps the rest', async () => {
    const book = await open()
    book.add({ input: 'a', title: 'new', point: { fields: { b: 1 } } }, true, false)
    expect(await text(book)).toBe(
      '{"title":"old","input":"a","ticket":7,"point":{"fields":{"b":1}}}\n',
    )
  })

  it('replaces the title when there is one to give', async () => {
    const book = await open()
    book.add({ input: 'a', title: 'new' }, true, true)
    expect(await text(book)).toContain('"title":"new"')
  })

  it('knows what it has added itself', async () => {
    const book = await open()
    expect(book.add({ input: 'b' }, false, false).what).toBe('added')
    expect(book.add({ input: 'b' }, false, false)).toMatchObject({ before: { line: 3 } })
  })

  it('takes a file that is not there for an empty one, and no folder for a file', async () => {
    const home = folderOf({})
    expect((await CaseBook.open(`${home}/none`)).add({ input: 'a' }, false, false).what).toBe(
      'added',
    )
    await expect(CaseBook.open(home)).rejects.toThrow('EISDIR')
  })
})
