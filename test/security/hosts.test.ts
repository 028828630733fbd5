// The whole server asked by another host: this one under its address in the network, where it has one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { startServer } from '../support/server.js'

const TOKEN = 'correct-horse-battery-staple'
const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function start(withToken: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'logfwdserver-hosts-'))
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'token'), TOKEN)
  const server = await startServer({
    ENV_HTTP_LISTEN: '0.0.0.0:0',
    ...(withToken ? { ENV_LOGFWDSERVER_API_TOKEN_FILE: join(folder, 'token') } : {}),
  })
  cleanUps.push(() => server.stop())
  const port = server.addresses.api.split(':').at(-1)
  return (host: string, path: string, body?: string, headers: Record<string, string> = {}) =>
    fetch(`http://${host}:${port}${path}`, {
      headers,
      ...(body === undefined ? {} : { method: 'POST', body }),
    })
}

const bearer = { authorization: `Bearer ${TOKEN}` }
const LINE = 'app message="x"'
const WRITE = '/v1/write/logging'

describe.skipIf(outside === undefined)('another host', () => {
  test('writes logs and reads metrics when there is no token, and nothing else', async () => {
    const ask = await start(false)
    expect((await ask(outside!, WRITE, LINE)).status).toBe(200)
    expect((await ask(outside!, '/metrics')).status).toBe(200)
    expect((await ask(outside!, '/v1/pipeline/debug', '{}')).status).toBe(403)
    expect((await ask(outside!, '/debug/vars')).status).toBe(403)
  })

  test('writes with the token when there is one', async () => {
    const ask = await start(true)
    expect((await ask(outside!, WRITE, LINE)).status).toBe(401)
    expect((await ask(outside!, `${WRITE}?token=wrong`, LINE)).status).toBe(401)
    expect((await ask(outside!, WRITE, LINE, bearer)).status).toBe(200)
    expect((await ask(outside!, `${WRITE}?token=${TOKEN}`, LINE)).status).toBe(200)
    expect((await ask('127.0.0.1', WRITE, LINE)).status).toBe(200)
    const metrics = await (await ask(outside!, '/metrics')).text()
    expect(metrics).toContain('logfwdserver_api_requests_refused_total{reason="token"} 2')
    expect(metrics).not.toContain(TOKEN)
  })
})
