// The built server as a process of its own, with exactly the environment it is given.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url))
const POLL_MS = 25

export class ServerProcess {
  /** What it has written, for the message of a failure. */
  output = ''

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk
      })
  }

  /** Starts `run` and resolves when the server is ready; rejects when it ends before. */
  static async start(
    home: string,
    env: Readonly<Record<string, string>>,
    apiAddress: string,
  ): Promise<ServerProcess> {
    if (!existsSync(MAIN)) throw new Error('dist/main.js is missing: npm run build')
    const server = new ServerProcess(
      spawn(process.execPath, [MAIN, 'run', '--home', home], { env }),
    )
    await server.ready(`http://${apiAddress}/readyz`)
    return server
  }

  /** Asks it to stop; resolves with its exit code. */
  async stop(): Promise<number | null> {
    if (this.ended) return this.child.exitCode
    const ended = once(this.child, 'exit')
    this.child.kill('SIGTERM')
    await ended
    return this.child.exitCode
  }

  private get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null
  }

  private async ready(url: string): Promise<void> {
    while (!this.ended) {
      const answer = await fetch(url).catch(() => undefined)
      if (answer?.ok) return
      await pause(POLL_MS)
    }
    throw new Error(`the server ended with ${this.child.exitCode}:\n${this.output}`)
  }
}
