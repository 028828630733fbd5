// Ports changed while they serve, where not all of them can be opened.

import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { freePort } from '../../bench/free-port.js'
import { FairQueue } from '../../src/receive/fair-queue.js'
import { LogPorts } from '../../src/receive/log-ports.js'
import { RECEIVE_DEFAULTS } from '../../src/receive/options.js'
import { Recorded } from './events.js'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

const listener = (host: string, port: number) => ({
  address: `${host}:${port}`,
  tags: {},
  origin: 'test',
})

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const open = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false)
  socket.destroy()
  return open
}

test('a port that made way for nothing, and whose place was taken meanwhile, is opened by the next change', async () => {
  const events = new Recorded()
  const ports = new LogPorts(RECEIVE_DEFAULTS, new FairQueue(RECEIVE_DEFAULTS, events), events)
  cleanUp.push(() => ports.stop())
  const port = await freePort()
  await ports.start([listener('127.0.0.1', port)])
  // An address of no machine.
  const changed = ports.change([listener('203.0.113.7', port)])
  const other = createServer().listen(port, '127.0.0.1')
  expect((await changed).map(({ reason }) => reason.split(' ')[1])).toEqual([
    'EADDRNOTAVAIL:',
    'EADDRINUSE:',
  ])
  other.close()
  await once(other, 'close')
  expect(await isOpen(port)).toBe(false)
  expect(await ports.change([listener('127.0.0.1', port)])).toEqual([])
  expect(await isOpen(port)).toBe(true)
})
