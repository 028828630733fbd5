// A sidecar made of bytes: a TCP socket, a handshake written by hand, masked frames written by hand.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Address } from '../../src/util/address.js'

const TEXT = 1
export const BINARY = 2
export const CLOSE = 8

const MASK = Buffer.from([0x12, 0x34, 0x56, 0x78])

export const handshake = (path = '/logfwd') =>
  [
    `GET ${path} HTTP/1.1`,
    'Host: node:9533',
    'User-Agent: Go-http-client/1.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '',
    '',
  ].join('\r\n')

/** A whole masked frame. */
export function frame(payload: string | Buffer, opcode = TEXT): Buffer {
  const data = Buffer.from(payload as string)
  const masked = data.map((byte, i) => byte ^ MASK[i % 4]!)
  return Buffer.concat([Buffer.from([0x80 | opcode]), lengthOf(data.length), MASK, masked])
}

function lengthOf(length: number): Buffer {
  if (length < 126) return Buffer.from([0x80 | length])
  if (length < 65_536) return Buffer.from([0x80 | 126, length >> 8, length & 255])
  const wide = Buffer.alloc(9, 0x80 | 127)
  wide.writeBigUInt64BE(BigInt(length), 1)
  return wide
}

export async function openSocket({ host, port }: Address): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true })
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** The head of the answer to a handshake. */
export async function answerOf(socket: Socket): Promise<string> {
  let text = ''
  while (!text.includes('\r\n\r\n')) {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    text += chunk.toString('latin1')
  }
  return text
}

/** A socket that is upgraded and never reads again, as sidecars do. */
export async function openSidecar(address: Address): Promise<Socket> {
  const socket = await openSocket(address)
  socket.write(handshake())
  const answer = await answerOf(socket)
  if (!answer.startsWith('HTTP/1.1 101')) throw new Error(answer)
  return socket
}

/** Resolves when the whole text has left this process. */
export function write(socket: Socket, bytes: Buffer | string): Promise<void> {
  return new Promise((resolve, reject) =>
    socket.write(bytes, (error) => (error ? reject(error) : resolve())),
  )
}
