// What a container of a manifest sees when it runs: its environment and the files that are mounted into it.
import { join } from 'node:path'
import type { IContainer, IPodSpec, IVolume, IVolumeMount } from 'kubernetes-models/v1'
import { find, type Manifest } from './manifests.js'

/** Values of the downward API by field path, such as `status.hostIP`. */
export type PodFields = Readonly<Record<string, string>>

/** The pod of the file's DaemonSet or Deployment. */
export function podOf(manifests: readonly Manifest[], kind: 'DaemonSet' | 'Deployment'): IPodSpec {
  const spec = find(manifests, kind).spec?.template.spec
  if (!spec) throw new Error(`the ${kind} has no pod`)
  return spec
}

export function containerOf(pod: IPodSpec, name: string): IContainer {
  const container = pod.containers.find((one) => one.name === name)
  if (!container) throw new Error(`the pod has no container ${name}`)
  return container
}

/** The variables of a container, field references and `$(NAME)` resolved. */
export function environment(container: IContainer, fields: PodFields): Record<string, string> {
  const env: Record<string, string> = {}
  for (const { name, value = '', valueFrom } of container.env ?? []) {
    const path = valueFrom?.fieldRef?.fieldPath
    env[name] = path === undefined ? expand(value, env) : fieldOf(fields, path)
  }
  return env
}

function fieldOf(fields: PodFields, path: string): string {
  const value = fields[path]
  if (value === undefined) throw new Error(`the pod has no field ${path}`)
  return value
}

/** A reference to a variable that is not defined before stays as it is. */
function expand(value: string, env: Readonly<Record<string, string>>): string {
  return value.replace(/\$\((\w+)\)/g, (whole, name: string) => env[name] ?? whole)
}

/** Files that ConfigMaps and Secrets put into a container, by absolute path. */
export function mountedFiles(
  manifests: readonly Manifest[],
  pod: IPodSpec,
  container: IContainer,
): Map<string, string> {
  const files = new Map<string, string>()
  for (const mount of container.volumeMounts ?? []) {
    const volume = pod.volumes?.find((one) => one.name === mount.name)
    if (!volume) throw new Error(`there is no volume ${mount.name}`)
    for (const [path, text] of mounted(contents(manifests, volume), mount)) files.set(path, text)
  }
  return files
}

/** Key and text of what a volume holds; nothing for volumes that are no ConfigMap and no Secret. */
function contents(manifests: readonly Manifest[], volume: IVolume): Record<string, string> {
  if (volume.configMap) return find(manifests, 'ConfigMap', volume.configMap.name).data ?? {}
  if (volume.secret) return find(manifests, 'Secret', volume.secret.secretName).stringData ?? {}
  return {}
}

function mounted(data: Record<string, string>, mount: IVolumeMount): [string, string][] {
  const { mountPath, subPath } = mount
  if (subPath === undefined)
    return Object.entries(data).map(([key, text]) => [join(mountPath, key), text])
  const text = data[subPath]
  if (text === undefined) throw new Error(`${mountPath}: the volume has no ${subPath}`)
  return [[mountPath, text]]
}
