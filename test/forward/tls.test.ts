// What a Dataway and a proxy must show and are shown, over real TLS (test/receive/certs).
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { FileFault } from '../../src/util/secret-files.js'
import { startForwarder, TOKEN } from './setup.js'

const cert = (name: string) => join(import.meta.dirname, '../receive/certs', name)
const pem = (name: string) => readFileSync(cert(name))
const CA = { tlsCa: cert('ca.pem') }
const CLIENT = { ...CA, tlsCert: cert('client.pem'), tlsKey: cert('client.key') }

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function listen(server: Server): Promise<number> {
  servers.push(server)
  await once(server.listen(0), 'listening')
  return (server.address() as AddressInfo).port
}

/** A Dataway that takes everything, with the names of those who showed a certificate. */
async function startTls(name = 'server', requestCert = false) {
  const seen: string[] = []
  const answer: RequestListener = (request, response) => {
    const { subject } = (request.socket as import('node:tls').TLSSocket).getPeerCertificate()
    seen.push(String(subject?.CN ?? ''))
    request.resume().on('end', () => response.end())
  }
  const options = { cert: pem(`${name}.pem`), key: pem('server.key'), ca: pem('ca.pem') }
  const port = await listen(
    createServer({ ...options, requestCert, rejectUnauthorized: requestCert }, answer),
  )
  return { seen, port }
}

describe('a Dataway with a certificate', () => {
  it.each([
    ['of an authority of the file is trusted', CA, 'localhost', 'OK'],
    ['for an address is trusted', CA, '127.0.0.1', 'OK'],
    ['of an unknown authority is not', {}, 'localhost', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['of an unknown authority is when all are', { tlsInsecure: true }, 'localhost', 'OK'],
  ])('%s', async (_, options, host, last) => {
    const { port, seen } = await startTls()
    const { send, forwarder } = await startForwarder([`https://${host}:${port}`], options)
    send(['one'])
    await expect.poll(() => forwarder.status[0]?.last).toBe(last)
    expect(seen).toEqual(last === 'OK' ? [''] : [])
  })

  it('for another name is not trusted', async () => {
    const { port } = await startTls()
    const { send, forwarder } = await startForwarder([`https://127.0.0.2:${port}`], CA)
    send(['one'])
    await expect.poll(() => forwarder.status[0]?.last).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  })

  it('and that asks for one is shown ours', async () => {
    const { port, seen } = await startTls('server', true)
    const { send, forwarder } = await startForwarder([`https://localhost:${port}`], CLIENT)
    send(['one'])
    await expect.poll(() => forwarder.status[0]?.last).toBe('OK')
    expect(seen).toEqual(['sidecar'])
  })
})

describe('a proxy', () => {
  const USER = `Basic ${Buffer.from('user:p@ss').toString('base64')}`

  /** Opens tunnels for those who know the password. */
  async function startProxy() {
    const asked: { line: string; user: string | undefined }[] = []
    const proxy = createHttpServer((request, response) => {
      asked.push({ line: request.url ?? '', user: request.headers['proxy-authorization'] })
      request.resume().on('end', () => response.end())
    })
    proxy.on('connect', (request, socket, head) => {
      asked.push({ line: request.url ?? '', user: request.headers['proxy-authorization'] })
      if (request.headers['proxy-authorization'] !== USER) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
        return
      }
      const port = Number(request.url?.split(':').at(-1))
      const to = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        to.write(head)
        socket.pipe(to).pipe(socket)
      })
      for (const one of [to, socket]) one.on('error', () => {})
      socket.on('close', () => to.destroy())
    })
    return { asked, port: await listen(proxy) }
  }

  it('is told who we are, and sees nothing of what goes through its tunnel', async () => {
    const { port } = await startTls()
    const { asked, port: proxyPort } = await startProxy()
    const { send, forwarder } = await startForwarder([`https://localhost:${port}`], {
      ...CA,
      proxy: `http://user:p%40ss@127.0.0.1:${proxyPort}`,
    })
    send(['one'])
    await expect.poll(() => forwarder.status[0]?.last).toBe('OK')
    expect(asked).toEqual([{ line: `localhost:${port}`, user: USER }])
  })

  it('is told who we are with a plain request too', async () => {
    const { asked, port } = await startProxy()
    const { send, forwarder } = await startForwarder(['http://dataway.test'], {
      proxy: `http://user:p%40ss@127.0.0.1:${port}`,
    })
    send(['one'])
    await expect.poll(() => forwarder.status[0]?.last).toBe('OK')
    expect(asked).toEqual([
      { line: `http://dataway.test/v1/write/logging?token=${TOKEN}`, user: USER },
    ])
  })

  it('that does not let us in loses nothing and shows no password', async () => {
    const { port } = await startTls()
    const { port: proxyPort } = await startProxy()
    const { send, forwarder, buffer, log, metrics } = await startForwarder(
      [`https://localhost:${port}`],
      { ...CA, proxy: `http://user:wrong@127.0.0.1:${proxyPort}` },
    )
    send(['one'])
    await expect.poll(() => forwarder.status[0]?.state).toBe('failing')
    expect(buffer.state.count).toBe(1)
    expect(log() + (await metrics.text())).not.toContain('wrong')
  })

  it('does not stand for the certificate of the Dataway', async () => {
    const { port } = await startTls()
    const { port: proxyPort } = await startProxy()
    const { send, forwarder } = await startForwarder([`https://localhost:${port}`], {
      proxy: `http://user:p%40ss@127.0.0.1:${proxyPort}`,
    })
    send(['one'])
    await expect.poll(() => forwarder.status[0]?.last).toBe('SELF_SIGNED_CERT_IN_CHAIN')
  })
})

it.each([
  ['a file that is not there', { tlsCa: '/nowhere.pem' }],
  ['a file without a certificate', { tlsCa: cert('make.sh') }],
  ['a certificate without its key', { tlsCert: cert('client.pem') }],
  ['a key of another certificate', { tlsCert: cert('client.pem'), tlsKey: cert('server.key') }],
])('%s is told at the start', async (_, options) => {
  await expect(startForwarder(['https://localhost:9'], options)).rejects.toThrow(FileFault)
})
