// A command called in this process as the shell would call it: what it wrote, and the code it came to.
import { CommanderError } from 'commander'
import { vi } from 'vitest'
import { program } from '../../src/cli/program.js'

export interface Called {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

export async function called(args: readonly string[]): Promise<Called> {
  const stdout = heard(process.stdout)
  const stderr = heard(process.stderr)
  const before = process.exitCode
  process.exitCode = 0
  try {
    const status = await codeOf(args)
    return { status, stdout: stdout.text(), stderr: stderr.text() }
  } finally {
    process.exitCode = before
    stdout.stop()
    stderr.stop()
  }
}

async function codeOf(args: readonly string[]): Promise<number> {
  try {
    await (await program(args[0])).parseAsync([...args], { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
}

function heard(stream: NodeJS.WriteStream) {
  const parts: string[] = []
  const spy = vi.spyOn(stream, 'write').mockImplementation((part) => {
    parts.push(String(part))
    return true
  })
  return { text: () => parts.join(''), stop: () => spy.mockRestore() }
}
