// `record` as it is called: given lines, files, standard input, and a server of which the records are taken.
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { folderOf } from '../workbench/workplaces.js'
import { MAIN as main } from './call.js'
import { called } from './called.js'

const CODE = 'grok(_, "code=%{INT:code:int}")\n'

const record = (dir: string, ...args: string[]) =>
  called(['record', '--pipeline-dir', dir, '-P', 'code.p', ...args])
const test = (dir: string) => called(['test', '--pipeline-dir', dir])
const cases = (dir: string) => {
  const text = readFileSync(`${dir}/code.cases.jsonl`, 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

describe('a given line', () => {
  it('becomes a case that passes', async () => {
    const dir = folderOf({ 'code.p': CODE })
    const { status, stdout, stderr } = await record(dir, '-T', 'code=5', '--title', 'five')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toBe(`${dir}/code.cases.jsonl: added "five": 1 field\n`)
    expect(cases(dir)).toEqual([
      {
        title: 'five',
        input: 'code=5',
        point: { fields: { status: 'info', code: { t: 'int', v: 5 } } },
      },
    ])
    expect((await test(dir)).status).toBe(0)
  })

  it('is said to give nothing when it does', async () => {
    const { stdout } = await record(folderOf({ 'code.p': CODE }), '-T', 'none')
    expect(stdout).toContain('added "none": nothing was extracted')
  })

  it('is refused when it is there, and replaced when told to', async () => {
    const dir = folderOf({ 'code.p': CODE, 'code.cases.jsonl': '{"title":"old","input":"code=5"}' })
    const refused = await record(dir, '-T', 'code=5')
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('code.cases.jsonl:1 has it: "old"; --replace')
    expect((await record(dir, '-T', 'code=5', '--replace')).status).toBe(0)
    expect(cases(dir)).toMatchObject([{ title: 'old', point: { fields: { code: { v: 5 } } } }])
  })

  it('comes with the source and the tags that are given', async () => {
    const dir = folderOf({ 'code.p': 'add_key(h, host)' })
    await record(dir, '-T', 'x', '--source', 'shop', '--tag', 'host=a=b', '--tag', 'e=')
    expect(cases(dir)).toMatchObject([{ name: 'shop', tags: { host: 'a=b', e: '' } }])
    expect((await test(dir)).status).toBe(0)
  })

  it('is printed where no file is to change', async () => {
    const dir = folderOf({ 'code.p': CODE })
    const { stdout } = await record(dir, '-T', 'code=5', '--stdout')
    expect(JSON.parse(stdout)).toMatchObject({ title: 'code=5', input: 'code=5' })
    expect(existsSync(`${dir}/code.cases.jsonl`)).toBe(false)
  })

  it('goes to the file that is named', async () => {
    const dir = folderOf({ 'code.p': CODE })
    await record(dir, '-T', 'code=5', '--out', `${dir}/other.jsonl`)
    expect(readFileSync(`${dir}/other.jsonl`, 'utf8')).toContain('code=5')
  })

  it('is not said to be recorded where nothing can be written', async () => {
    const dir = folderOf({ 'code.p': CODE })
    const { status, stdout, stderr } = await record(dir, '-T', 'code=5', '--out', `${dir}/no/x`)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^error: ENOENT/)
  })

  it('on which the script stops is recorded with the reason', async () => {
    const dir = folderOf({ 'code.p': 'add_key(a, 1 + nil)' })
    const { status, stderr } = await record(dir, '-T', 'x')
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^the script stopped: code\.p:1:/)])
    expect((await test(dir)).status).toBe(0)
  })

  it('for which the script takes too long is not recorded', async () => {
    const loop = 'for i = 0; i < 900000; i = i + 1 {\n  ok = match("(a+)+$", message)\n}'
    const dir = folderOf({ 'code.p': loop })
    const { status, stderr } = await record(dir, '-T', `${'a'.repeat(5000)}!`)
    expect([status, stderr]).toEqual([1, expect.stringContaining('did not end within its time')])
    expect(existsSync(`${dir}/code.cases.jsonl`)).toBe(false)
  })
})

