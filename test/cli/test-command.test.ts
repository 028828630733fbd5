// `test` as it is called: what it prints, what it writes, and its exit codes.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../workbench/workplaces.js'
import { MAIN as main } from './call.js'
import { called } from './called.js'

const CODE = 'grok(_, "code=%{INT:code:int}")\n'
const PASSES =
  '{"title":"a code","input":"code=5","point":{"fields":{"status":"info","code":{"t":"int","v":5}}}}\n'
const FAILS =
  '{"title":"a text","input":"code=6","ticket":7,"point":{"fields":{"code":"6","status":"info"}}}\n'

const home = (files: Record<string, string>) => folderOf(files)
const test = (dir: string, ...args: string[]) => called(['test', '--pipeline-dir', dir, ...args])

describe('exit codes', () => {
  const files = {
    'good/code.p': CODE,
    'good/code.cases.jsonl': PASSES,
    'bad/code.p': CODE,
    'bad/code.cases.jsonl': PASSES + FAILS,
    'none/code.p': CODE,
    'empty/note.txt': '',
    'wrong/code.p': 'grok(_, "%{INTT:code}")\n',
    'wrong/good.p': CODE,
    'wrong/good.cases.jsonl': PASSES,
    'orphan/gone.cases.jsonl': PASSES,
    'faulty/code.p': CODE,
    'faulty/code.cases.jsonl': `{"inptu":"x"}\n${PASSES}`,
  }
  const dir = home(files)
  it.each<[string, string[], number]>([
    ['all pass', ['good'], 0],
    ['one fails', ['bad'], 1],
    ['one does not compile', ['wrong'], 1],
    ['there is no script', ['orphan'], 1],
    ['a line is no case', ['faulty'], 1],
    ['a file of cases', ['good/code.cases.jsonl'], 0],
    ['some of several', ['good', 'bad/code.p'], 1],
    ['no cases', ['none'], 2],
    ['no scripts', ['empty'], 2],
    ['no such path', ['nonsense'], 2],
    ['another kind of file', ['empty/note.txt'], 2],
    ['no such title', ['good', '-t', 'nothing like it'], 2],
    ['a title that is no expression', ['good', '-t', '('], 2],
    ['an unknown report', ['good', '--reporter', 'xml'], 2],
    ['watched and updated', ['good', '--watch', '--update'], 2],
    ['an unknown option', ['good', '--nonsense'], 2],
    ['help', ['--help'], 0],
  ])('%s', async (_, args, status) => {
    const paths = args.map((arg) =>
      /^[a-z]+(\/|$)/.test(arg) && arg !== 'xml' ? join(dir, arg) : arg,
    )
    expect((await test(dir, ...paths)).status).toBe(status)
  })

  it('no pipeline folder', async () => {
    const { status, stderr } = await test(join(dir, 'nowhere'))
    expect([status, stderr]).toEqual([2, expect.stringContaining('name scripts or folders')])
  })

  it('what to do when there are no cases', async () => {
    const { stderr } = await test(join(dir, 'none'))
    expect(stderr).toContain('logfwdserver record -P')
  })
})

