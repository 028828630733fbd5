// The package as a user gets it: packed, installed in an empty folder with production dependencies only, and run.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'logfwdserver-package-'))
const command = join(folder, 'node_modules/.bin/logfwdserver')
const run = (...args: string[]) => spawnSync(command, args, { cwd: folder, encoding: 'utf8' })

beforeAll(() => {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
  const packed = execFileSync('npm', args, { cwd: root, encoding: 'utf8' })
  const { filename } = (JSON.parse(packed) as [{ filename: string }])[0]
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', join(folder, filename)], {
    cwd: folder,
  })
}, 180_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the installed package', () => {
  it('tells its version', () => {
    const { status, stdout } = run('version')
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^logfwdserver \d+\.\d+\.\d+ /)])
  })

  it('runs a shipped script', () => {
    const line = '2022-08-04 10:21:14.731 [main] INFO  c.s.Demo - [demo,35] -  - hello'
    const scripts = join(folder, 'node_modules/logfwdserver/pipelines')
    const { status, stdout } = run(
      'pipeline',
      '--pipeline-dir',
      scripts,
      '-P',
      'pod-logging-demo.p',
      '-T',
      line,
    )
    expect(status).toBe(0)
    expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).toMatchObject({
      class_name: 'c.s.Demo',
      msg: 'hello',
      time_ns: '1659579674731000000',
    })
  })

  it('is a library', () => {
    const code = `import { compile, Point } from 'logfwdserver'
const point = new Point('m', 1n)
compile('add_key(k, 1 + 1)').run(point)
console.log(point.get('k'))`
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: folder,
    })
    expect(printed.toString()).toBe('2n\n')
  })

  it('runs the demo to its end', () => {
    const { status, stdout } = run('demo')
    expect(stdout).toContain('on 7 of 7 records: every record is from this node')
    expect(status).toBe(0)
  })
})
