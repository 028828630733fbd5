// Where commands look for scripts: with paths, without, and by a name.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { namedScript, PathFault, placesOf, scriptsOf } from '../../src/cli/script-files.js'
import { call } from './call.js'

let folder: string
const before = process.cwd()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logfwdserver-places-'))
  process.chdir(folder)
})
afterEach(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true, force: true })
})

/** Scripts that format, check and pass as they are. */
function write(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), 'add_key(a, 1)\n')
  }
}

describe('without paths', () => {
  it('the pipeline folder is meant, also when scripts lie here', () => {
    write('pipeline/a.p', 'b.p')
    expect(placesOf([], {})).toEqual(['pipeline'])
  })

  it('of another home, where one is chosen', () => {
    write('pipeline/a.p', 'home/pipeline/b.p')
    expect(scriptsOf(placesOf([], { home: 'home' }))).toEqual(['home/pipeline/b.p'])
  })

  it('this folder is meant when there is no pipeline folder and it holds scripts', () => {
    write('b.p', 'below/c.p')
    expect(scriptsOf(placesOf([], {}))).toEqual(['b.p', 'below/c.p'])
  })

  it('it is told when there is neither', () => {
    write('below/c.p')
    expect(() => placesOf([], {})).toThrow(/no script \(\*\.p\) in this folder; name scripts/)
  })

  it('a pipeline folder that was named and is not there is told', () => {
    write('b.p')
    expect(() => placesOf([], { pipelineDir: 'nowhere' })).toThrow(PathFault)
  })
})

describe('a path', () => {
  it('is a file or folder here, else a script of the pipeline folder', () => {
    write('pipeline/a.p', 'pipeline/b.p', 'a.p', 'pipeline/logging/b.p')
    expect(placesOf(['a.p', 'b.p', './pipeline/'], {})).toEqual([
      'a.p',
      'pipeline/logging/b.p',
      'pipeline/',
    ])
  })

  it.each(['', 'none', 'none.p'])('"%s" leads nowhere', (path) => {
    expect(() => placesOf([path], {})).toThrow(PathFault)
  })

  it('leads to each script once, not to patterns, packages and hidden folders', () => {
    write('a b/1.p', 'a b/pattern/2.p', 'a b/node_modules/3.p', 'a b/..data/4.p', 'a b/c/5.p')
    symlinkSync('..', join(folder, 'a b/up'))
    expect(scriptsOf(['a b', 'a b/1.p'])).toEqual(['a b/1.p', 'a b/c/5.p'])
  })

  it('may be a link to a folder', () => {
    write('real/1.p')
    symlinkSync('real', join(folder, 'link'))
    expect(scriptsOf(['link'])).toEqual(['link/1.p'])
  })

  it('of another kind, or a folder without scripts, is told', () => {
    write('notes.txt', 'docs/notes.txt')
    expect(() => scriptsOf(['notes.txt'])).toThrow('notes.txt is no script (*.p) and no folder')
    expect(() => scriptsOf(['docs'])).toThrow('there is no script (*.p) in docs')
  })
})

describe('a name', () => {
  it('is a script of the pipeline folder, then a path', () => {
    write('pipeline/a.p', 'a.p', 'b.p')
    expect(namedScript('a.p', {})).toBe('pipeline/a.p')
    expect(namedScript('./a.p', {})).toBe('./a.p')
    expect(namedScript('b.p', {})).toBe('b.p')
  })

  it('is told when there is no such script', () => {
    write('notes.txt')
    expect(() => namedScript('b.p', {})).toThrow(/^there is no script "b\.p" in .*pipeline, and/)
    expect(() => namedScript('notes.txt', {})).toThrow('notes.txt is no script')
  })
})

it('a hidden script is none, since the server passes it by', () => {
  write('.a.p')
  expect(() => namedScript('.a.p', {})).toThrow('.a.p is hidden')
  expect(() => scriptsOf(['.a.p'])).toThrow(PathFault)
})

it('who stands in the logging folder sees what is beside it', () => {
  write('logging/b.p')
  mkdirSync('pattern')
  writeFileSync('pattern/orders', 'ORDER [A-Z]-[0-9]+\n')
  writeFileSync('logging/b.p', 'grok(_, "%{ORDER:order}")\n')
  const cwd = join(folder, 'logging')
  expect(call(['check'], { cwd })).toMatchObject({ status: 0 })
  expect(call(['pipeline', '-P', 'b.p', '-T', 'A-1'], { cwd })).toMatchObject({ status: 0 })
})

describe('commands agree', () => {
  const withoutPaths = [['check'], ['fmt', '--check', '--diff'], ['test']]

  it.each(withoutPaths)('%s takes the scripts of this folder', (...args) => {
    write('b.p')
    writeFileSync(join(folder, 'b.p'), 'add_key(a,\n')
    const { status, stdout, stderr } = call(args, { cwd: folder, noInput: true })
    expect(`${stdout}${stderr}`).toContain('b.p:')
    expect(status).toBe(1)
  })

  it.each(withoutPaths)('%s says what is missing', (...args) => {
    const { status, stdout, stderr } = call(args, { cwd: folder, noInput: true })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^error: there is no .*pipeline, and no script .*; name scripts/)
  })

  it.each([
    ['pipeline', '-P', 'b.p', '-T', 'x'],
    ['record', '-P', 'b.p', '-T', 'x', '--stdout'],
    ['grok', 'explain', '-P', 'b.p', '-T', 'x'],
    ['bench', '-P', 'b.p', '-F', 'b.p'],
  ])('%s refuses a script that is not there with the same words', (...args) => {
    const { status, stderr } = call(args, { cwd: folder })
    expect(status).toBe(2)
    expect(stderr).toMatch(/^error: there is no script "b\.p" in .*, and no such file\n$/)
  })
})
