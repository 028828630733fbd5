// `replay` as it is called: exit codes, what it prints, and what it never prints.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LocalDataway } from '../../src/dataway/local.js'
import { letterLine } from '../../src/dead-letters/letter.js'

const main = resolve(import.meta.dirname, '../../dist/main.js')
const TOKEN = 'tkn_0123456789abcdef0123456789abcdef'
let home: string
let folder: string
let dataway: LocalDataway

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'logfwdserver-cli-'))
  folder = join(home, 'cache/dead-letters')
  dataway = new LocalDataway()
  await dataway.start()
})
afterEach(async () => {
  await dataway.stop()
  rmSync(home, { recursive: true, force: true })
})

function write(messages: readonly string[]): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'a.jsonl')
  const shared = { time: '', dataway: '', reader: '', reason: 'http_400', category: 'logging' }
  const lines = messages.map((message) => {
    const record = Buffer.from(`m message="${message}" 1\n`)
    return letterLine({ ...shared, storageIndex: '', encoding: 'v1', points: 1, record })
  })
  writeFileSync(path, lines.join(''))
  return path
}

async function call(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, 'replay', '--home', home, ...args], {
    env: { PATH: process.env.PATH!, ENV_DATAWAY_RETRY_DELAY: '1ms', ...env },
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (out += text))
  const code = await new Promise((done) => child.on('close', done))
  expect(out).not.toContain(TOKEN)
  return { code, out }
}

const url = () => `${dataway.url}?token=${TOKEN}`

it('0 when all were taken', async () => {
  write(['one', 'two'])
  const { code, out } = await call([], { ENV_DATAWAY: url() })
  expect([code, dataway.counts.points, readdirSync(folder)]).toEqual([0, 2, []])
  expect(out).toMatch(/^files +1\nrecords +2\nsent +2 {2}http:\S+\?token=\*\*\*\n$/)
})

it('1 when some were not', async () => {
  write(['one', 'poison'])
  dataway.fail({ status: 400, when: ({ body }) => body.includes('poison') })
  const { code, out } = await call([], { ENV_DATAWAY: url() })
  expect([code, dataway.counts.points, readdirSync(folder)]).toEqual([1, 1, ['a.jsonl']])
  expect(out).toMatch(/refused again +1 {2}http_400\n$/)
})

it('1 when the Dataway is not there', async () => {
  const path = write(['one'])
  await dataway.stop()
  const { code, out } = await call([path, '--dataway', url()])
  expect(code).toBe(1)
  expect(out).toMatch(/not sent +1 {2}ECONNREFUSED\n$/)
})

it.each([
  ['there are no letters', [], 0],
  ['no Dataway is named', [], 2, false],
  ['a folder is not there', ['/nowhere'], 2],
  ['the Dataway is no URL', ['--dataway', `${TOKEN}`], 2],
  ['nothing is to be sent', ['--dry-run'], 0, false],
])('%s: %j ends with %i', async (_, args, code, isNamed = true) => {
  const answer = await call(args, isNamed ? { ENV_DATAWAY: url() } : {})
  expect(answer.code).toBe(code)
})
