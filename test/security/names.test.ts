// Names that come from clients: a script is looked up by name among those that were loaded, and no name leads to a file.
import { symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { write } from '../pipeline/folder.js'
import { startServer, type TestServer } from '../support/server.js'

const MARK = 'add_key(reached, true)'

let server: TestServer

/** Scripts where no name leads to, and a link that leads to them. */
function hide(home: string): void {
  const paths = [
    'secret.p',
    'conf.d/secret.p',
    'pipeline/logging/deep/secret.p',
    'pipeline/.hidden.p',
  ]
  write(home, Object.fromEntries(paths.map((path) => [path, MARK])))
  symlinkSync(home, join(home, 'pipeline/logging/up'))
}

beforeEach(async () => {
  server = await startServer({}, { 'good.p': 'add_key(good, true)' }, { prepare: hide })
})

afterEach(() => server.stop())

/** What becomes of messages, in their order. */
async function send(messages: readonly object[]) {
  const { dataway, addresses } = server
  const socket = new WebSocket(`ws://${addresses.log[0]}/logfwd`)
  await new Promise((done) => socket.once('open', done))
  for (const [i, message] of messages.entries())
    socket.send(JSON.stringify({ log: `${i}`, ...message }))
  socket.close()
  await dataway.until(({ points }) => points >= messages.length)
  return dataway.records().sort((a, b) => Number(a.fields.message) - Number(b.fields.message))
}

const hostile = () => [
  '../secret.p',
  '../secret',
  '..\\secret.p',
  './../secret.p',
  '../../../../../../../../etc/passwd',
  '/etc/passwd',
  resolve(server.home, 'secret.p'),
  `file://${server.home}/secret.p`,
  'logging/../../secret.p',
  'logging/up/secret.p',
  'up/secret.p',
  'logging/deep/secret.p',
  'deep/secret.p',
  '.hidden.p',
  '.hidden',
  'good.p\0.p',
  '\0',
  '%2e%2e%2fsecret.p',
  '..%2fsecret.p',
  '．．／secret.p',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  '.',
  '..',
  'good.p/',
  'GOOD.P',
  `${'../'.repeat(2000)}etc/passwd`,
  'x'.repeat(100_000),
]

describe('a message', () => {
  test('runs the script that it names', async () => {
    const [named, bySource] = await send([{ source: 'a', pipeline: 'good.p' }, { source: 'good' }])
    expect([named?.fields.good, bySource?.fields.good]).toEqual([true, true])
  })

  test.each(['pipeline', 'source'])(
    'with a %s that leads elsewhere passes as it is',
    async (by) => {
      const names = hostile()
      const messages = names.map((name) =>
        by === 'source' ? { source: name } : { source: 'app', pipeline: name },
      )
      const records = await send(messages)
      expect(records).toHaveLength(names.length)
      for (const [i, { fields }] of records.entries()) {
        expect(Object.keys(fields), names[i]).not.toContain('reached')
        expect(Object.keys(fields), names[i]).not.toContain('good')
      }
    },
  )

  test('leaves the prototypes of this program alone, whatever its members are called', async () => {
    const evil = ['__proto__', 'constructor', 'prototype'].map(
      (name) =>
        `{"log":"x","source":"app","${name}":{"polluted":1},` +
        `"tags":{"${name}":"polluted"},"fields":{"${name}":{"polluted":1},"a.${name}":1}}`,
    )
    await send(evil.map((text) => JSON.parse(text) as object))
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(([] as unknown as Record<string, unknown>).polluted).toBeUndefined()
  })
})

test('a script uses only what stands in its folder', async () => {
  const names = ['../secret.p', '/etc/passwd', 'logging/deep/secret.p', '.hidden.p', 'up/secret.p']
  for (const [i, name] of names.entries())
    writeFileSync(join(server.home, `pipeline/u${i}.p`), `add_key(before, true)\nuse("${name}")`)
  await server.app.reload()
  const records = await send(names.map((_, i) => ({ source: `u${i}` })))
  expect(records.map(({ fields }) => fields.reached)).toEqual(names.map(() => undefined))
})
