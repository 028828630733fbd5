// The built server with secrets in every place, and everything failing: none of them is in what it writes or answers.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { places } from '../deploy/support/deployment.js'
import { MAIN, ServerProcess } from '../deploy/support/server.js'
import { sendAsSidecar } from '../deploy/support/sidecar.js'
import { failingDataways } from './failing-dataways.js'

const KNOWN = 'tkn_0123456789abcdefABCDEF0123456789'
const ODD = 'odd-T0ken-of-no-known-form'
const PASSWORD = 'pr0xy-Pa55word'
const SHARED = 'shared-T0ken-of-the-ports'
const SECRETS = [KNOWN, KNOWN.slice(4), ODD, PASSWORD, SHARED]

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

interface Status {
  readonly dataways: readonly { readonly endpoint: string; readonly last: string }[]
}

async function start(env: Record<string, string>) {
  const here = await places('')
  cleanUps.push(() => rmSync(here.home, { recursive: true, force: true }))
  mkdirSync(join(here.home, 'conf.d'))
  const tokenFile = join(here.home, 'token')
  writeFileSync(tokenFile, SHARED)
  writeFileSync(
    join(here.home, 'conf.d/a.conf'),
    `[inputs.logfwdserver]\naddress = "${here.logAddress}"\n`,
  )
  const process = await ServerProcess.start(
    here.home,
    {
      ENV_HTTP_LISTEN: here.apiAddress,
      ENV_LOGFWDSERVER_API_TOKEN_FILE: tokenFile,
      ENV_IO_FLUSH_INTERVAL: '20ms',
      ENV_LOGFWDSERVER_GRACE: '0s',
      ENV_LOG_LEVEL: 'debug',
      ...env,
    },
    here.apiAddress,
  )
  cleanUps.push(() => process.stop())
  const get = async (path: string) => (await fetch(`http://${here.apiAddress}${path}`)).text()
  const send = () => sendLine(here.logAddress)
  return { process, get, send }
}

function sendLine(address: string): Promise<void> {
  const config = JSON.stringify([
    { loggings: [{ logfiles: ['/a.log'], source: 'app', pipeline: '', tags: {} }] },
  ])
  return sendAsSidecar(config, {}, address, 'a line')
}

/** Waits until every Dataway has failed at least once. */
async function allFailed(get: (path: string) => Promise<string>): Promise<Status['dataways']> {
  for (;;) {
    const { dataways } = JSON.parse(await get('/readyz')) as Status
    if (dataways.every(({ last }) => last !== '')) return dataways
    await pause(25)
  }
}

function expectNoSecret(texts: Readonly<Record<string, string>>): void {
  for (const [where, text] of Object.entries(texts))
    for (const secret of SECRETS) expect(text, where).not.toContain(secret)
}

describe('the server', () => {
  test.each(['stdout', 'file'])(
    'that fails everywhere keeps its tokens, logging to %s',
    async (to) => {
      const dataways = await failingDataways()
      cleanUps.push(() => dataways.stop())
      const urls = dataways.urls.map((url, i) => `${url}/?token=${i % 2 ? ODD : KNOWN}`)
      const folder = mkdtempSync(join(tmpdir(), 'logfwdserver-secrets-'))
      cleanUps.push(() => rmSync(folder, { recursive: true, force: true }))
      const log = join(folder, 'log')
      const urlsFile = join(folder, 'dataways')
      writeFileSync(urlsFile, urls.join('\n'))
      const env = { ENV_DATAWAY_FILE: urlsFile, ENV_LOG: to === 'file' ? log : 'stdout' }
      const { get, process, send } = await start(env)
      await send()
      const failed = await allFailed(get)
      expect(failed.map(({ last }) => last)).toEqual([
        'Unauthorized',
        'Forbidden',
        'Found',
        'Internal Server Error',
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        'ECONNREFUSED',
        expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
      ])
      const answers = {
        readyz: await get('/readyz'),
        metrics: await get('/metrics'),
        ping: await get('/v1/ping'),
        unknown: await get(`/v1/nothing?token=${SHARED}`),
      }
      await process.stop()
      expect(process.output + (to === 'file' ? readFileSync(log, 'utf8') : '')).toContain(
        'check ENV_DATAWAY',
      )
      expectNoSecret({ ...answers, output: process.output })
      if (to === 'file') expectNoSecret({ log: readFileSync(log, 'utf8') })
    },
  )

  const proxies: [what: string, url: (port: number) => string][] = [
    ['is not there', () => `http://me:${PASSWORD}@127.0.0.1:1`],
    ['refuses', (port) => `http://me:${PASSWORD}@127.0.0.1:${port}`],
  ]

  test.each(proxies)('keeps the password of a proxy that %s', async (_what, url) => {
    const proxy = createServer((request, response) => {
      const asked = `${request.url} ${request.headers['proxy-authorization']}`
      response.writeHead(407, { 'X-Asked': asked }).end(asked)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    cleanUps.push(() => new Promise((resolve) => proxy.close(resolve)))
    const { port } = proxy.address() as AddressInfo
    const { get, process, send } = await start({
      ENV_DATAWAY: `http://dataway.invalid?token=${KNOWN}`,
      ENV_DATAWAY_HTTP_PROXY: url(port),
      ENV_REFER_TABLE_URL: `http://me:${PASSWORD}@127.0.0.1:1/tables?key=${ODD}`,
    })
    await send()
    expect(await allFailed(get)).toMatchObject([{ endpoint: 'http://dataway.invalid?token=***' }])
    const answers = { readyz: await get('/readyz'), metrics: await get('/metrics') }
    await process.stop()
    const basic = Buffer.from(`me:${PASSWORD}`).toString('base64')
    expect(process.output).not.toContain(basic)
    expectNoSecret({ ...answers, output: process.output })
  })

  const starts: [what: string, args: string[], env: Record<string, string>, code: number][] = [
    ['shows its configuration', ['--show-config'], {}, 0],
    ['refuses a URL', [], { ENV_DATAWAY: `h.example?token=${ODD},https://${KNOWN} x` }, 2],
    ['ignores a proxy', ['--show-config'], { ENV_DATAWAY_HTTP_PROXY: `me:${PASSWORD}@proxy` }, 0],
    ['cannot listen', [], { ENV_HTTP_LISTEN: '203.0.113.1:9529' }, 1],
  ]

  test.each(starts)('that %s keeps its secrets', (_what, args, env, code) => {
    const home = mkdtempSync(join(tmpdir(), 'logfwdserver-secrets-'))
    cleanUps.push(() => rmSync(home, { recursive: true, force: true }))
    const usual = {
      ENV_DATAWAY: `https://me:${PASSWORD}@h.example?token=${KNOWN},https://g.example?token=${ODD}`,
      ENV_DATAWAY_HTTP_PROXY: `http://me:${PASSWORD}@127.0.0.1:1`,
      ENV_REFER_TABLE_URL: `https://me:${PASSWORD}@h.example/tables?key=${ODD}`,
      ENV_LOG_LEVEL: 'debug',
    }
    const ended = spawnSync(process.execPath, [MAIN, 'run', '--home', home, ...args], {
      env: { ...usual, ...env },
      encoding: 'utf8',
      timeout: 15_000,
      killSignal: 'SIGKILL',
    })
    expect(ended.status, ended.stderr).toBe(code)
    expect(ended.stdout + ended.stderr).not.toBe('')
    expectNoSecret({ stdout: ended.stdout, stderr: ended.stderr })
  })
})
