// The sidecar of a manifest: reads its mounted configuration and its environment, and sends a line as the logfwd client
// 1.2, which the manifests name, does: one connection for each entry, no `fields`, the base name of the file.
import { once } from 'node:events'
import { basename } from 'node:path'
import WebSocket from 'ws'

interface Logging {
  readonly logfiles: readonly string[]
  readonly source: string
  readonly service?: string
  readonly pipeline: string
  readonly tags: Readonly<Record<string, string>>
}

/**
 * Sends a text of the first log file.
 * @param config text of the sidecar's configuration file
 * @param env its environment
 * @param address where the name of the server's Service leads on this machine
 */
export async function sendAsSidecar(
  config: string,
  env: Readonly<Record<string, string>>,
  address: string,
  log: string,
): Promise<void> {
  const [first] = JSON.parse(config) as { loggings: Logging[] }[]
  const socket = new WebSocket(`ws://${address}/logfwd`, { perMessageDeflate: false })
  await once(socket, 'open')
  for (const logging of first?.loggings ?? []) socket.send(message(logging, env, log))
  // The server answers the close after it has read what came before.
  socket.close()
  await once(socket, 'close')
}

function message(logging: Logging, env: Readonly<Record<string, string>>, log: string): string {
  const { source, service = source, pipeline, tags, logfiles } = logging
  return JSON.stringify({
    type: '1',
    source,
    pipeline,
    tags: {
      ...tags,
      filename: basename(logfiles[0] ?? ''),
      service,
      pod_name: env.LOGFWD_POD_NAME,
      pod_namespace: env.LOGFWD_POD_NAMESPACE,
    },
    log,
  })
}
