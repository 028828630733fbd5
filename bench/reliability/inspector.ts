// Looks into the heap of a running server through Node's own inspector, after collecting garbage.
import { once } from 'node:events'
import WebSocket from 'ws'

export class Inspector {
  private calls = 0

  private constructor(private readonly socket: WebSocket) {}

  /** @param port that of `--inspect` */
  static async connect(port: number): Promise<Inspector> {
    const targets = await (await fetch(`http://127.0.0.1:${port}/json`)).json()
    const [{ webSocketDebuggerUrl }] = targets as [{ webSocketDebuggerUrl: string }]
    const socket = new WebSocket(webSocketDebuggerUrl)
    await once(socket, 'open')
    return new Inspector(socket)
  }

  /** Bytes of the heap that are in use when nothing is left to be collected. */
  async heapBytes(): Promise<number> {
    for (let i = 0; i < 3; i++) await this.call('HeapProfiler.collectGarbage')
    const { usedSize } = (await this.call('Runtime.getHeapUsage')) as { usedSize: number }
    return usedSize
  }

  close(): void {
    this.socket.close()
  }

  private call(method: string): Promise<unknown> {
    const id = ++this.calls
    return new Promise((resolve) => {
      const take = (data: WebSocket.RawData) => {
        const answer = JSON.parse(String(data)) as { id?: number; result?: unknown }
        if (answer.id !== id) return
        this.socket.off('message', take)
        resolve(answer.result)
      }
      this.socket.on('message', take)
      this.socket.send(JSON.stringify({ id, method }))
    })
  }
}
