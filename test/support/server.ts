// The whole server against a local Dataway, for tests of what goes in at one end and comes out at the other.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Addresses, App } from '../../src/app.js'
import { loadConfig } from '../../src/config/load.js'
import { LocalDataway } from '../../src/dataway/local.js'
import { write } from '../pipeline/folder.js'

export interface TestServer {
  readonly app: App
  readonly addresses: Addresses
  readonly dataway: LocalDataway
  readonly home: string
  /** What a reload reads; it may be changed. */
  readonly env: Record<string, string>
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Text of the file in conf.d. */
  readonly conf?: string
  /** Looks at the home folder before the server does. */
  readonly prepare?: (home: string) => void
  /** Clock of the Dataway. */
  readonly now?: () => number
  /** That of the sources unless given. */
  readonly App?: typeof App
}

const CONF = '[inputs.logfwdserver]\naddress = "127.0.0.1:0"\n'

/** @param scripts text of the scripts, and of what else is in their folder, by path there */
export async function startServer(
  env: Readonly<Record<string, string>> = {},
  scripts: Readonly<Record<string, string>> = {},
  { conf = CONF, prepare, now = Date.now, App: Server = App }: ServerOptions = {},
): Promise<TestServer> {
  const home = mkdtempSync(join(tmpdir(), 'logfwdserver-test-'))
  write(home, { 'conf.d/logfwdserver.conf': conf })
  write(join(home, 'pipeline'), scripts)
  prepare?.(home)
  const dataway = new LocalDataway({ now })
  await dataway.start()
  const all: Record<string, string> = {
    ENV_DATAWAY: `${dataway.url}?token=tkn_0123456789abcdef0123456789abcdef`,
    ENV_HTTP_LISTEN: '127.0.0.1:0',
    ENV_HOSTNAME: 'node-1',
    ENV_IO_FLUSH_INTERVAL: '20ms',
    ENV_DATAWAY_RETRY_DELAY: '20ms',
    ENV_LOGFWDSERVER_MAX_RETRY_DELAY: '50ms',
    ENV_LOG: join(home, 'log'),
    ...env,
  }
  const read = () => loadConfig({ home, env: all })
  const { config, warnings } = read()
  const app = new Server(config, warnings, read)
  const addresses = await app.start()
  const stop = async () => {
    await app.stop()
    await dataway.stop()
    rmSync(home, { recursive: true, force: true })
  }
  return { app, addresses, dataway, home, env: all, stop }
}
