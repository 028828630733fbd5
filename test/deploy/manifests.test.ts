// Our manifests and those of the public deployment example that operators have: each fits the Kubernetes schema, and the
// built server, run with the environment and the files of the manifest, delivers a sidecar's line as the example promises.
import { rmSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { LocalDataway } from '../../src/dataway/local.js'
import { type Deployed, layOut, moveTo, places } from './support/deployment.js'
import { find, readManifests, validate } from './support/manifests.js'
import { containerOf, environment, mountedFiles, podOf } from './support/pod.js'
import { ServerProcess } from './support/server.js'
import { sendAsSidecar } from './support/sidecar.js'

const DEPLOYMENTS = [
  {
    title: 'our manifests',
    server: readManifests(new URL('../../deploy/kubernetes/datakit.yaml', import.meta.url)),
    demo: readManifests(new URL('../../deploy/kubernetes/demo-service.yaml', import.meta.url)),
  },
  {
    title: 'the manifests of the public example, unchanged',
    server: readManifests(new URL('fixtures/seed-datakit.yaml', import.meta.url)),
    demo: readManifests(new URL('fixtures/seed-demo-service.yaml', import.meta.url)),
  },
]

const FIELDS = {
  'status.hostIP': '10.20.0.7',
  'spec.nodeName': 'node-7',
  'metadata.name': 'demo-5d9c-x2x',
  'metadata.namespace': 'default',
  "metadata.annotations['datakit/logs']": '',
}

/** What a container may do that needs nothing. */
const LOCKED = {
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
}

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

describe.each(DEPLOYMENTS)('$title', ({ server, demo }) => {
  test.each(
    [...server, ...demo].map(
      (manifest) => [manifest.kind, manifest.metadata?.name, manifest] as const,
    ),
  )('%s %s fits the schema', (_kind, _name, manifest) => validate(manifest))

  test('a line of the demo service arrives with the tags of its node', async () => {
    const { dataway, log, process, sendLine } = await deploy()
    const now = Date.now()
    await sendLine(`${shanghai(now)} [main] INFO  c.g.demo.DemoController - [demo,35] -  - hello`)
    expect(await process.stop(), process.output).toBe(0)

    expect(dataway.records(), log()).toHaveLength(1)
    const [record] = dataway.records()
    expect(record).toMatchObject({ name: 'log_fwd_demo', time: BigInt(now) * 1_000_000n })
    expect(record?.fields).toEqual({
      message: `${shanghai(now)} [main] INFO  c.g.demo.DemoController - [demo,35] -  - hello`,
      status: 'info',
      thread_name: '[main]',
      class_name: 'c.g.demo.DemoController',
      method_name: 'demo',
      line: '35',
      msg: 'hello',
    })
    expect(record?.tags).toEqual({
      filename: 'log.log',
      flag: 'tag1',
      service: 'log_fwd_demo',
      pod_name: 'demo-5d9c-x2x',
      pod_namespace: 'default',
      host: 'node-7',
      host_ip: '10.20.0.7',
      cluster_name_k8s: 'k8s-prod',
    })
    expect(decodeURIComponent(dataway.requests().at(-1)?.url ?? '')).toBe(
      '/v1/write/logging?token=<your-token>',
    )
  })

  async function deploy() {
    const dataway = new LocalDataway()
    await dataway.start()
    cleanups.push(() => dataway.stop())
    const here = await places(dataway.url)
    cleanups.push(() => rmSync(here.home, { recursive: true, force: true }))
    const { env, files } = moveTo(deployed(), here)
    layOut(files)
    const process = await ServerProcess.start(here.home, env, here.apiAddress)
    cleanups.push(() => process.stop())
    const sendLine = (line: string) => sendFromDemo(here.logAddress, line)
    return { dataway, process, sendLine, log: () => process.output }
  }

  function deployed(): Deployed {
    const pod = podOf(server, 'DaemonSet')
    const container = containerOf(pod, 'datakit')
    return { env: environment(container, FIELDS), files: mountedFiles(server, pod, container) }
  }

  async function sendFromDemo(address: string, line: string): Promise<void> {
    const pod = podOf(demo, 'Deployment')
    const container = containerOf(pod, 'logfwd')
    const config = mountedFiles(demo, pod, container).get('/opt/logfwd/config') ?? ''
    const env = environment(container, FIELDS)
    expect(env.LOGFWD_DATAKIT_HOST).toMatch(/^datakit-service\.datakit\.svc/)
    expect(env.LOGFWD_DATAKIT_PORT).toBe('9531')
    await sendAsSidecar(config, env, address, line)
  }
})

describe('our manifests', () => {
  const { server, demo } = DEPLOYMENTS[0]!

  test('the Service offers both ports, on the caller’s own node only', () => {
    const service = find(server, 'Service', 'datakit-service')
    expect(service.spec?.internalTrafficPolicy).toBe('Local')
    expect(service.spec?.ports?.map(({ port }) => port)).toEqual([9529, 9531])
    expect(service.spec?.selector).toEqual(find(server, 'DaemonSet').spec?.selector.matchLabels)
  })

  test('a call from outside stays on the node it reached', () => {
    expect(find(demo, 'Service').spec?.externalTrafficPolicy).toBe('Local')
  })

  test('the server needs no root, writes to its cache only and asks the Kubernetes API for nothing', () => {
    const pod = podOf(server, 'DaemonSet')
    const container = containerOf(pod, 'datakit')
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 65532,
      runAsGroup: 65532,
      seccompProfile: { type: 'RuntimeDefault' },
    })
    expect(container.securityContext).toEqual(LOCKED)
    expect(pod.automountServiceAccountToken).toBe(false)
    const writable = container.volumeMounts?.filter((mount) => !mount.readOnly)
    expect(writable?.map(({ mountPath }) => mountPath)).toEqual(['/usr/local/datakit/cache'])
  })

  test('the one step that is root may change owners and nothing else', () => {
    const { initContainers = [] } = podOf(server, 'DaemonSet')
    const { capabilities, ...rest } = LOCKED
    expect(initContainers.map(({ securityContext }) => securityContext)).toEqual([
      {
        ...rest,
        runAsNonRoot: false,
        runAsUser: 0,
        capabilities: { ...capabilities, add: ['CHOWN'] },
      },
    ])
  })

  test('nothing of the node is shared but its network and one folder', () => {
    const pod = podOf(server, 'DaemonSet')
    expect([pod.hostPID, pod.hostIPC, pod.enableServiceLinks]).toEqual([
      undefined,
      undefined,
      false,
    ])
    const paths = pod.volumes?.flatMap(({ hostPath }) => hostPath?.path ?? [])
    expect(paths).toEqual(['/var/lib/logfwdserver'])
  })

  test('every container has a limit of memory', () => {
    const { containers, initContainers = [] } = podOf(server, 'DaemonSet')
    for (const { resources } of [...containers, ...initContainers])
      expect(resources?.limits).toHaveProperty('memory')
  })

  test('no file is mounted by itself: a change of it would never reach the pod', () => {
    const { volumeMounts = [] } = containerOf(podOf(server, 'DaemonSet'), 'datakit')
    expect(volumeMounts.filter(({ subPath }) => subPath !== undefined)).toEqual([])
  })

  test('the Secret is read by the group of the server only', () => {
    const { securityContext, volumes } = podOf(server, 'DaemonSet')
    const modes = volumes?.flatMap(({ secret }) => (secret ? [secret.defaultMode] : []))
    expect([securityContext?.fsGroup, modes]).toEqual([65532, [0o440]])
  })

  test('the NetworkPolicy is about the pods of the DaemonSet and the ports of the Service', () => {
    const policies = readManifests(
      new URL('../../deploy/kubernetes/network-policy.yaml', import.meta.url),
    )
    for (const policy of policies) validate(policy)
    const { spec, metadata } = find(policies, 'NetworkPolicy')
    expect(metadata?.namespace).toBe(find(server, 'DaemonSet').metadata?.namespace)
    expect(spec?.podSelector).toEqual(find(server, 'DaemonSet').spec?.selector)
    const ports = spec?.ingress?.flatMap((rule) => rule.ports?.map(({ port }) => port))
    expect(ports?.sort()).toEqual([9529, 9531])
  })

  test('no token stands in a variable', () => {
    const env = environment(containerOf(podOf(server, 'DaemonSet'), 'datakit'), FIELDS)
    expect(Object.values(env).join()).not.toContain('token')
  })
})

/** A wall clock in Asia/Shanghai, which has no summer time, as logback writes it. */
function shanghai(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().replace('T', ' ').replace('Z', '')
}