describe('lines of a file', () => {
  it('become a case each; blank ones do not, and none twice', async () => {
    const dir = folderOf({
      'code.p': CODE,
      'app.log': 'code=1\r\n\n  \ncode=2\ncode=1\nlast \u00e4',
    })
    const { status, stderr } = await record(dir, '-F', `${dir}/app.log`, '--title', 'line')
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^not recorded: code=1: .*:1 has it/),
    ])
    expect(cases(dir).map(({ title, input }) => [title, input])).toEqual([
      ['line', 'code=1'],
      ['line (2)', 'code=2'],
      ['line (3)', 'last \u00e4'],
    ])
    expect((await test(dir)).status).toBe(0)
  })

  it('are one record when told so', async () => {
    const dir = folderOf({ 'code.p': CODE, 'app.log': 'code=1\n  at a\n  at b\n' })
    await record(dir, '-F', `${dir}/app.log`, '--whole')
    expect(cases(dir)).toMatchObject([{ title: 'code=1…', input: 'code=1\n  at a\n  at b' }])
  })

  it('of which there are too many are counted out', async () => {
    const dir = folderOf({
      'code.p': CODE,
      'app.log': Array.from({ length: 1001 }, (_, i) => `code=${i}\n`).join(''),
    })
    expect((await record(dir, '-F', `${dir}/app.log`)).status).toBe(2)
    expect((await record(dir, '-F', `${dir}/app.log`, '--count', '2')).status).toBe(0)
    expect(cases(dir)).toHaveLength(2)
  })

  it('come from standard input, and keep bytes that are not UTF-8', async () => {
    const dir = folderOf({ 'code.p': CODE })
    const input = Buffer.from('code=1 \xff\n', 'latin1')
    const { status } = spawnSync(process.execPath, [main, 'record', '-P', `${dir}/code.p`], {
      input,
    })
    expect(status).toBe(0)
    expect(cases(dir)).toMatchObject([{ input: 'code=1 \udcff' }])
    expect((await test(dir)).status).toBe(0)
  })
})

describe('usage', () => {
  const dir = folderOf({ 'code.p': CODE, 'wrong.p': 'grok(', 'note.txt': '', 'empty.log': '\n' })
  it.each<[string, string[], number]>([
    ['no such script', ['-P', 'none.p', '-T', 'x'], 2],
    ['no script by its name', ['-P', `${dir}/note.txt`, '-T', 'x'], 2],
    ['a script that does not compile', ['-P', 'wrong.p', '-T', 'x'], 1],
    ['no such file', ['-F', `${dir}/none.log`], 2],
    ['a file without lines', ['-F', `${dir}/empty.log`], 1],
    ['two sources of lines', ['-T', 'x', '-F', `${dir}/empty.log`], 2],
    ['no number', ['-T', 'x', '--count', 'many'], 2],
    ['none', ['-T', 'x', '--count', '0'], 2],
    ['a tag without value', ['-T', 'x', '--tag', 'host'], 2],
    ['missed lines of no server', ['-T', 'x', '--missed'], 2],
    ['no file of the token', ['--from', '127.0.0.1:1', '--token-file', `${dir}/none`], 2],
    ['help', ['--help'], 0],
  ])('%s', async (_, args, status) => {
    expect((await record(dir, ...args)).status).toBe(status)
  })
})

describe('lines of a server', () => {
  const asked: string[] = []
  const line = (message: unknown, more = {}) =>
    `${JSON.stringify({ record: { source: 'code', time: '2024-01-01T00:00:00Z', tags: {}, fields: { message }, ...more } })}\n`
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.headers.authorization === 'Bearer wrong') {
      response.writeHead(401).end('{"message":"no such token"}')
      return
    }
    response.write(`{"heartbeat":"2024-01-01T00:00:00Z"}\n${line('code=1')}{"skip`)
    response.write(`ped":3}\n${line('code=1')}${line(undefined)}${line('cut…', { cut: true })}`)
    response.write(line('code=2', { source: 'renamed', from: 'shop' }))
    if (request.url?.includes('source=ends')) response.end('{"end":"stopping"}\n')
  })
  afterAll(() => server.close())
  const listening = once(server.listen(0, '127.0.0.1'), 'listening')
  const address = async () => {
    await listening
    return `127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  const closedPort = async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await once(other.close(), 'close')
    return port
  }

  it('become cases until there are as many as asked for', async () => {
    const dir = folderOf({ 'code.p': CODE })
    const { status, stderr } = await record(
      dir,
      '--from',
      `http://${await address()}`,
      '--count',
      '2',
      '--missed',
    )
    expect(status).toBe(0)
    expect(stderr).toContain('has it')
    expect(new URLSearchParams(asked.at(-1)!.split('?')[1])).toEqual(
      new URLSearchParams({ script: 'code.p', matched: 'false' }),
    )
    expect(cases(dir).map(({ input, name }) => [input, name])).toEqual([
      ['code=1', undefined],
      ['code=2', 'shop'],
    ])
    expect((await test(dir)).status).toBe(0)
  })

  it('may be too few', async () => {
    const dir = folderOf({ 'code.p': CODE })
    const args = ['--from', await address(), '--source', 'ends', '--count', '9']
    expect((await record(dir, ...args)).status).toBe(1)
    expect(cases(dir)).toHaveLength(2)
  })

  it.each([
    ['refuses', true, 'the server refuses (401): no such token'],
    ['is none', false, 'ECONNREFUSED'],
  ])('that %s is told', async (_, there, reason) => {
    const dir = folderOf({ 'code.p': CODE, token: 'wrong\n' })
    const from = there ? await address() : `127.0.0.1:${await closedPort()}`
    const args = ['--from', from, '--token-file', `${dir}/token`]
    const { status, stderr } = await record(dir, ...args)
    expect([status, stderr]).toEqual([1, expect.stringContaining(reason)])
  })
})