describe('the report', () => {
  it('has a line for each script and a summary', async () => {
    const dir = home({
      'a.p': CODE,
      'a.cases.jsonl': PASSES,
      'b.p': CODE,
      'pattern/own': '',
      'sub/c.p': CODE,
    })
    const { stdout } = await test(dir)
    expect(stdout.replaceAll(`${dir}/`, '')).toBe(
      'ok    a.p  1 passed\nnone  b.p  no cases\nnone  sub/c.p  no cases\n' +
        '1 passed, 0 failed in 1 script; 2 scripts without cases\n',
    )
  })

  it('shows of a failure what differs, the place and the line', async () => {
    const dir = home({ 'a.p': CODE, 'a.cases.jsonl': PASSES + FAILS })
    const { stdout } = await test(dir)
    expect(stdout.replaceAll(`${dir}/`, '')).toBe(
      'FAIL  a.p  1 passed, 1 failed\n\n  ✗ a text  a.cases.jsonl:2\n' +
        '    code: expected str "6", got int 6\n    line: code=6\n\n' +
        '1 passed, 1 failed in 1 script\n',
    )
  })

  it('shows where a script does not compile, and runs the others', async () => {
    const dir = home({
      'a.p': 'grok(',
      'a.cases.jsonl': PASSES,
      'b.p': CODE,
      'b.cases.jsonl': PASSES,
    })
    const { stdout } = await test(dir)
    expect(stdout).toMatch(/^FAIL {2}.*a\.p {2}does not compile$/m)
    expect(stdout).toMatch(/^ {4}.*\/a\.p:1:\d+: error PL1/m)
    expect(stdout).toMatch(/^ok .*b\.p {2}1 passed$/m)
    expect(stdout).toMatch(/1 passed, 0 failed in 1 script; 1 script not run\n$/)
  })

  it('names file and line of what is no case', async () => {
    const dir = home({ 'a.p': CODE, 'a.cases.jsonl': `${PASSES}{"inptu":1}\n` })
    const { stdout } = await test(dir)
    expect(stdout).toContain(`${dir}/a.cases.jsonl:2: "input" is missing`)
    expect(stdout).toContain('1 passed, 1 failed in 1 script')
  })

  it('tells a case that has no point yet', async () => {
    const dir = home({ 'a.p': CODE, 'a.cases.jsonl': '{"input":"x"}\n' })
    expect((await test(dir)).stdout).toContain('it has no "point" yet: --update writes')
  })

  it('says where the script stopped', async () => {
    const dir = home({ 'a.p': 'add_key(a, 1)\nadd_key(b, 1 + nil)', 'a.cases.jsonl': PASSES })
    expect((await test(dir)).stdout).toMatch(/^ {4}the script stopped: a\.p:2:\d+: /m)
  })

  it('tells what cannot be read or written', async () => {
    const dir = home({ 'a.p': CODE, 'a.cases.jsonl/x': '', 'b.p': CODE, 'b.cases.jsonl': PASSES })
    const read = await test(dir)
    expect(read.status).toBe(1)
    expect(read.stdout).toMatch(/^ {4}.*a\.cases\.jsonl cannot be read \(EISDIR\)$/m)
    expect(read.stdout).toContain('1 passed, 0 failed in 1 script; 1 script not run')
    const written = await test(dir, join(dir, 'b.p'), '--junit', join(dir, 'none/x.xml'))
    expect([written.status, written.stderr]).toEqual([2, expect.stringContaining('none/x.xml')])
  })

  it('shows why no grok took the line', async () => {
    const script = 'grok(_, "%{WORD:verb} %{INT:bytes:int} %{INT:ms:int}")\n'
    const line = '{"input":"GET 12 none","point":{"fields":{"status":"info","verb":"GET"}}}\n'
    const { stdout } = await test(home({ 'a.p': script, 'a.cases.jsonl': line }))
    expect(stdout).toMatch(/^ {4}grok at 1:1 failed at %\{INT:ms:int\}, found "none"/m)
  })

  it('takes a name in the pipeline folder, also of its logging folder', async () => {
    const dir = home({
      'logging/a.p': 'use("b.p")',
      'logging/a.cases.jsonl': '{"input":"","point":{"fields":{"status":"info","b":1}}}',
      'b.p': 'add_key(b, 1.0)',
    })
    expect((await test(dir, 'a.p')).status).toBe(0)
  })

  it('runs a script by its own text where one in logging has its name', async () => {
    const dir = home({ 'a.p': CODE, 'a.cases.jsonl': PASSES, 'logging/a.p': 'exit()' })
    expect((await test(dir, join(dir, 'a.p'))).status).toBe(0)
  })

  it('leaves out cases of other titles, and scripts without any', async () => {
    const dir = home({
      'a.p': CODE,
      'a.cases.jsonl': PASSES + FAILS,
      'b.p': CODE,
      'b.cases.jsonl': FAILS,
    })
    const { stdout, status } = await test(dir, '-t', '^a c')
    expect(status).toBe(0)
    expect(stdout).not.toContain('b.p')
    expect(stdout).toContain('1 passed, 0 failed in 1 script')
  })

  it('is JSON when asked for', async () => {
    const dir = home({
      'a.p': CODE,
      'a.cases.jsonl': FAILS,
      'b.p': 'grok(',
      'b.cases.jsonl': 'x\n',
    })
    const { stdout, status } = await test(dir, '--json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      passed: 0,
      failed: 2,
      broken: 1,
      suites: [
        {
          script: `${dir}/a.p`,
          cases: [
            {
              title: 'a text',
              line: 1,
              passed: false,
              differences: [
                {
                  what: 'field',
                  at: 'code',
                  expected: { type: 'str', value: '6' },
                  actual: { type: 'int', value: 6 },
                },
              ],
            },
          ],
        },
        {
          diagnostics: [{ code: expect.stringMatching(/^PL1/), position: { line: 1 } }],
          faults: [{ line: 1 }],
        },
      ],
    })
  })
})

