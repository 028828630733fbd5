// `tap` as it is called, on a running server; and the lines that it prints.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { paintFor } from '../../src/cli/paint.js'
import { TapText } from '../../src/cli/tap-text.js'
import type { TapRecord } from '../../src/tap/shape.js'
import { later, sidecar, start } from '../tap/setup.js'
import { MAIN } from './call.js'
import { called } from './called.js'

/** A server to which lines are sent again and again, so that a command sees some whenever it begins. */
async function busy(lines: readonly string[] = ['n=5 info', 'none']) {
  const server = await start()
  const { send } = await sidecar(server)
  const timer = setInterval(() => send(lines), 20)
  later(() => clearInterval(timer))
  return server
}

async function otherServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  later(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('tap', () => {
  it('prints a line a record and ends after as many as were asked for', async () => {
    const { addresses } = await busy()
    const { status, stdout, stderr } = await called(['tap', '--url', addresses.api, '-n', '2'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout.split('\n').slice(0, 2).sort()).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d\.\d{3} info {5}app app\.p ✓ n=5 info$/),
      expect.stringMatching(/^\d\d:\d\d:\d\d\.\d{3} info {5}app app\.p ✗ none$/),
    ])
  })

  it('shows only what is asked for', async () => {
    const { addresses } = await busy()
    const only = async (...flags: string[]) => {
      const { stdout } = await called(['tap', '--url', addresses.api, '-n', '2', ...flags])
      const lines = stdout.trim().split('\n')
      return [...new Set(lines.map((line) => line.slice(13)))]
    }
    expect(await only('--missed', '--source', 'app')).toEqual(['info     app app.p ✗ none'])
    expect(await only('--matched', '--script', 'app')).toEqual(['info     app app.p ✓ n=5 info'])
    expect(await only('--text', 'NONE', '--fields')).toEqual([
      'info     app app.p ✗ host=node-1 pod=p1',
    ])
  })

  it('prints JSON that is one object a record', async () => {
    const { addresses } = await busy()
    const flags = ['-n', '1', '--matched', '--json']
    const { stdout } = await called(['tap', '--url', addresses.api, ...flags])
    expect(JSON.parse(stdout)).toMatchObject({ source: 'app', fields: { n: 5 }, matched: true })
  })

  it('says on standard error that not all is shown', async () => {
    const { addresses } = await busy(Array.from({ length: 50 }, (_, i) => `n=${i + 20} info`))
    const flags = ['-n', '6', '--rate', '3']
    const { stdout, stderr } = await called(['tap', '--url', addresses.api, ...flags])
    expect(stdout.trim().split('\n')).toHaveLength(6)
    expect(stderr).toMatch(/^… \d+ records left out: --rate shows more/)
  })

  it('ends with 1 when the server stops', async () => {
    const server = await busy()
    const ended = called(['tap', '--url', server.addresses.api])
    await server.dataway.waitFor(10, 10_000)
    await server.stop()
    expect(await ended).toMatchObject({ status: 1, stderr: 'the server stops\n' })
  })

  it.each<[string, RequestListener, string]>([
    ['is gone', (_, reply) => reply.write('{"heartbeat":""}\n', () => reply.destroy()), 'is gone'],
    ['ends early', (_, reply) => reply.end('{"heartbeat":""}\n'), 'the server is gone'],
    ['is another', (_, reply) => reply.end('<html>\n'), 'what answers there is no server'],
    [
      'refuses',
      (_, reply) => reply.writeHead(429).end('{"message":"16 taps are open"}'),
      'the server refuses (429): 16 taps are open',
    ],
    ['refuses without a word', (_, reply) => reply.writeHead(502).end(), '(502): Bad Gateway'],
  ])('ends with 1 and says why when the server %s', async (_, answer, message) => {
    const url = await otherServer(answer)
    const { status, stdout, stderr } = await called(['tap', '--url', url])
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain(message)
  })

  it('ends with 1 when no server is there', async () => {
    const { status, stderr } = await called(['tap', '--url', 'http://127.0.0.1:9/'])
    expect(status).toBe(1)
    expect(stderr).toContain('no server answers at http://127.0.0.1:9')
  })

  it('shows the token of a file, and goes through a proxy with a path of its own', async () => {
    const seen: (string | undefined)[] = []
    const url = await otherServer((request, reply) => {
      seen.push(request.headers.authorization, request.url)
      reply.end('{"end":"count"}\n')
    })
    const folder = mkdtempSync(join(tmpdir(), 'tap-'))
    later(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'token'), 'secret-of-the-node\nanother\n')
    const flags = ['--url', `${url}/node-1`, '--token-file', join(folder, 'token')]
    expect(await called(['tap', ...flags, '--source', 'a b'])).toMatchObject({ status: 0 })
    expect(seen).toEqual(['Bearer secret-of-the-node', '/node-1/v1/tap?source=a+b'])
  })

  it.each([
    [['--matched', '--missed'], 'not both'],
    [['-n', '0'], '"count"'],
    [['--rate', '2000'], '"rate"'],
    [['--token-file', '/nowhere/token'], 'cannot be read (ENOENT)'],
    [['--nonsense'], 'unknown option'],
  ])('ends with 2 for wrong usage: %j', async (flags, message) => {
    const { status, stderr } = await called(['tap', ...flags])
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('tap in a shell', () => {
  const run = (url: string) => spawn(process.execPath, [MAIN, 'tap', '--url', url])

  it('ends well on Ctrl-C', async () => {
    const { addresses } = await busy()
    const command = run(addresses.api)
    await once(command.stdout, 'data')
    command.kill('SIGINT')
    expect(await once(command, 'exit')).toEqual([0, null])
  })

  it('ends well when nobody reads any more', async () => {
    const { addresses } = await busy()
    const command = run(addresses.api)
    let errors = ''
    command.stderr.on('data', (text) => {
      errors += text
    })
    await once(command.stdout, 'data')
    command.stdout.destroy()
    expect(await once(command, 'exit')).toEqual([0, null])
    expect(errors).toBe('')
  })
})

describe('a line', () => {
  const record = (more: Partial<TapRecord> = {}): TapRecord => ({
    source: 'app',
    time: '2026-01-02T03:04:05.123456789Z',
    tags: { host: 'h' },
    fields: { message: 'the line', status: 'info' },
    ...more,
  })
  const text = (more: Partial<TapRecord>, width?: number) =>
    new TapText({ paint: paintFor({}), width }).line(record(more)).slice(13)

  it.each<[string, Partial<TapRecord>, string]>([
    ['no script', {}, 'info     app  · the line'],
    ['a match', { script: 'a.p', matched: true }, 'info     app a.p ✓ the line'],
    [
      'a failure',
      { script: 'a.p', matched: false, failure: 'a.p:1:2: no' },
      'info     app a.p ✗ [a.p:1:2: no] the line',
    ],
    [
      'no time',
      { script: 'a.p', matched: false, unparsed: 'time' },
      'info     app a.p ✗ [unparsed: its script took too long] the line',
    ],
    ['a filter', { dropped: 'filter' }, 'info     app  ⊘ [left out by a filter] the line'],
    [
      'a point made',
      { made: { category: 'metric', by: 'create_point' }, fields: { n: 1, t: 'a b' } },
      '         app  · [made by create_point for metric] n=1 t="a b"',
    ],
    ['no message', { fields: { status: 'ok' } }, 'ok       app  · host=h'],
    ['several lines', { fields: { message: 'a\n\tb' } }, '         app  · a⏎ b'],
    [
      'what a terminal obeys',
      { source: 'a\u001bc', fields: { message: '\u001b]0;x\u0007\u009b2J\u202e' } },
      '         a\\u001bc  · \\u001b]0;x\\u0007\\u009b2J\\u202e',
    ],
  ])('of a record with %s', (_, more, expected) => {
    expect(text(more)).toBe(expected)
  })

  it('is as wide as the terminal and no wider', () => {
    const message = '日志'.repeat(50)
    const line = new TapText({ paint: paintFor({}), width: 40 }).line(
      record({ fields: { message } }),
    )
    expect(line.slice(13)).toBe('         app  · 日志日志日…')
    const narrow = new TapText({ paint: paintFor({}), width: 5 }).line(record())
    expect(narrow).not.toContain('the line')
  })

  it('has colours on a terminal only', () => {
    const coloured = new TapText({ paint: paintFor({ isTTY: true }, {}) })
    expect(coloured.line(record({ matched: true }))).toContain('\u001b[32m✓\u001b[39m')
    expect(text({ matched: true })).not.toContain('\u001b')
  })
})
