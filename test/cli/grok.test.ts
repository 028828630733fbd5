// `grok` as it is called: what explain and query print, and their exit codes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { call } from './call.js'

const home = mkdtempSync(join(tmpdir(), 'logfwdserver-grok-'))
mkdirSync(join(home, 'pipeline/pattern'), { recursive: true })
writeFileSync(join(home, 'pipeline/pattern/own'), 'ORDER [A-Z]-%{INT}\n')
writeFileSync(
  join(home, 'pipeline/a.p'),
  `if !grok(_, "^%{INT:code} ") {
  grok(_, "^order %{ORDER:order} took %{INT:ms:int}ms$")
  grok(nothing, "x")
}
`,
)
writeFileSync(join(home, 'pipeline/wrong.p'), 'grok(_, "%{NOPE}")\n')
writeFileSync(join(home, 'pipeline/loop.p'), 'for ;; {\n  add_key(a, 1)\n}\n')
writeFileSync(join(home, 'lines.log'), 'order A-1 took 5ms\n\norder A-1 took 5s\n')
afterAll(() => rmSync(home, { recursive: true, force: true }))

function grok(args: readonly string[], input?: string) {
  const given = input === undefined ? {} : { input }
  return call(['grok', ...args], { cwd: home, ...given, env: { HOME: home } })
}
const dir = ['--pipeline-dir', join(home, 'pipeline')]

describe('explain', () => {
  it('tells every grok of a script in the order it ran, marked, with captures so far', () => {
    const { stdout, status } = grok(['explain', ...dir, '-P', 'a.p', '-T', 'order A-x took 5ms'])
    expect(stdout).toBe(
      `order A-x took 5ms
✗ a.p:1:5  did not match
    pattern   ^%{INT:code}␣
               ^^^^^^^^^^^
    line      order A-x took 5ms
              ^
    expected  INT (an integer with optional sign, such as -12), at the beginning of the text
    found     \`order A-x took 5ms\`
✗ a.p:2:3  did not match
    pattern   ^order %{ORDER:order} took %{INT:ms:int}ms$
                     ^^^^^^^^^^^^^^
    line      order A-x took 5ms
                      ^
    inside    ORDER: \`%{INT}\`
    expected  INT (an integer with optional sign, such as -12)
    found     \`x took 5ms\`
✗ a.p:3:3  "nothing" has no value
0 of 3 groks matched
`.replace('␣', ''),
    )
    expect(status).toBe(1)
  })

  it('tells what matched, and which of several', () => {
    const { stdout, status } = grok(['explain', ...dir, '-P', 'a.p', '-T', 'order A-1 took 5ms'])
    expect(stdout).toContain('✓ a.p:2:3  matched')
    expect(stdout).toMatch(/captured\n +order {2}A-1\n +ms {5}5\n/)
    expect(stdout).toContain('1 of 3 groks matched (a.p:2:3)\n')
    expect(status).toBe(0)
  })

  it('takes the lines of a file or of standard input', () => {
    const file = grok(['explain', ...dir, '-P', 'pipeline/a.p', '-F', 'lines.log'])
    expect(file.stdout.match(/^order A-1 took/gm)).toHaveLength(2)
    expect(file.status).toBe(1)
    const input = 'order A-1 took 5ms\norder A-1 took 5s\n'
    expect(grok(['explain', ...dir, '-P', 'a.p', '-F', '-'], input).stdout).toBe(file.stdout)
    expect(grok(['explain', ...dir, '-P', 'a.p'], input).stdout).toBe(file.stdout)
  })

  it('takes a bare pattern, which knows those of the pipeline folder', () => {
    const args = ['explain', ...dir, '--pattern', '%{ORDER:o} %{INT:n}', '-T']
    expect(grok([...args, 'A-1 5'])).toMatchObject({ status: 0, stderr: '' })
    const { stdout, status } = grok([...args, 'A-1 x'])
    expect(stdout).toContain('✗ did not match')
    expect(stdout).toContain('found     `x`')
    expect(status).toBe(1)
  })

  it('prints one JSON object a line', () => {
    const input = 'A-1 5\nA-1 x\n'
    const bare = grok(['explain', ...dir, '--json', '--pattern', '%{ORDER:o} %{INT:n}'], input)
    const [first, second] = bare.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(first).toMatchObject({
      matched: true,
      captures: [{ name: 'o' }, { name: 'n', value: '5' }],
    })
    expect(second).toMatchObject({ matched: false, failed: { piece: '%{INT:n}', found: 'x' } })
    const script = grok(['explain', ...dir, '--json', '-P', 'a.p', '-T', '7 up'])
    expect(JSON.parse(script.stdout)).toMatchObject({
      text: '7 up',
      matched: true,
      groks: [{ file: 'a.p', position: { line: 1, column: 5 }, explain: { matched: true } }],
    })
  })

  it.each([
    ['neither script nor pattern', ['-T', 'x'], 'name a script'],
    ['both', ['-P', 'a.p', '--pattern', 'x', '-T', 'x'], 'name a script'],
    ['no line', ['--pattern', 'x'], 'there is no line'],
    ['two lines', ['--pattern', 'x', '-T', 'a', '-F', 'b'], 'give only one of -T and -F'],
    ['no such file', ['--pattern', 'x', '-F', 'none.log'], 'there is no none.log'],
    ['no such script', ['-P', 'none.p', '-T', 'x'], 'none.p'],
    ['a pattern that is not known', ['--pattern', '%{INTT}', '-T', 'x'], 'did you mean "INT"?'],
    ['a pattern that is not valid', ['--pattern', '(', '-T', 'x'], 'the pattern is not valid'],
  ])('refuses %s', (_, args, text) => {
    const { status, stdout, stderr } = grok(['explain', ...dir, ...args])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(text)
  })

  it('shows why a script does not compile', () => {
    const { status, stderr } = grok(['explain', ...dir, '-P', 'wrong.p', '-T', 'x'])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^wrong\.p:1:1: error PL401/)
  })

  it('a script that does not end is a failure', () => {
    const { status, stdout } = grok(['explain', ...dir, '-P', 'loop.p', '-T', 'x'])
    expect(status).toBe(1)
    expect(stdout).toMatch(/loop\.p:\d+:\d+: /)
    expect(stdout).toContain('no grok ran on this line')
  })
})

