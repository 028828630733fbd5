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

/** An own `cluster_name_k8s` wins over the cluster's name; `host` is the name of the node, whatever was written. */
export function globalTags(
  options: Pick<TagOptions, 'globalHostTags' | 'clusterName'>,
  node: NodeIdentity,
): ReadonlyMap<string, string> {
  const { clusterName, globalHostTags } = options
  const tags = new Map<string, string>()
  if (clusterName !== undefined) tags.set('cluster_name_k8s', clusterName)
  for (const [key, value] of Object.entries(globalHostTags)) {
    const source = PLACEHOLDERS.get(value)
    tags.set(key, source === undefined ? value : node[source])
  }
  return tags.set('host', node.hostname)
}
