// The whole server as it is built, in this process: with its worker and its page, which are JavaScript only once they are built.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The folder of the build; LOGFWDSERVER_BUILD names another one. */
export const BUILT = process.env.LOGFWDSERVER_BUILD ?? 'dist'

export interface BuiltServer {
  /** Address of the console. */
  readonly url: string
  stop(): Promise<void>
}

/** @param scripts text of the scripts by file name */
export async function startBuilt(scripts: Record<string, string> = {}): Promise<BuiltServer> {
  const { App } = await built<typeof import('../src/app.js')>('app.js')
  const { loadConfig } = await built<typeof import('../src/config/load.js')>('config/load.js')
  const home = mkdtempSync(join(tmpdir(), 'logfwdserver-built-'))
  for (const folder of ['conf.d', 'pipeline']) mkdirSync(join(home, folder))
  const conf = '[inputs.logfwdserver]\naddress = "127.0.0.1:0"\n'
  writeFileSync(join(home, 'conf.d/logfwdserver.conf'), conf)
  for (const [name, text] of Object.entries(scripts))
    writeFileSync(join(home, 'pipeline', name), text)
  const env = { ENV_HTTP_LISTEN: '127.0.0.1:0', ENV_LOG: join(home, 'log') }
  const app = new App(loadConfig({ home, env }).config)
  const { api } = await app.start()
  const stop = async () => {
    await app.stop()
    rmSync(home, { recursive: true, force: true })
  }
  return { url: `http://${api}/console/`, stop }
}

/** A module as it is built. */
export async function built<T>(path: string): Promise<T> {
  return (await import(pathToFileURL(resolve(BUILT, path)).href)) as T
}
