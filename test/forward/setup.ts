// A forwarder with real parts round it: a buffer in memory, local Dataways over HTTP, metrics and a log to look into.
import { afterEach } from 'vitest'
import { MemoryBuffer } from '../../src/buffer/memory.js'
import { LocalDataway } from '../../src/dataway/local.js'
import { Forwarder } from '../../src/forward/forwarder.js'
import { FORWARD_DEFAULTS, type ForwardOptions } from '../../src/forward/options.js'
import { readerNames } from '../../src/forward/reader-name.js'
import type { SetAside } from '../../src/forward/target.js'
import { Events } from '../../src/telemetry/events.js'
import { logTo } from '../../src/telemetry/log.js'
import { Metrics } from '../../src/telemetry/metrics.js'
import { type Clock, systemClock } from '../../src/util/clock.js'

export const TOKEN = 'tkn_0123456789abcdef0123456789abcdef'

const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

export async function startDataway(port = 0): Promise<LocalDataway> {
  const dataway = new LocalDataway({ port })
  await dataway.start()
  cleanups.push(() => dataway.stop())
  return dataway
}

/** Fast and eager unless told otherwise. */
export async function startForwarder(
  urls: readonly string[],
  options: Partial<ForwardOptions> = {},
  clock: Clock = systemClock,
  deadLetters?: SetAside,
) {
  const lines: string[] = []
  const metrics = new Metrics({ version: 'test' })
  const log = logTo({ write: (line: string) => void lines.push(line) }, 'debug')
  const events = new Events(metrics, log, clock)
  const endpoints =
    options.endpoints ?? urls.map((url) => ({ url: `${url}/ignored?token=${TOKEN}` }))
  const readers = readerNames(endpoints)
  const buffer = new MemoryBuffer({
    capacityBytes: 64 * 1024 * 1024,
    whenFull: 'block',
    clock,
    readers,
    onDrop: (count, reason) => events.dropped(count, reason),
  })
  const forwarder = new Forwarder(
    buffer,
    {
      ...FORWARD_DEFAULTS,
      flushIntervalMs: 0,
      retryDelayMs: 2,
      maxRetryDelayMs: 4,
      ...options,
      endpoints,
    },
    { hostname: 'node-1', clock, random: () => 1, events, deadLetters },
  )
  await buffer.start()
  await forwarder.start()
  cleanups.push(() => forwarder.stop(0))
  return {
    buffer,
    forwarder,
    metrics,
    /** What waits for the first Dataway. */
    waiting: () => buffer.reader(readers[0]!).waiting,
    /** The log so far. */
    log: () => lines.join(''),
    /** Appends one chunk with a record for each message. */
    send(messages: readonly string[], storageIndex = ''): void {
      const text = messages.map((message) => `m message="${message}" 1\n`).join('')
      buffer.append({
        bytes: Buffer.from(text),
        count: messages.length,
        category: 'logging',
        storageIndex,
        encoding: 'v1',
      })
    },
    /** The value of a series, 0 when it never moved. */
    async count(series: string): Promise<number> {
      const line = (await metrics.text()).split('\n').find((l) => l.startsWith(`${series} `))
      return Number(line?.split(' ').at(-1) ?? 0)
    },
  }
}

/** The messages a Dataway has taken, sorted. */
export function messagesOf(dataway: LocalDataway): string[] {
  return dataway
    .records()
    .map(({ fields }) => String(fields.message))
    .sort()
}

export function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `line ${String(i).padStart(4, '0')}`)
}
