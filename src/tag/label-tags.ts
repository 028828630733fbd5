// Global tags that stand for a label of the node: `zone=__k8s_node_label:topology.kubernetes.io/zone`. One that cannot be
// filled in is left out and told of; it never stands in a record as it was written.
import type { Diagnostic } from '../errors.js'

type TagRecord = Readonly<Record<string, string>>
export type Labels = ReadonlyMap<string, string>

const PREFIX = '__k8s_node_label:'
const VARIABLE = 'ENV_GLOBAL_HOST_TAGS'

export interface Filled {
  readonly tags: TagRecord
  readonly faults: readonly Diagnostic[]
}

/** @param read asks for the labels; only when some tag needs them */
export async function fillLabels(tags: TagRecord, read: () => Promise<Labels>): Promise<Filled> {
  const wanted = Object.entries(tags).filter(([, value]) => value.startsWith(PREFIX))
  if (wanted.length === 0) return { tags, faults: [] }
  const plain = Object.entries(tags).filter(([, value]) => !value.startsWith(PREFIX))
  try {
    const labels = await read()
    const filled = wanted.map(([key, value]) => [key, labels.get(value.slice(PREFIX.length))])
    const found = filled.filter(([, value]) => value !== undefined && value !== '')
    const missing = wanted.filter(([key]) => !found.some(([other]) => other === key))
    return {
      tags: Object.fromEntries([...plain, ...found]),
      faults: missing.map(([key, value]) => missingLabel(key, value.slice(PREFIX.length))),
    }
  } catch (error) {
    const keys = wanted.map(([key]) => key).join(', ')
    return { tags: Object.fromEntries(plain), faults: [unread(keys, error)] }
  }
}

function missingLabel(key: string, label: string): Diagnostic {
  return {
    code: 'CF909',
    file: VARIABLE,
    message: `the tag ${key} is left out: this node has no label "${label}"`,
  }
}

function unread(keys: string, error: unknown): Diagnostic {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    code: 'CF909',
    file: VARIABLE,
    message: `labels of this node cannot be read, left out: ${keys} (${reason})`,
    hint: 'let the service account "get" nodes, set ENV_K8S_NODE_NAME from spec.nodeName, or write the value itself',
  }
}
