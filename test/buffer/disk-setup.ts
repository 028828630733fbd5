// Disk buffers on a simulated disk, and what they told.
import { DiskBuffer, type DiskBufferOptions } from '../../src/buffer/disk.js'
import type { ProcessFacts } from '../../src/buffer/process-facts.js'
import { ManualClock } from '../forward/manual-clock.js'
import type { SimulatedDisk } from './simulated-disk.js'

export const FOLDER = '/wal'

/** A process on this machine; one that has ended is not there any more. */
export class SimulatedProcess implements ProcessFacts {
  private static last = 100
  private static readonly alive = new Set<number>()
  readonly pid = ++SimulatedProcess.last

  constructor(
    readonly boot = 'boot',
    readonly space = 'space',
  ) {
    SimulatedProcess.alive.add(this.pid)
  }

  started(pid: number): string | undefined {
    return SimulatedProcess.alive.has(pid) ? `start of ${pid}` : undefined
  }

  end(): void {
    SimulatedProcess.alive.delete(this.pid)
  }
}

export interface Told {
  readonly what: string
  readonly detail: unknown
}

/** A buffer of a process of its own, not started. */
export function diskBuffer(files: SimulatedDisk, options: Partial<DiskBufferOptions> = {}) {
  const told: Told[] = []
  const tell =
    (what: string) =>
    (...detail: unknown[]) =>
      void told.push({ what, detail })
  const process = new SimulatedProcess()
  const buffer = new DiskBuffer({
    capacityBytes: 64 * 1024,
    diskCapacityBytes: 1024 * 1024,
    diskPath: FOLDER,
    segmentBytes: 1024,
    syncIntervalMs: 200,
    syncBytes: 64 * 1024,
    diskRetryMs: 5000,
    whenFull: 'block',
    clock: new ManualClock(1_000_000),
    readers: ['r'],
    onDrop: tell('drop'),
    files: files.view(),
    processes: process,
    disk: {
      trouble: (path, error) => tell('trouble')(path, (error as { code?: string }).code),
      mended: tell('mended'),
      damaged: tell('damaged'),
      setAside: tell('setAside'),
      removed: tell('removed'),
      synced: () => {},
    },
    ...options,
  })
  return { buffer, process, told, names: () => told.map(({ what }) => what) }
}

/** Lets what is asynchronous come to its end. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