describe('--update', () => {
  it('writes the points that there are, and nothing else', async () => {
    const odd =
      '{ "input" : "code=5" , "point":{"fields":{"status":"info","code":{"t":"int","v":5}}}}\n'
    const dir = home({ 'a.p': CODE, 'a.cases.jsonl': `${odd}\n${FAILS}{"input":"code=7"}\n` })
    const { stdout, status } = await test(dir, '--update')
    expect(status).toBe(0)
    expect(stdout).toContain('3 passed, 0 failed in 1 script; 2 cases updated')
    expect(readFileSync(`${dir}/a.cases.jsonl`, 'utf8')).toBe(
      `${odd}\n${FAILS.replace('"code":"6"', '"code":{"t":"int","v":6}')}` +
        '{"input":"code=7","point":{"fields":{"status":"info","code":{"t":"int","v":7}}}}\n',
    )
    expect((await test(dir)).status).toBe(0)
  })

  it('touches only cases of the titles asked for', async () => {
    const dir = home({ 'a.p': CODE, 'a.cases.jsonl': FAILS + FAILS.replace('a text', 'another') })
    await test(dir, '-u', '-t', '^another$')
    expect((await test(dir)).stdout).toContain('1 passed, 1 failed')
  })

  it('changes nothing where the script does not compile', async () => {
    const dir = home({ 'a.p': 'grok(', 'a.cases.jsonl': FAILS })
    expect((await test(dir, '-u')).status).toBe(1)
    expect(readFileSync(`${dir}/a.cases.jsonl`, 'utf8')).toBe(FAILS)
  })
})

describe('JUnit', () => {
  const odd = JSON.stringify({
    title: 'a <"&\u0001\n\udc80',
    input: 'code=\u0007]]>',
    point: { fields: {} },
  })
  const dir = home({
    'a.p': CODE,
    'a.cases.jsonl': `${PASSES}${PASSES}${odd}\nno case\n`,
    'b.p': 'grok(',
    'b.cases.jsonl': PASSES,
    'c.p': CODE,
  })

  it('counts what passed, failed and could not run', async () => {
    const { stdout } = await test(dir, '--reporter', 'junit')
    const short = stdout.replaceAll(`${dir}/`, '').replace(/ (time|timestamp)="[^"]*"/g, '')
    expect(short.split('\n').slice(0, 9)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="logfwdserver test" tests="5" failures="1" errors="2">',
      '  <testsuite name="a.p" tests="4" failures="1" errors="1" skipped="0">',
      expect.stringMatching(
        /<testcase name="line 4" classname="a.p"><error message="a.cases.jsonl:4: not JSON/,
      ),
      '    <testcase name="a code" classname="a.p"/>',
      '    <testcase name="a code (2)" classname="a.p"/>',
      expect.stringMatching(
        /<testcase name="a &lt;&quot;&amp;\\u0001&#10;\\udc80" .*<failure message="status: not expected, got str &quot;info&quot;"/,
      ),
      'line: code=\\u0007]]&gt;',
      'at: a.cases.jsonl:3</failure></testcase>',
    ])
  })

  it('goes to a file beside the usual report', async () => {
    const file = join(dir, 'report.xml')
    const { stdout, status } = await test(dir, '--junit', file)
    expect(status).toBe(1)
    expect(stdout).toContain('2 passed, 2 failed')
    expect(readFileSync(file, 'utf8')).toMatch(/^<\?xml.*<\/testsuites>\n$/s)
  })
})

describe('as a process', () => {
  it('counts a script that does not compile once, and names it where it is', async () => {
    const dir = home({ 'sub/a.p': 'grok(', 'b.p': CODE, 'b.cases.jsonl': PASSES })
    const { stdout } = await test(dir)
    expect(stdout).toContain(`    ${dir}/sub/a.p:1:`)
    expect(stdout).toMatch(/^1 passed, 0 failed in 1 script; 1 script not run$/m)
  })

  it('is quiet when nobody reads any more', () => {
    const dir = home(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`s${i}.p`, CODE])))
    writeFileSync(join(dir, 's0.cases.jsonl'), FAILS.repeat(2000))
    const command = `"${process.execPath}" "${main}" test "${dir}" | head -1`
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' })
    expect([stdout.split('\n').length, stderr]).toEqual([2, ''])
  })

  it('has no colours where there is no terminal', async () => {
    const dir = home({ 'a.p': CODE, 'a.cases.jsonl': FAILS })
    const { stdout } = spawnSync(process.execPath, [main, 'test', dir], { encoding: 'utf8' })
    expect(stdout).not.toContain('\u001b')
  })

  it('watches: runs again what changed, and ends at a signal with the code of the last round', async () => {
    const dir = home({ 'a.p': CODE, 'a.cases.jsonl': PASSES, 'b.p': CODE, 'b.cases.jsonl': FAILS })
    const child = spawn(process.execPath, [main, 'test', '--watch', dir])
    const output = child.stdout.setEncoding('utf8')
    let text = ''
    const until = async (wanted: RegExp) => {
      while (!wanted.test(text)) text += String((await once(output, 'data'))[0])
      text = ''
    }
    await until(/1 passed, 1 failed in 2 scripts/)
    writeFileSync(join(dir, 'b.cases.jsonl'), PASSES)
    await until(/^ok {4}[^\n]*b\.p {2}1 passed\n2 passed, 0 failed in 2 scripts\n$/)
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})
