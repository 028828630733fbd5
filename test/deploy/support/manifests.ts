// Reads Kubernetes manifests, checks them against the schema of their kind, and finds things in them.
import { readFileSync } from 'node:fs'
import { DaemonSet, Deployment, type IDaemonSet, type IDeployment } from 'kubernetes-models/apps/v1'
import { type INetworkPolicy, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import {
  ClusterRole,
  ClusterRoleBinding,
  type IClusterRole,
  type IClusterRoleBinding,
} from 'kubernetes-models/rbac.authorization.k8s.io/v1'
import {
  ConfigMap,
  type IConfigMap,
  type INamespace,
  type ISecret,
  type IService,
  type IServiceAccount,
  Namespace,
  Secret,
  Service,
  ServiceAccount,
} from 'kubernetes-models/v1'
import { parseAllDocuments } from 'yaml'

interface Kinds {
  ClusterRole: IClusterRole
  ClusterRoleBinding: IClusterRoleBinding
  ConfigMap: IConfigMap
  DaemonSet: IDaemonSet
  Deployment: IDeployment
  Namespace: INamespace
  NetworkPolicy: INetworkPolicy
  Secret: ISecret
  Service: IService
  ServiceAccount: IServiceAccount
}

export type Manifest = Kinds[keyof Kinds]

const MODELS: { [K in keyof Kinds]: new (data: Kinds[K]) => { validate(): void } } = {
  ClusterRole,
  ClusterRoleBinding,
  ConfigMap,
  DaemonSet,
  Deployment,
  Namespace,
  NetworkPolicy,
  Secret,
  Service,
  ServiceAccount,
}

/** All documents of a file. Throws on YAML that is not sound, duplicate keys too. */
export function readManifests(file: URL): Manifest[] {
  const documents = parseAllDocuments(readFileSync(file, 'utf8'))
  if (!Array.isArray(documents)) return []
  return documents.map((document) => {
    if (document.errors.length > 0) throw document.errors[0]
    return document.toJS() as Manifest
  })
}

/** Throws with path and reason when a manifest does not fit the schema of its kind. */
export function validate(manifest: Manifest): void {
  const Model = MODELS[manifest.kind] as new (data: Manifest) => { validate(): void }
  new Model(manifest).validate()
}

/** The manifest of a kind and, where there are several, a name. */
export function find<K extends keyof Kinds>(
  manifests: readonly Manifest[],
  kind: K,
  name?: string,
): Kinds[K] {
  const found = manifests.filter(
    (manifest) =>
      manifest.kind === kind && (name === undefined || manifest.metadata?.name === name),
  )
  if (found.length !== 1) throw new Error(`${found.length} documents are ${kind} ${name ?? ''}`)
  return found[0] as Kinds[K]
}
