// A websocket as a sidecar opens it, left as a bare socket: the runs write their own frames, good ones and bad ones.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** @throws when nobody listens or the answer is no upgrade */
export async function upgrade(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.on('error', () => {})
  socket.write(
    `GET /logfwd HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: Go-http-client/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  )
  const answer = await new Promise<string>((resolve) => {
    socket.once('data', (data: Buffer) => resolve(data.toString()))
    socket.once('close', () => resolve(''))
  })
  if (!answer.startsWith('HTTP/1.1 101')) throw new Error(`no upgrade: ${answer}`)
  return socket
}
