// Every command explains itself: what it does, what its options mean, an example, and its exit codes.
import { describe, expect, it } from 'vitest'
import { allCommands, completedCommands } from '../../src/cli/completion-tree.js'
import { family, program } from '../../src/cli/program.js'
import { call } from './call.js'
import { called } from './called.js'

const commands = family(await program()).slice(1)
const paths = allCommands(completedCommands(await program()))
  .map(({ path }) => path)
  .filter((path) => !/(^| )help$/.test(path))

describe.each(commands)('$_name', (command) => {
  it('has a description, and so has each of its options and arguments', () => {
    const described = [command.description(), ...command.options.map((each) => each.description)]
    described.push(...command.registeredArguments.map((each) => each.description))
    expect(described.filter((text) => text.length < 5)).toEqual([])
  })
})

/** Groups of commands say it for each of them; `version` cannot fail. */
const WITHOUT_CODES = ['grok', 'version']

it.each(paths)('logfwdserver %s --help shows an example and the exit codes', async (path) => {
  const { status, stdout } = await called([...path.split(' ').filter(Boolean), '--help'])
  expect(status).toBe(0)
  expect(stdout).toMatch(/^Examples?:$/m)
  expect(stdout.split(/^Examples?:$/m)[1]).toContain(`logfwdserver ${path}`.trim())
  if (!WITHOUT_CODES.includes(path)) expect(stdout).toMatch(/^Exit code: 0 /m)
})

it.each(['version', '--version', '-V'])('%s is told', async (word) => {
  const { status, stdout } = await called([word])
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^logfwdserver \d+\.\d+\.\d+ \(/)])
})

it('is called like a program', () => {
  expect(call(['check', '--help'], { cwd: process.cwd() }).status).toBe(0)
})
