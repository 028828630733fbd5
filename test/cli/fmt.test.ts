// `fmt` as it is called: what it writes, lists and shows, and what it leaves alone.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { call } from './call.js'

const GOOD = 'a = 1\n'
const LOOSE = 'a=1'
const WRONG = 'a = (1\n'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'logfwdserver-fmt-'))
  mkdirSync(join(home, 'scripts/logging'), { recursive: true })
  write('scripts/good.p', GOOD)
  write('scripts/loose.p', LOOSE)
  write('scripts/logging/loose.p', LOOSE)
  write('scripts/other.txt', LOOSE)
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function write(path: string, text: string | Buffer): void {
  writeFileSync(join(home, path), text)
}

function read(path: string): string {
  return readFileSync(join(home, path), 'utf8')
}

function fmt(args: readonly string[], input?: string | Buffer) {
  return call(['fmt', ...args], { cwd: home, ...(input === undefined ? {} : { input }) })
}

describe('in place', () => {
  it('writes the scripts of a folder and lists those that changed', () => {
    expect(fmt(['scripts'])).toEqual({
      status: 0,
      stdout: 'scripts/logging/loose.p\nscripts/loose.p\n',
      stderr: '',
    })
    expect(read('scripts/loose.p')).toBe(GOOD)
    expect(read('scripts/logging/loose.p')).toBe(GOOD)
    expect(read('scripts/other.txt')).toBe(LOOSE)
    expect(fmt(['scripts'])).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  it('keeps the mode of a file, and leaves nothing beside it', () => {
    chmodSync(join(home, 'scripts/loose.p'), 0o640)
    fmt(['scripts/loose.p'])
    expect(statSync(join(home, 'scripts/loose.p')).mode & 0o777).toBe(0o640)
    expect(readdirSync(join(home, 'scripts'))).toEqual([
      'good.p',
      'logging',
      'loose.p',
      'other.txt',
    ])
  })

  it('writes what a link leads to', () => {
    symlinkSync('scripts/loose.p', join(home, 'link.p'))
    expect(fmt(['link.p']).stdout).toBe('link.p\n')
    expect(read('scripts/loose.p')).toBe(GOOD)
    expect(readdirSync(home, { withFileTypes: true })[0]!.isSymbolicLink()).toBe(true)
  })

  it('leaves a script with an error alone, shows the error and does the others', () => {
    write('scripts/a-wrong.p', WRONG)
    const { status, stdout, stderr } = fmt(['scripts'])
    expect(status).toBe(1)
    expect(stdout).toContain('scripts/loose.p')
    expect(stderr).toMatch(
      /^scripts\/a-wrong\.p:2:1: error PL102: "\(" is not closed\n +1 \| a = \(1\n/,
    )
    expect(read('scripts/a-wrong.p')).toBe(WRONG)
  })

  it('leaves a file alone that is no UTF-8', () => {
    const bytes = Buffer.from([0x61, 0x3d, 0x22, 0xff, 0x22])
    write('scripts/bytes.p', bytes)
    const { status, stderr } = fmt(['scripts/bytes.p'])
    expect([status, stderr]).toEqual([1, 'scripts/bytes.p: is not UTF-8\n'])
    expect(readFileSync(join(home, 'scripts/bytes.p'))).toEqual(bytes)
  })
})

describe('without writing', () => {
  it('--check lists what would change', () => {
    const changed = { status: 1, stdout: 'scripts/logging/loose.p\nscripts/loose.p\n', stderr: '' }
    expect(fmt(['--check', 'scripts'])).toEqual(changed)
    expect(read('scripts/loose.p')).toBe(LOOSE)
    expect(fmt(['--check', 'scripts/good.p'])).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  it('--diff shows what would change', () => {
    const { status, stdout } = fmt(['--diff', 'scripts/loose.p', 'scripts/good.p'])
    expect(status).toBe(0)
    expect(stdout).toContain('--- scripts/loose.p\n+++ scripts/loose.p\n')
    expect(stdout).toContain('\n-a=1\n')
    expect(stdout).toContain('\n+a = 1\n')
    expect(stdout).not.toContain('good.p')
    expect(read('scripts/loose.p')).toBe(LOOSE)
    expect(fmt(['--diff', '--check', 'scripts/loose.p']).status).toBe(1)
  })

  it('--stdout prints the scripts', () => {
    expect(fmt(['--stdout', 'scripts/loose.p']).stdout).toBe(GOOD)
    expect(read('scripts/loose.p')).toBe(LOOSE)
  })

  it.each([[['-']], [[]]])('standard input goes to standard output: %j', (args) => {
    expect(fmt(args, 'if a{b}')).toEqual({ status: 0, stdout: 'if a {\n  b\n}\n', stderr: '' })
    const wrong = fmt(args, WRONG)
    expect([wrong.status, wrong.stdout]).toEqual([1, ''])
    expect(wrong.stderr).toMatch(/^standard input:2:1: error/)
  })

  it('--check of standard input', () => {
    expect(fmt(['--check', '-'], LOOSE)).toMatchObject({ status: 1, stdout: 'standard input\n' })
    expect(fmt(['--check', '-'], GOOD)).toMatchObject({ status: 0, stdout: '' })
  })
})

it.each([
  [['none.p'], 'there is no none.p'],
  [['empty'], 'there is no script (*.p) in empty'],
  [['--stdout', '--check', 'scripts'], '--stdout goes neither'],
  [['-', 'scripts'], '- stands alone'],
  [['--nonsense'], 'unknown option'],
])('wrong usage: %j', (args, message) => {
  mkdirSync(join(home, 'empty'))
  const { status, stderr } = fmt(args)
  expect(status).toBe(2)
  expect(stderr).toContain(message)
  expect(read('scripts/loose.p')).toBe(LOOSE)
})

it('the shipped scripts are formatted', () => {
  const shipped = resolve(import.meta.dirname, '../../pipelines')
  expect(fmt(['--check', shipped])).toEqual({ status: 0, stdout: '', stderr: '' })
})
