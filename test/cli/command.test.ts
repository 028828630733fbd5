// The command as it is called: exit codes, what stands on standard output and what on standard error.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { MAIN as main } from './call.js'

const home = mkdtempSync(join(tmpdir(), 'logfwdserver-cli-'))
mkdirSync(join(home, 'pipeline'))
mkdirSync(join(home, 'conf.d'))
writeFileSync(join(home, 'pipeline/code.p'), 'grok(_, "code=%{INT:code:int}")\n')
writeFileSync(join(home, 'pipeline/wrong.p'), 'grok(_, "%{INTT:code}")\n')
writeFileSync(join(home, 'sample.log'), 'code=1\nnothing\ncode=3\n')
afterAll(() => rmSync(home, { recursive: true, force: true }))

function call(args: string[], options: { input?: string; env?: Record<string, string> } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: home,
    encoding: 'utf8',
    input: options.input ?? '',
    env: { PATH: process.env.PATH!, ...options.env },
    timeout: 20_000,
  })
  return { status, stdout, stderr }
}

describe('exit codes', () => {
  it.each([
    ['help', ['--help'], 0],
    ['help of a command', ['pipeline', '--help'], 0],
    ['version', ['version'], 0],
    ['something was extracted', ['pipeline', '-P', 'code.p', '-T', 'code=5'], 0],
    ['nothing was extracted', ['pipeline', '-P', 'code.p', '-T', 'none'], 1],
    ['the script does not compile', ['pipeline', '-P', 'wrong.p', '-T', 'x'], 1],
    ['no such command', ['nonsense'], 2],
    ['no such option', ['run', '--nonsense'], 2],
    ['no such script', ['pipeline', '-P', 'none.p', '-T', 'x'], 2],
    ['no text', ['pipeline', '-P', 'code.p'], 2],
    ['a bench without its lines', ['bench', '-P', 'code.p'], 2],
  ])('%s', (_, args, code) => {
    expect(call(args).status).toBe(code)
  })
})

describe('pipeline', () => {
  it('prints results on standard output as DataKit does', () => {
    const { stdout } = call(['pipeline', '-P', 'code.p', '-F', 'sample.log'])
    expect(stdout.match(/^Extracted data\(cost: \d+µs\):$/gm)).toHaveLength(3)
    expect(stdout).toContain('"code": 3')
  })

  it('takes lines of standard input, whatever ends them', () => {
    const args = ['pipeline', '-P', 'code.p', '-F', '-']
    const { stdout, status } = call(args, { input: 'code=1\r\ncode=2\r\n' })
    expect(stdout.match(/"message": "code=\d"/g)).toHaveLength(2)
    expect(status).toBe(0)
  })

  it('tells on standard error what is wrong with a script, and what was meant', () => {
    const { stdout, stderr } = call(['pipeline', '-P', 'wrong.p', '-T', 'x'])
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^wrong\.p:1:1: error PL401: .*INTT/)
    expect(stderr).toContain('INT')
  })
})

describe('pipeline --jsonl', () => {
  const results = (cases: object[], args: string[] = []) =>
    call(['pipeline', '--jsonl', ...args], {
      input: cases.map((c) => JSON.stringify(c)).join('\n'),
    })
      .stdout.trim()
      .split('\n')
      .map((line) => JSON.parse(line))

  it('answers in order, echoes the id, and goes on after a bad line', () => {
    const good = { id: 7, script: 'add_key(n, 5)', message: 'm', name: 'app', time: '5' }
    const input = `${JSON.stringify(good)}\nnot json\n${JSON.stringify({ ...good, id: { a: 1 } })}\n`
    const lines = call(['pipeline', '--jsonl'], { input })
      .stdout.trim()
      .split('\n')
      .map((l) => JSON.parse(l))
    expect(lines[0]).toEqual({
      id: 7,
      compile_error: null,
      run_error: null,
      dropped: false,
      name: 'app',
      time_ns: '5',
      tags: {},
      fields: {
        message: { t: 'str', v: 'm' },
        n: { t: 'int', v: 5 },
        status: { t: 'str', v: 'info' },
      },
      lineproto: 'app message="m",n=5i,status="info" 5',
    })
    expect(lines[1].error).toContain('JSON')
    expect(lines[2].id).toEqual({ a: 1 })
  })

  it('gives errors with line and column', () => {
    const [compile, run] = results([
      { id: 1, script: 'a = (\n', message: '' },
      { id: 2, script: 'add_key(a, 1)\nadd_key(b, 1 + nil)', message: '' },
    ])
    expect(compile.compile_error).toMatch(/:\d+:\d+: /)
    expect(run.run_error).toMatch(/:2:\d+: /)
    expect(run.fields.a).toEqual({ t: 'int', v: 1 })
  })

  it('takes a script for all cases, and scripts for use', () => {
    expect(results([{ message: 'code=9' }], ['-P', 'code.p'])[0].fields.code).toEqual({
      t: 'int',
      v: 9,
    })
    const used = results([
      { script: 'use("b.p")', scripts: { 'b.p': 'add_key(b, true)' }, message: '' },
    ])
    expect(used[0].fields.b).toEqual({ t: 'bool', v: true })
  })
})

describe('run', () => {
  it('reports all faults at once and starts nothing', () => {
    writeFileSync(join(home, 'conf.d/bad.conf'), '[inputs.logfwdserver]\naddress = "nowhere"\n')
    const env = { ENV_DATAWAY: 'ftp://x?token=tkn_secret', ENV_IO_FLUSH_INTERVAL: 'soon' }
    const { status, stderr, stdout } = call(['run', '--home', home], { env })
    rmSync(join(home, 'conf.d/bad.conf'))
    expect(status).toBe(2)
    expect(stdout).toBe('')
    for (const part of ['bad.conf:2', 'nowhere', 'ENV_DATAWAY', 'ENV_IO_FLUSH_INTERVAL', 'soon']) {
      expect(stderr).toContain(part)
    }
    expect(stderr).not.toContain('tkn_secret')
  })

  it('shows the configuration in force with secrets masked', () => {
    const env = {
      ENV_DATAWAY: 'https://openway.example.com?token=tkn_0123456789abcdef0123456789abcdef',
    }
    const { status, stdout } = call(['run', '--home', home, '--show-config'], { env })
    expect(status).toBe(0)
    expect(stdout).toContain('openway.example.com')
    expect(stdout).not.toContain('0123456789abcdef')
  })
})
