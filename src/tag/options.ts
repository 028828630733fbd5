// Options of tagging: who this node is, and what is written on every record of it.
import { defaultsOf, type OptionsOf, option } from '../util/option.js'

export const TAG = {
  hostname: option<string | undefined>(
    undefined,
    'Name of this node, the tag `host`; when empty that of the cluster, else that of the operating system.',
  ),
  nodeName: option<string | undefined>(
    undefined,
    'Name of this node in the cluster, under which its labels are found.',
  ),
  ip: option<string | undefined>(
    undefined,
    'Address of this node; found out from the routing table when empty.',
  ),
  clusterName: option<string | undefined>(
    undefined,
    'Name of the cluster, the tag `cluster_name_k8s`; wins over one among the global tags.',
  ),
  usualClusterName: option<string | undefined>(
    undefined,
    'Name of the cluster where nothing else gives the tag `cluster_name_k8s`.',
  ),
  globalHostTags: option<Readonly<Record<string, string>>>(
    {},
    'Tags for every record that has neither a tag nor a field of that key.',
  ),
}

export type TagOptions = OptionsOf<typeof TAG>

export const TAG_DEFAULTS: TagOptions = defaultsOf(TAG)
