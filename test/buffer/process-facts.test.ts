import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { systemProcesses as system } from '../../src/buffer/process-facts.js'

describe('the system', () => {
  it('tells when a process began, the same each time', () => {
    const started = system.started(system.pid)
    expect(started).toBeDefined()
    expect(system.started(system.pid)).toBe(started)
  })

  it('knows that a process has ended', () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    expect(system.started(pid)).toBeUndefined()
  })

  it.runIf(process.platform === 'linux')('tells starts of the machine and containers apart', () => {
    expect(system.started(system.pid)).toMatch(/^\d+$/)
    expect(system.boot).toMatch(/^[0-9a-f-]{36}$/)
    expect(system.space).toMatch(/^pid:\[\d+\]$/)
  })
})