describe('query', () => {
  it('gives single patterns with weights, the most specific first', () => {
    const { stdout, status } = grok(['query', ...dir, 'Mon Jan 25 19:41:17 CST 2021'])
    expect(stdout).toBe('   2 %{DATESTAMP_OTHER: ?}\n   0 %{GREEDYDATA: ?}\n')
    expect(status).toBe(0)
  })

  it('composes a grok for a line, given in one argument or several', () => {
    const line = 'level=warn code=5 took 12ms'
    const { stdout } = grok(['query', ...dir, line])
    expect(stdout).toContain(
      'level=%{LOGLEVEL:level} code=%{INT:code:int} took %{INT:took_ms:int}ms',
    )
    expect(grok(['query', ...dir, ...line.split(' ')]).stdout).toBe(stdout)
  })

  it('knows the patterns of the pipeline folder', () => {
    expect(grok(['query', ...dir, 'A-17']).stdout).toMatch(/^ +3 %\{ORDER: \?\}\n/)
  })

  it('reads lines from standard input, as JSON on demand', () => {
    const { stdout, status } = grok(['query', ...dir, '--json'], '10.0.0.1\nGET\n')
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(answers.map(({ text }) => text)).toEqual(['10.0.0.1', 'GET'])
    expect(answers[0].suggestions[0]).toEqual({ weight: 3, pattern: '%{IPV4: ?}' })
    expect(status).toBe(0)
  })

  it('says that JSON is better read otherwise', () => {
    expect(grok(['query', ...dir, '{"a":1}']).stderr).toContain('json() and load_json()')
  })

  it('has nothing for nothing', () => {
    expect(grok(['query', ...dir], '')).toMatchObject({ status: 1, stdout: '' })
  })
})
