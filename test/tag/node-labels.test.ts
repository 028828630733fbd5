// Labels of the node as tags, from a real server in place of the Kubernetes API.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { fillLabels } from '../../src/tag/label-tags.js'
import { type Cluster, clusterOf, nodeLabels } from '../../src/tag/node-labels.js'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const CERTS = join(import.meta.dirname, '../receive/certs')
const pem = (name: string) => readFileSync(join(CERTS, name), 'utf8')
const NODE = { metadata: { name: 'node-1', labels: { 'topology.kubernetes.io/zone': 'z1', n: 1 } } }

async function api(answer: RequestListener, secure = false): Promise<Cluster> {
  const tls = secure ? { key: pem('server.key'), cert: pem('server.pem') } : undefined
  const server = tls ? createSecureServer(tls, answer) : createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  const host = secure ? 'localhost' : '127.0.0.1'
  return { url: `http${secure ? 's' : ''}://${host}:${port}`, ca: pem('ca.pem'), token: 'secret' }
}

const json = (value: unknown): RequestListener => {
  return (_request, response) => response.end(JSON.stringify(value))
}

describe('labels of a node', () => {
  it.each([false, true])(
    'are asked for with the token of the service account, TLS: %s',
    async (tls) => {
      const asked: unknown[] = []
      const cluster = await api((request, response) => {
        asked.push([request.method, request.url, request.headers.authorization])
        json(NODE)(request, response)
      }, tls)
      const labels = await nodeLabels(cluster, 'node-1')
      expect([...labels]).toEqual([['topology.kubernetes.io/zone', 'z1']])
      expect(asked).toEqual([['GET', '/api/v1/nodes/node-1', 'Bearer secret']])
    },
  )

  it('are not taken from one that another authority vouches for', async () => {
    const cluster = await api(json(NODE), true)
    await expect(nodeLabels({ ...cluster, ca: pem('stranger.pem') }, 'node-1')).rejects.toThrow()
  })

  it.each<[string, RequestListener]>([
    ['may not "get" nodes', (_request, response) => response.writeHead(403).end()],
    ['answers 404', (_request, response) => response.writeHead(404).end()],
    ['within 50 ms', () => {}],
    ['within 50 ms', (_request, response) => void response.write('{')],
    ['JSON', (_request, response) => response.end('<html>')],
    ['too long', (_request, response) => response.end('x'.repeat(5 * 1024 * 1024))],
  ])('that cannot be had say why: %s', async (message, answer) => {
    await expect(nodeLabels(await api(answer), 'node-1', 50)).rejects.toThrow(message)
  })

  it.each([[{}], [null], [[]], [{ metadata: null }], [{ metadata: { labels: null } }]])(
    'may be missing: %j',
    async (node) => {
      expect((await nodeLabels(await api(json(node)), 'node-1')).size).toBe(0)
    },
  )
})

describe('the cluster', () => {
  it('is told by the environment and the files of the service account', () => {
    const folder = mkdtempSync(join(tmpdir(), 'logfwdserver-account-'))
    cleanUps.push(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'ca.crt'), 'CA')
    writeFileSync(join(folder, 'token'), 'secret\n')
    const env = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '6443' }
    expect(clusterOf(env, folder)).toEqual({
      url: 'https://[fd00::1]:6443',
      ca: 'CA',
      token: 'secret',
    })
    expect(() => clusterOf({}, folder)).toThrow('no pod of a cluster')
  })
})

describe('tags from labels', () => {
  const tags = { a: 'plain', z: '__k8s_node_label:zone', p: '__k8s_node_label:pool' }

  it('are filled in; a missing one is left out and told of', async () => {
    const read = async () => new Map(Object.entries({ zone: 'z1', pool: '' }))
    const { tags: filled, faults } = await fillLabels(tags, read)
    expect(filled).toEqual({ a: 'plain', z: 'z1' })
    expect(faults).toMatchObject([{ code: 'CF909', message: expect.stringContaining('tag p') }])
  })

  it('are left out with one warning when labels cannot be read', async () => {
    const read = async () => {
      throw new Error('no answer')
    }
    const { tags: filled, faults } = await fillLabels(tags, read)
    expect(filled).toEqual({ a: 'plain' })
    expect(faults.map(({ message }) => message)).toEqual([
      'labels of this node cannot be read, left out: z, p (no answer)',
    ])
  })

  it('ask nobody when there are none', async () => {
    const read = () => Promise.reject(new Error('asked'))
    expect(await fillLabels({ a: 'plain' }, read)).toEqual({ tags: { a: 'plain' }, faults: [] })
  })
})
