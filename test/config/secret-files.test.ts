// Files of certificates and tokens, named by variables: what is wrong with them is told with their name and nothing of them.
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Environment } from '../../src/config/environment.js'
import { loadConfig } from '../../src/config/load.js'
import { showConfig } from '../../src/config/show.js'
import { ConfigError } from '../../src/errors.js'
import { homeWith } from './home.js'

const CERTS = 'test/receive/certs'
const CERT = readFileSync(join(CERTS, 'server.pem'), 'utf8')
const TLS = {
  ENV_LOGFWDSERVER_TLS_CERT: join(CERTS, 'server.pem'),
  ENV_LOGFWDSERVER_TLS_KEY: join(CERTS, 'server.key'),
}

function faultsOf(env: Environment, home = homeWith({})) {
  try {
    loadConfig({ home, env })
  } catch (error) {
    if (error instanceof ConfigError) return error.diagnostics
    throw error
  }
  return []
}

const locked = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' },
}).privateKey

/** Content of the files `cert`, `key`, `ca` and `token`, the fault in the first of them that is named, and its message. */
const wrong: [files: Record<string, string>, code: string, message: string][] = [
  [{ cert: '' }, 'CF108', 'the file @cert holds no certificate'],
  [{ cert: CERT.slice(0, 300) }, 'CF108', 'the file @cert holds no certificate'],
  [{ cert: CERT.replace('MII', 'MIX') }, 'CF108', 'certificate 1 in @cert cannot be read'],
  [{ cert: CERT + CERT.replace('MII', 'MIX') }, 'CF108', 'certificate 2 in @cert cannot be read'],
  [{ key: 'secret' }, 'CF108', 'the file @key holds no private key that can be used'],
  [{ key: locked }, 'CF108', 'the file @key holds no private key that can be used'],
  [{ key: CERT }, 'CF108', 'the file @key holds no private key that can be used'],
  [{ ca: 'secret' }, 'CF108', 'the file @ca holds no certificate'],
  [{ token: '' }, 'CF108', 'the file @token holds no token'],
  [{ token: ' \r\n\n' }, 'CF108', 'the file @token holds no token'],
  [{ apiToken: '\n' }, 'CF108', 'the file @apiToken holds no token'],
]

const VARIABLE: Readonly<Record<string, string>> = {
  cert: 'ENV_LOGFWDSERVER_TLS_CERT',
  key: 'ENV_LOGFWDSERVER_TLS_KEY',
  ca: 'ENV_LOGFWDSERVER_TLS_CA',
  token: 'ENV_LOGFWDSERVER_TOKEN_FILE',
  apiToken: 'ENV_LOGFWDSERVER_API_TOKEN_FILE',
}

describe('a file', () => {
  it.each(wrong)('%j is refused: %s %s', (files, code, message) => {
    const home = homeWith(files)
    const named = Object.keys(files).map((name) => [VARIABLE[name]!, join(home, name)])
    const faults = faultsOf({ ...TLS, ...Object.fromEntries(named) }, home)
    const expected = message.replace(/@(\w+)/, (_, name: string) => join(home, name))
    expect(faults).toMatchObject([{ code, message: expected }])
    expect(faults[0]?.hint).toBeTruthy()
  })

  it('that is not there is told with the variable that names it', () => {
    expect(faultsOf({ ENV_LOGFWDSERVER_TOKEN_FILE: '/no/such/file' })).toMatchObject([
      {
        code: 'CF103',
        file: 'ENV_LOGFWDSERVER_TOKEN_FILE',
        message: 'the file /no/such/file cannot be read (ENOENT)',
      },
    ])
  })

  it('of a certificate needs the one of its key', () => {
    const { ENV_LOGFWDSERVER_TLS_CERT } = TLS
    expect(faultsOf({ ENV_LOGFWDSERVER_TLS_CERT })).toMatchObject([
      { code: 'CF201', message: expect.stringContaining('ENV_LOGFWDSERVER_TLS_KEY is not set') },
    ])
  })

  it('of a certificate that has expired, or of short tokens, is a warning', () => {
    const home = homeWith({ token: 'a-token-long-enough\nshort\n' })
    const env = {
      ...TLS,
      ENV_LOGFWDSERVER_TLS_CERT: join(CERTS, 'expired.pem'),
      ENV_LOGFWDSERVER_TOKEN_FILE: join(home, 'token'),
    }
    const { warnings } = loadConfig({ home, env })
    expect(warnings.map(({ code, message }) => `${code} ${message}`).sort()).toEqual([
      `CF908 a token in ${join(home, 'token')} is short`,
      `CF908 the certificate in ${join(CERTS, 'expired.pem')} has expired`,
    ])
  })

  it('is shown by its path, never by its content', () => {
    const home = homeWith({ token: 'a-token-long-enough' })
    const env = { ...TLS, ENV_LOGFWDSERVER_TOKEN_FILE: join(home, 'token') }
    const { config, warnings } = loadConfig({ home, env })
    expect(warnings).toEqual([])
    const shown = showConfig(config)
    expect(shown).toContain(join(home, 'token'))
    expect(shown).toContain(join(CERTS, 'server.key'))
    expect(JSON.stringify(config) + shown).not.toMatch(/a-token-long-enough|PRIVATE KEY/)
  })
})
