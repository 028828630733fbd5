// SIGHUP to the server as it is called: everything is read again, and one line says what came of it.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { write } from '../pipeline/folder.js'

const main = resolve(import.meta.dirname, '../../dist/main.js')

it('reads everything again on SIGHUP, and goes on', async () => {
  const home = mkdtempSync(join(tmpdir(), 'logfwdserver-sighup-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const listener = '[inputs.logfwdserver]\naddress = "127.0.0.1:0"\n'
  write(home, {
    'conf.d/a.conf': listener,
    'pipeline/a.p': 'add_key(a, 1)',
    'pipeline/b.p': 'exit()',
  })
  const env = { PATH: process.env.PATH!, ENV_HTTP_LISTEN: '127.0.0.1:0' }
  const server = spawn(process.execPath, [main, 'run', '--home', home], { env })
  onTestFinished(() => void server.kill('SIGKILL'))
  const lines = createInterface(server.stderr)[Symbol.asyncIterator]()
  const toldThat = async (start: string): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error(`the server ended before it told: ${start}`)
      const { msg } = JSON.parse(value) as { msg: string }
      if (msg.startsWith(start)) return msg
    }
  }
  await toldThat('ready')
  server.kill('SIGHUP')
  expect(await toldThat('reloaded')).toBe('reloaded: 2 scripts, 0 changed, 0 refused')
  writeFileSync(join(home, 'pipeline/a.p'), 'add_key(a, 2)')
  writeFileSync(join(home, 'pipeline/b.p'), 'add_key(b')
  server.kill('SIGHUP')
  expect(await toldThat('reloaded')).toBe('reloaded: 2 scripts, 1 changed, 1 refused')
  const exit = new Promise((end) => server.on('exit', end))
  server.kill('SIGTERM')
  expect(await exit).toBe(0)
})
