// Tags of this node: the placeholders, who wins, and where a name and an address come from.

import { isIPv4 } from 'node:net'
import { hostname } from 'node:os'
import { describe, expect, it } from 'vitest'
import { Tags } from '../../src/point/tags.js'
import { globalTags } from '../../src/tag/global-tags.js'
import { mergeTags } from '../../src/tag/merge.js'
import { nodeIdentity } from '../../src/tag/node.js'
import { SharedTags } from '../../src/tag/shared-tags.js'

const NODE = { hostname: 'node-1', ip: '10.0.0.7' }

describe('global host tags', () => {
  it.each([
    ['__datakit_hostname', 'node-1'],
    ['$datakit_hostname', 'node-1'],
    ['__datakit_id', 'node-1'],
    ['__datakit_uuid', 'node-1'],
    ['__datakit_ip', '10.0.0.7'],
    ['$datakit_ip', '10.0.0.7'],
    ['__datakit_other', '__datakit_other'],
    ['plain', 'plain'],
  ])('%s becomes %s', (value, tag) => {
    const tags = globalTags({ globalHostTags: { a: value } }, NODE)
    expect(Object.fromEntries(tags)).toEqual({ a: tag, host: 'node-1' })
  })

  it.each([
    [{}, {}, undefined],
    [{ usualClusterName: 'usual' }, {}, 'usual'],
    [{ usualClusterName: 'usual' }, { cluster_name_k8s: 'own' }, 'own'],
    [{ clusterName: 'set' }, { cluster_name_k8s: 'own' }, 'set'],
    [{ clusterName: 'set', usualClusterName: 'usual' }, {}, 'set'],
  ])('of a cluster %o and the tags %o have its name %s', (cluster, globalHostTags, name) => {
    expect(globalTags({ ...cluster, globalHostTags }, NODE).get('cluster_name_k8s')).toBe(name)
  })
})

describe('of tags with one key', () => {
  const map =
    (...keys: string[]) =>
    (owner: string) =>
      new Map(keys.map((key) => [key, owner]))

  it('the message wins over the input, the input over the host, and a field over both', () => {
    const merged = mergeTags(
      map('a')('message'),
      map('a', 'b', 'f')('input'),
      map('a', 'b', 'c', 'g')('host'),
      (key) => key === 'f' || key === 'g' || key === 'a',
    )
    expect(merged.sorted()).toEqual([
      ['a', 'message'],
      ['b', 'input'],
      ['c', 'host'],
    ])
  })

  it('an input has none that is called source or date, as a message has none', () => {
    const merged = mergeTags(
      new Map(),
      map('a', 'source', 'date', '')('input'),
      map('source')('host'),
      () => false,
    )
    expect(merged.sorted()).toEqual([
      ['a', 'input'],
      ['source', 'host'],
    ])
  })
})

describe('this node', () => {
  it('is what was configured', async () => {
    expect(await nodeIdentity(NODE)).toEqual(NODE)
  })

  it('has the name of the system and an address of its own otherwise', async () => {
    const node = await nodeIdentity({ hostname: undefined, ip: undefined })
    expect(node.hostname).toBe(hostname())
    expect(isIPv4(node.ip)).toBe(true)
  })
})

describe('tags that say the same', () => {
  const tags = (value: string) => Tags.of([['a', value]])

  it('are one object', () => {
    const shared = new SharedTags()
    expect(shared.of(tags('x'))).toBe(shared.of(tags('x')))
    expect(shared.of(tags('x'))).not.toBe(shared.of(tags('y')))
  })

  it('are not kept when they are large, so that clients do not fill the memory', () => {
    const shared = new SharedTags()
    const large = 'x'.repeat(100_000)
    expect(shared.of(tags(large))).not.toBe(shared.of(tags(large)))
  })
})
