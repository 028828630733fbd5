// The whole server against a local Dataway, for tests of what goes in at one end and comes out at the other.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Addresses, App } from '../../src/app.js'
import { loadConfig } from '../../src/config/load.js'
import { LocalDataway } from '../../src/dataway/local.js'

export interface TestServer {
  readonly app: App
  readonly addresses: Addresses
  readonly dataway: LocalDataway
  stop(): Promise<void>
}

/** @param scripts text of the scripts by file name */
export async function startServer(
  env: Record<string, string> = {},
  scripts: Record<string, string> = {},
): Promise<TestServer> {
  const home = mkdtempSync(join(tmpdir(), 'logfwdserver-test-'))
  for (const folder of ['conf.d', 'pipeline']) mkdirSync(join(home, folder))
  const conf = '[inputs.logfwdserver]\naddress = "127.0.0.1:0"\n'
  writeFileSync(join(home, 'conf.d/logfwdserver.conf'), conf)
  for (const [name, text] of Object.entries(scripts))
    writeFileSync(join(home, 'pipeline', name), text)
  const dataway = new LocalDataway()
  await dataway.start()
  const usual = {
    ENV_DATAWAY: `${dataway.url}?token=tkn_0123456789abcdef0123456789abcdef`,
    ENV_HTTP_LISTEN: '127.0.0.1:0',
    ENV_HOSTNAME: 'node-1',
    ENV_IO_FLUSH_INTERVAL: '20ms',
    ENV_DATAWAY_RETRY_DELAY: '20ms',
    ENV_LOGFWDSERVER_MAX_RETRY_DELAY: '50ms',
    ENV_LOG: join(home, 'log'),
  }
  const { config } = loadConfig({ home, env: { ...usual, ...env } })
  const app = new App(config)
  const addresses = await app.start()
  const stop = async () => {
    await app.stop()
    await dataway.stop()
    rmSync(home, { recursive: true, force: true })
  }
  return { app, addresses, dataway, stop }
}
