// The built server as a process whose memory can be weighed.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseAddress } from '../../src/util/address.js'
import { MAIN } from '../deploy/support/server.js'

const PROBE = fileURLToPath(new URL('./probe.mjs', import.meta.url))

export class WeighedServer {
  private log = ''

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (text: Buffer) => {
      this.log += text
    })
  }

  /** Resolves when sidecars are served. */
  static async start(home: string, env: Readonly<Record<string, string>>): Promise<WeighedServer> {
    const child = fork(MAIN, ['run', '--home', home], {
      env: { ...env, ENV_LOG: 'stdout' },
      execArgv: ['--expose-gc', '--import', PROBE],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    const server = new WeighedServer(child)
    while (!server.log.includes('"msg":"ready"')) {
      if (child.exitCode !== null) throw new Error(`the server has ended:\n${server.log}`)
      await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')])
    }
    return server
  }

  /** Where sidecars connect to. */
  get address() {
    return parseAddress(/"sidecars":\["([^"]+)"/.exec(this.log)![1]!)!
  }

  /** Bytes of its heap and of what is beside it, and of the whole process, when everything that can go is gone. */
  async weigh(): Promise<{ held: number; resident: number }> {
    const answer = once(this.child, 'message')
    this.child.send('weigh')
    const [{ heapUsed, external, rss }] = (await answer) as [NodeJS.MemoryUsage]
    return { held: heapUsed + external, resident: rss }
  }

  /** The sum of the series of a metric that contain a text. */
  async metric(name: string, part = ''): Promise<number> {
    const api = /"api":"([^"]+)"/.exec(this.log)![1]
    const text = await (await fetch(`http://${api}/metrics`)).text()
    const lines = text.split('\n').filter((line) => line.startsWith(name) && line.includes(part))
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
  }

  async kill(): Promise<void> {
    const ended = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await ended
  }
}
