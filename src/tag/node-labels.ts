// Labels of this node, read once from the Kubernetes API with the service account of the pod: `GET /api/v1/nodes/<name>`.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { join } from 'node:path'

/** How the API is reached. */
export interface Cluster {
  /** Scheme, host and port. */
  readonly url: string
  /** Authorities (PEM) that its certificate must come from. */
  readonly ca: string | undefined
  /** A secret. */
  readonly token: string
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount'
const TIMEOUT_MS = 3000
/** A node with its images and conditions is some 20 KiB. */
const MAX_ANSWER = 4 * 1024 * 1024

/**
 * The cluster that this process runs in.
 * @param folder with the files of the service account
 * @throws Error, which says what is missing
 */
export function clusterOf(
  env: Readonly<Record<string, string | undefined>>,
  folder = SERVICE_ACCOUNT,
): Cluster {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' } = env
  if (!host) throw new Error('this is no pod of a cluster (KUBERNETES_SERVICE_HOST is not set)')
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const address = host.includes(':') ? `[${host}]` : host
  return { url: `https://${address}:${port}`, ca: read('ca.crt'), token: read('token').trim() }
}

/** @throws Error when they cannot be had in time */
export async function nodeLabels(
  cluster: Cluster,
  nodeName: string,
  timeoutMs = TIMEOUT_MS,
): Promise<ReadonlyMap<string, string>> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const node: unknown = JSON.parse(await answer(cluster, nodeName, signal))
    return labelsOf(node)
  } catch (error) {
    throw signal.aborted ? new Error(`no answer within ${timeoutMs} ms`, { cause: error }) : error
  }
}

async function answer(cluster: Cluster, nodeName: string, signal: AbortSignal): Promise<string> {
  const url = new URL(`/api/v1/nodes/${encodeURIComponent(nodeName)}`, cluster.url)
  const headers = { authorization: `Bearer ${cluster.token}`, accept: 'application/json' }
  const request =
    url.protocol === 'https:'
      ? requestHttps(url, { headers, signal, ca: cluster.ca, agent: false })
      : requestHttp(url, { headers, signal, agent: false })
  request.end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const { statusCode } = response
  if (statusCode === 200) return text(response)
  response.destroy()
  if (statusCode === 403) throw new Error('the service account may not "get" nodes (403)')
  throw new Error(`the Kubernetes API answers ${statusCode} for the node ${nodeName}`)
}

async function text(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of response as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > MAX_ANSWER) throw new Error('the answer of the Kubernetes API is too long')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString()
}

function labelsOf(node: unknown): ReadonlyMap<string, string> {
  const { metadata } = (node ?? {}) as { metadata?: { labels?: Record<string, unknown> } }
  const labels = Object.entries(metadata?.labels ?? {})
  return new Map(labels.filter((one): one is [string, string] => typeof one[1] === 'string'))
}
