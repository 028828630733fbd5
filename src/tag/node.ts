// Who this node is: its name and its address. What is configured wins; else the operating system is asked.
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { hostname, networkInterfaces } from 'node:os'
import type { TagOptions } from './options.js'

export interface NodeIdentity {
  readonly hostname: string
  readonly ip: string
}

/** Any address beyond the local network; connecting a UDP socket sends nothing. */
const FAR_ADDRESS = '8.8.8.8'
const ANY_PORT = 80
const LOOPBACK = '127.0.0.1'

export async function nodeIdentity(
  options: Partial<Pick<TagOptions, 'hostname' | 'nodeName' | 'ip'>>,
): Promise<NodeIdentity> {
  return {
    hostname: options.hostname ?? options.nodeName ?? hostname(),
    ip: options.ip ?? (await routedAddress()) ?? interfaceAddress() ?? LOOPBACK,
  }
}

/** The address that this host would send from; nothing when it has no route. */
async function routedAddress(): Promise<string | undefined> {
  const socket = createSocket('udp4')
  try {
    return await localAddress(socket)
  } catch {
    return undefined
  } finally {
    socket.close()
  }
}

async function localAddress(socket: Socket): Promise<string> {
  socket.connect(ANY_PORT, FAR_ADDRESS)
  await once(socket, 'connect')
  return socket.address().address
}

function interfaceAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? [])
  return all.find(({ internal, family }) => !internal && family === 'IPv4')?.address
}
