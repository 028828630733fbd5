// The published deployment must run with nothing but the image changed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { DEFAULTS } from '../../src/config/config.js'
import { loadConfig } from '../../src/config/load.js'
import { globalTags } from '../../src/tag/global-tags.js'
import { nodeIdentity } from '../../src/tag/node.js'
import { homeWith } from './home.js'

interface Deployment {
  readonly env: readonly { readonly name: string; readonly value: string }[]
  readonly files: Readonly<Record<string, string>>
}

const path = join(import.meta.dirname, 'testdata/deployment.yaml')
const deployment = parse(readFileSync(path, 'utf8')) as Deployment

function load() {
  const home = homeWith(deployment.files)
  const env = Object.fromEntries(deployment.env.map(({ name, value }) => [name, value]))
  return { home, ...loadConfig({ home, env }) }
}

it('its variables and its ConfigMap give the configuration', () => {
  const { home, config } = load()
  expect(config).toEqual({
    ...DEFAULTS,
    folders: {
      home,
      confDir: join(home, 'conf.d'),
      pipelineDir: join(home, 'pipeline'),
      cacheDir: join(home, 'cache'),
    },
    receive: {
      ...DEFAULTS.receive,
      apiAddress: '0.0.0.0:9529',
      listeners: [
        {
          address: '0.0.0.0:9531',
          tags: {},
          origin: `${join(home, 'conf.d/log/logfwdserver.conf')}:1`,
        },
      ],
    },
    tag: {
      nodeName: 'node-1',
      ip: '10.0.0.7',
      usualClusterName: 'k8s-prod',
      globalHostTags: { host: '__datakit_hostname', host_ip: '__datakit_ip' },
    },
    log: { ...DEFAULTS.log, output: 'stdout' },
    forward: {
      ...DEFAULTS.forward,
      endpoints: [{ url: 'https://openway.guance.com/?token=%3Cyour-token%3E' }],
    },
  })
})

it('its oddities are a line each', () => {
  const { warnings } = load()
  expect(warnings.map(({ code, file }) => `${code} ${file}`)).toEqual([
    'CF906 ENV_DATAWAY',
    'CF901 ENV_DEFAULT_ENABLED_INPUTS',
    'CF902 ENV_NAMESPACE, ENV_ENABLE_ELECTION',
  ])
})

it('its records carry the host, its address and the cluster', async () => {
  const { tag } = load().config
  expect(Object.fromEntries(globalTags(tag, await nodeIdentity(tag)))).toEqual({
    cluster_name_k8s: 'k8s-prod',
    host: 'node-1',
    host_ip: '10.0.0.7',
  })
})
