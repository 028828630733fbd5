// Completion as shells do it: the printed scripts are read by real ones. bash is everywhere; fish and zsh where installed.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { allCommands, completedCommands } from '../../src/cli/completion-tree.js'
import { program } from '../../src/cli/program.js'
import { call } from './call.js'

const home = mkdtempSync(join(tmpdir(), 'logfwdserver-completion-'))
mkdirSync(join(home, 'pipeline/logging'), { recursive: true })
mkdirSync(join(home, 'with space'))
for (const file of ['pipeline/nginx.p', 'pipeline/logging/redis.p', 'mine.p', 'sample.log'])
  writeFileSync(join(home, file), '')
writeFileSync(join(home, 'pipeline/$(touch hurt)`touch hurt`.p'), '')
for (const shell of ['bash', 'zsh', 'fish']) {
  writeFileSync(join(home, shell), call(['completion', shell], { cwd: home }).stdout)
}
afterAll(() => rmSync(home, { recursive: true, force: true }))

function shell(name: string, args: readonly string[]) {
  const { stdout, stderr } = spawnSync(name, args, { cwd: home, encoding: 'utf8' })
  return stdout.split('\n').filter(Boolean).concat(stderr.split('\n').filter(Boolean))
}

function isInstalled(name: string): boolean {
  return spawnSync(name, ['--version']).status === 0
}

/** What bash offers for the last word. */
function bash(...words: string[]): string[] {
  const code = `source ./bash
    complete -p logfwdserver >/dev/null || exit 1
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _logfwdserver; printf '%s\\n' "\${COMPREPLY[@]}"`
  return shell('bash', ['--norc', '-c', code, 'bash', 'logfwdserver', ...words])
}

function fish(line: string): string[] {
  const offers = shell('fish', ['--no-config', '-c', 'source fish; complete -C $argv', line])
  return offers.map((offer) => offer.split('\t')[0]!)
}

const tree = completedCommands(await program())
const names = tree.commands.map(({ path }) => path)
const commands = allCommands(tree).slice(1)

describe('bash', () => {
  it('offers the commands', () => {
    expect(bash('')).toEqual(names)
    expect(bash('pip')).toEqual(['pipeline'])
    expect(bash('help', 'pip')).toEqual(['pipeline'])
  })

  it.each(commands)('offers the options of $path', ({ path, options }) => {
    const offered = bash(...path.split(' '), '-')
    expect(offered).toEqual(options.flatMap((option) => option.names))
  })

  it.each([
    ['scripts by name and by path', ['pipeline', '-P', ''], ['nginx.p', 'redis.p', 'mine.p']],
    [
      'of another folder',
      ['pipeline', '--pipeline-dir', 'pipeline/logging', '-P', ''],
      ['redis.p'],
    ],
    ['that begin so', ['bench', '--pipeline', 'ng'], ['nginx.p']],
    ['files', ['pipeline', '-F', 's'], ['sample.log']],
    ['files behind options', ['fmt', '--check', 'm'], ['mine.p']],
    ['folders', ['run', '--home', 'w'], ['with space']],
    ['a value behind =', ['run', '--home', '=', 'pip'], ['pipeline']],
    ['choices', ['test', '--reporter', 'j'], ['json', 'junit']],
    ['columns', ['top', '--sort', ''], ['cost', 'match', 'name', 'rate']],
    ['shells', ['completion', ''], ['bash', 'zsh', 'fish']],
  ])('offers %s', (_, words, expected) => {
    expect(bash(...words)).toEqual(expect.arrayContaining(expected))
  })

  it('offers nothing for a free text, and no option for a value', () => {
    expect(bash('pipeline', '-T', '')).toEqual([])
    expect(bash('nonsense', '--')).toEqual(['--version', '--help'])
  })

  it('runs nothing that a file is called', () => {
    bash('pipeline', '-P', '')
    expect(shell('ls', [])).not.toContain('hurt')
  })
})

describe.runIf(isInstalled('fish'))('fish', () => {
  it.each([
    ['logfwdserver ', names],
    ['logfwdserver pip', ['pipeline']],
    ['logfwdserver fmt --ch', ['--check']],
    ['logfwdserver pipeline -P ng', ['nginx.p']],
    ['logfwdserver test --reporter j', ['json', 'junit']],
    ['logfwdserver pipeline -F sam', ['sample.log']],
    ['logfwdserver completion ', ['bash', 'fish', 'zsh']],
  ])('%s', (line, expected) => {
    expect(fish(line)).toEqual(expect.arrayContaining([...expected]))
  })
})

describe.runIf(isInstalled('zsh'))('zsh', () => {
  it('reads the script', () => {
    const code = 'autoload -Uz compinit; compinit -D; source ./zsh; print $_comps[logfwdserver]'
    expect(shell('zsh', ['-f', '-c', code])).toEqual(['_logfwdserver'])
  })
})

it('has no script for another shell', () => {
  const { status, stderr } = call(['completion', 'tcsh'], { cwd: home })
  expect(status).toBe(2)
  expect(stderr).toContain('bash, zsh, fish')
  expect(call(['completion'], { cwd: home }).status).toBe(2)
})
