// Real sockets whose writers live in this process: they write between two turns, so what the kernel took before an end is known.
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { farewell } from '../../src/receive/farewell.js'

interface Pair {
  readonly client: Socket
  readonly server: Socket
  /** Bytes that the client's kernel took, and those that were read. */
  taken: number
  read: number
}

async function pairs(count: number): Promise<Pair[]> {
  const accepted: Socket[] = []
  const server = createServer((socket) => accepted.push(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const all: Pair[] = []
  for (let i = 0; i < count; i++) {
    const client = connect(port, '127.0.0.1').on('error', () => {})
    await once(client, 'connect')
    while (accepted.length <= i) await new Promise((resolve) => setImmediate(resolve))
    const pair: Pair = { client, server: accepted[i]!, taken: 0, read: 0 }
    pair.server.on('data', (piece) => {
      pair.read += piece.length
    })
    all.push(pair)
  }
  onTestFinished(() => {
    for (const { client } of all) client.destroy()
    server.close()
  })
  return all
}

function write(pair: Pair, bytes = 100): void {
  if (pair.client.destroyed) return
  pair.client.write(Buffer.alloc(bytes), (error) => {
    if (!error) pair.taken += bytes
  })
}

function closed(client: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (client.closed) resolve()
    else client.once('close', () => resolve())
  })
}

/** Says good-bye to all of them; the answer is the order in which they were ended. */
async function end(all: readonly Pair[]): Promise<number[]> {
  const order: number[] = []
  const leave = (pair: Pair, i: number) => ({
    socket: pair.server,
    end: () => {
      order.push(i)
      pair.server.resetAndDestroy()
    },
  })
  await farewell(all.map(leave))
  return order
}

it('what a kernel has taken is read before its connection ends', async () => {
  const all = await pairs(20)
  const timer = setInterval(() => {
    for (const pair of all) write(pair)
  }, 3)
  onTestFinished(() => clearInterval(timer))
  await end(all)
  await Promise.all(all.map(({ client }) => closed(client)))
  expect(all.filter(({ taken }) => taken === 0)).toEqual([])
  expect(all.map(({ read }) => read)).toEqual(all.map(({ taken }) => taken))
})

it('those that write go before those that are silent', async () => {
  const all = await pairs(3)
  const timer = setInterval(() => write(all[1]!), 3)
  onTestFinished(() => clearInterval(timer))
  const order = await end(all)
  expect(order[0]).toBe(1)
  expect(order.toSorted()).toEqual([0, 1, 2])
})

it('one that never pauses ends too', async () => {
  const [pair] = await pairs(1)
  let going = true
  const fill = () => {
    if (!going) return
    write(pair!, 1000)
    setImmediate(fill)
  }
  fill()
  expect(await end([pair!])).toEqual([0])
  going = false
})

it('one that has gone by itself is not waited for', async () => {
  const [pair] = await pairs(1)
  pair!.server.destroy()
  expect(await end([pair!])).toEqual([])
})
