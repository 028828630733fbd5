// Every command explains itself: what it does, what its options mean, and an example.
import { describe, expect, it } from 'vitest'
import { allCommands, completedCommands } from '../../src/cli/completion-tree.js'
import { family, program } from '../../src/cli/program.js'
import { call } from './call.js'

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

it.each(paths)('logfwdserver %s --help shows an example that begins with the command', (path) => {
  const { status, stdout } = call([...path.split(' ').filter(Boolean), '--help'], {
    cwd: process.cwd(),
  })
  expect(status).toBe(0)
  expect(stdout).toMatch(/^Examples?:$/m)
  expect(stdout.split(/^Examples?:$/m)[1]).toContain(`logfwdserver ${path}`.trim())
})
