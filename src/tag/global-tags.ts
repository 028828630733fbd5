// The global host tags: what the operator wrote, with the placeholders filled in, and always the tag `host`.
import type { NodeIdentity } from './node.js'
import type { TagOptions } from './options.js'

type Source = keyof NodeIdentity

/** Values that stand for something of this node. */
const PLACEHOLDERS: ReadonlyMap<string, Source> = new Map([
  ['__datakit_hostname', 'hostname'],
  ['$datakit_hostname', 'hostname'],
  ['__datakit_id', 'hostname'],
  ['__datakit_uuid', 'hostname'],
  ['__datakit_ip', 'ip'],
  ['$datakit_ip', 'ip'],
])

/** Whether a value is filled in from the node's name. */
export function isHostPlaceholder(value: string): boolean {
  return PLACEHOLDERS.get(value) === 'hostname'
}

const CLUSTER = 'cluster_name_k8s'

/** `host` is the name of the node, whatever was written. */
export function globalTags(
  options: Pick<TagOptions, 'globalHostTags'> &
    Partial<Pick<TagOptions, 'clusterName' | 'usualClusterName'>>,
  node: NodeIdentity,
): ReadonlyMap<string, string> {
  const { clusterName, usualClusterName, globalHostTags } = options
  const tags = new Map<string, string>()
  if (usualClusterName !== undefined) tags.set(CLUSTER, usualClusterName)
  for (const [key, value] of Object.entries(globalHostTags)) {
    const source = PLACEHOLDERS.get(value)
    tags.set(key, source === undefined ? value : node[source])
  }
  if (clusterName !== undefined) tags.set(CLUSTER, clusterName)
  return tags.set('host', node.hostname)
}
