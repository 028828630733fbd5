// Reference tables from a real file and a real HTTP server.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { ReferTables } from '../../src/lookup/refer-tables.js'
import { ManualClock } from '../forward/manual-clock.js'

const TABLES = [
  {
    table_name: 'users',
    column_name: ['id', 'name', 'score', 'active'],
    column_type: ['int', 'string', 'float', 'bool'],
    row_data: [
      [1, 'ada', 1.5, true],
      ['2', 'bob', '2', 'false'],
      [2, 'bea', 2, true],
    ],
  },
]

const folder = mkdtempSync(join(tmpdir(), 'tables-'))
const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

interface Heard {
  readonly loaded: [number, number][]
  readonly refused: string[]
}

async function tablesOf(url: string, maxBytes = 10_000) {
  const heard: Heard = { loaded: [], refused: [] }
  const clock = new ManualClock()
  const events = {
    tablesLoaded: (tables: number, rows: number) => heard.loaded.push([tables, rows]),
    tablesRefused: (source: string, reason: string) => heard.refused.push(`${source}: ${reason}`),
  }
  const tables = new ReferTables({ url, intervalMs: 1000, maxBytes }, events, clock)
  open.push(() => tables.stop())
  await tables.start()
  const nextInterval = async () => {
    await clock.waitedFor(1000)
    clock.advance(1000)
  }
  return { tables, heard, nextInterval }
}

function fileOf(text: string): string {
  const path = join(folder, `${Math.random()}.json`)
  writeFileSync(path, text)
  return path
}

describe('a row', () => {
  test.each([
    ['by an int', ['id'], [1n], 'ada'],
    ['by an int that stands as a text', ['id'], [2n], 'bob'],
    ['by two columns', ['id', 'active'], [2n, true], 'bea'],
    ['by a float', ['score'], [2], 'bob'],
    ['not by a value of another kind', ['id'], ['1'], undefined],
    ['not by a column that is not there', ['age'], [1n], undefined],
    ['not where one column differs', ['id', 'name'], [1n, 'bob'], undefined],
    ['not without a value', ['id', 'name'], [1n], undefined],
  ])('is found %s', async (_, columns, values, name) => {
    const { tables } = await tablesOf(fileOf(JSON.stringify(TABLES)))
    expect(tables.row('users', columns, values)?.get('name')).toBe(name)
  })

  test('is not found in a table that is not there', async () => {
    const { tables, heard } = await tablesOf(pathToFileURL(fileOf(JSON.stringify(TABLES))).href)
    expect(heard.loaded).toEqual([[1, 3]])
    expect(tables.row('groups', ['id'], [1n])).toBeUndefined()
  })
})

test.each([
  ['no JSON', '{', 'JSON'],
  ['no list', '{}', 'not a list of tables'],
  ['a table without a name', '[{}]', 'table 1 (""): table_name is missing'],
  ['a type that is none', JSON.stringify([{ ...TABLES[0], column_type: ['int'] }]), 'column_type'],
  ['a short row', JSON.stringify([{ ...TABLES[0], row_data: [[1]] }]), 'row_data'],
  [
    'a cell of another type',
    JSON.stringify([{ ...TABLES[0], row_data: [['x', 'a', 1, true]] }]),
    'row 1, column "id"',
  ],
  ['more than the limit', JSON.stringify(TABLES).padEnd(10_001), 'larger than 10000 bytes'],
])('%s is refused with its reason', async (_, text, reason) => {
  const { heard } = await tablesOf(fileOf(text))
  expect(heard.refused.join()).toContain(reason)
})

describe('from an HTTP server', () => {
  test('tables are fetched again after the interval; those of before stay when that fails', async () => {
    const server = new Answers()
    const { tables, heard, nextInterval } = await tablesOf(
      `${await server.start()}/tables?token=s3cret`,
    )
    const name = () => tables.row('users', ['id'], [1n])?.get('name')
    expect(name()).toBe('ada')

    server.status = 500
    await nextInterval()
    await expect.poll(() => heard.refused.length).toBe(1)
    expect(heard.refused[0]).toContain('status 500')
    expect(heard.refused[0]).not.toContain('s3cret')
    expect(name()).toBe('ada')

    server.status = 200
    server.text = JSON.stringify(TABLES).replace('ada', 'eve')
    await nextInterval()
    await expect.poll(name).toBe('eve')
  })

  test('a text that is the same is not taken over again', async () => {
    const server = new Answers()
    const { heard, nextInterval } = await tablesOf(await server.start())
    await nextInterval()
    await expect.poll(() => server.requests).toBe(2)
    expect(heard.loaded).toEqual([[1, 3]])
  })
})

class Answers {
  status = 200
  text = JSON.stringify(TABLES)
  requests = 0
  private readonly server: Server = createServer((_request, response) => {
    this.requests++
    response.writeHead(this.status, { 'content-type': 'application/json' }).end(this.text)
  })

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    open.push(() => new Promise((resolve) => this.server.close(resolve)))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }
}
